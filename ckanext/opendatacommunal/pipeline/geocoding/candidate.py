"""One answer of a geocoder, whatever form it came in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

Kind = Literal["housenumber", "street", "locality", "municipality"]
KINDS: tuple[Kind, ...] = ("housenumber", "street", "locality", "municipality")
"""From the most precise to the least."""

_BEFORE_SUFFIX = re.compile(r"(?<=\d)\s*(?=[^\W\d_])")
_INSEE_IN_ID = re.compile(r"(\d{5}|2[AB]\d{3})(?:_|$)")


@dataclass(frozen=True)
class Candidate:
    """A place of the address base. `lon`, `lat`: WGS84 degrees. `street`: without the number.

    `score` (0–1) is how much the words look alike: it orders candidates and decides nothing.
    `alone`: the base has no second place that looks like what was asked.
    """

    label: str
    kind: Kind
    street: str
    number: str | None
    insee: str | None
    lon: float
    lat: float
    score: float
    alone: bool = False

    @property
    def written_number(self) -> str | None:
        """`6bis` of the base as we write it: `6 bis`."""
        return _BEFORE_SUFFIX.sub(" ", self.number).lower() if self.number else None

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def of_dict(cls, kept: Mapping[str, Any]) -> Candidate:
        return cls(**kept)


def of_feature(feature: Mapping[str, Any]) -> Candidate | None:
    """A feature of `/search/` or `/reverse/`; None if it is no place we can use."""
    try:
        properties = feature["properties"]
        lon, lat = feature["geometry"]["coordinates"][:2]
        kind, number = properties["type"], properties.get("housenumber")
        street = properties.get("street") if number else None
        return _candidate(
            {**properties, "name": street or properties.get("name")}, kind, number, lon, lat
        )
    except (KeyError, TypeError, ValueError, IndexError):
        return None


def of_record(record: Mapping[str, str]) -> Candidate | None:
    """A line of `/search/csv/`; None if nothing was found.

    With a number, addok names the street in `result_name`; the national service puts the number
    there too, and the street in `result_street`. A second place has its score in
    `result_score_next`: 0 for addok, nothing for the national service when there is none.
    """
    found = {name.removeprefix("result_"): value for name, value in record.items()}
    try:
        lon, lat, number = record["longitude"], record["latitude"], found.get("housenumber")
        if number and found.get("street"):
            found["name"] = found["street"]
        alone = "score_next" in found and float(found["score_next"] or 0) == 0
        return _candidate(found, found.get("type"), number, lon, lat, alone=alone)
    except (KeyError, ValueError, TypeError):
        return None


def _candidate(
    found: Mapping[str, Any], kind: Any, number: Any, lon: Any, lat: Any, *, alone: bool = False
) -> Candidate | None:
    if kind not in KINDS:
        return None
    in_id = _INSEE_IN_ID.match(str(found.get("id") or ""))
    return Candidate(
        label=str(found["label"]),
        kind=kind,
        street=str(found.get("name") or ""),
        number=str(number) if number else None,
        insee=str(found.get("citycode") or "") or (in_id[1] if in_id else None),
        lon=round(float(lon), 6),
        lat=round(float(lat), 6),
        score=round(float(found.get("score") or 0), 4),
        alone=alone,
    )
