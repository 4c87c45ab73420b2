"""Which gabarit a file follows and which commune it speaks of, guessed from the file alone.

Only ever a proposal: a person confirms it. Nothing is proposed where two answers are as good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.pipeline.recognise import FEWEST_FIELDS, recognise

COMMUNE_ROLES = ("insee", "commune", "postcode")
JUDGED_ROWS = 500

# Of the columns recognised, or of the rows that name a commune.
FEWEST_COLUMNS = 0.3
MAJORITY = 0.6
CLEARLY_BETTER = 0.15


@dataclass(frozen=True)
class Proposal:
    """`slug`, `commune` (INSEE of today): None where the file does not tell. `score`: share of the
    columns that are in the gabarit, 0 to 1. `reasons`: the person's columns that were recognised.
    `commune_reason`: `column` or `file-name`; `commune_evidence`: what was read there."""

    slug: str | None
    score: float
    reasons: tuple[str, ...]
    commune: str | None = None
    commune_reason: str | None = None
    commune_evidence: str | None = None

    def as_dict(self) -> dict[str, Any]:
        return {**vars(self), "reasons": list(self.reasons)}


def propose(path: Path, gabarits: Mapping[str, Gabarit], epci: str | None = None) -> Proposal:
    """The proposal for the file at `path`; `epci`: SIREN of the EPCI whose communes come first.

    Raises `UnreadableFile`.
    """
    read_as = [recognise(read(Depot(path, gabarit))) for gabarit in gabarits.values()]
    ranked = sorted(read_as, key=_score, reverse=True)
    slug = _clear_winner(ranked)
    best = ranked[0] if ranked else None
    reasons = tuple(column.source for column in best.columns if column.field) if best else ()
    commune, why, evidence = _commune(best, path, gabarits.values(), epci)
    return Proposal(slug, round(_score(best), 3) if best else 0, reasons, commune, why, evidence)


def _score(depot: Depot) -> float:
    recognised = sum(1 for column in depot.columns if column.field)
    return recognised / len(depot.columns) if recognised >= FEWEST_FIELDS else 0.0


def _clear_winner(ranked: list[Depot]) -> str | None:
    if not ranked or _score(ranked[0]) < FEWEST_COLUMNS:
        return None
    if len(ranked) > 1 and _score(ranked[0]) - _score(ranked[1]) < CLEARLY_BETTER:
        return None
    return ranked[0].gabarit.slug


def _commune(
    depot: Depot | None, path: Path, gabarits: Iterable[Gabarit], epci: str | None
) -> tuple[str | None, str | None, str | None]:
    if depot is not None:
        for role in COMMUNE_ROLES:
            found = _most_named(depot, depot.gabarit.role(role), epci)
            if found:
                return found[0], "column", found[1]
    found = _in_name(path, gabarits, epci)
    return (found[0], "file-name", found[1]) if found else (None, None, None)


def _most_named(depot: Depot, name: str | None, epci: str | None) -> tuple[str, str] | None:
    """(INSEE, cell) of the commune that most rows name in the column `name`."""
    if name is None or name not in depot.values.columns:
        return None
    cells = depot.values[name].drop_nulls().head(JUDGED_ROWS)
    named: Counter[str] = Counter()
    written: dict[str, str] = {}
    for cell, count in Counter(cells).items():
        commune = communes.resolve(cell.strip(), epci=epci).commune
        if commune:
            named[commune] += count
            written.setdefault(commune, cell.strip())
    if not named:
        return None
    commune, count = named.most_common(1)[0]
    return (commune, written[commune]) if count >= MAJORITY * len(cells) else None


def _in_name(path: Path, gabarits: Iterable[Gabarit], epci: str | None) -> tuple[str, str] | None:
    """The commune in `parcs_bron_2024.csv`: the longest run of words that is a name of the EPCI."""
    if epci is None:
        return None
    noise = {word for gabarit in gabarits for word in gabarit.slug.split("-")}
    words = [word for word in plain(path.stem).split("_") if word not in noise]
    for length in range(min(len(words), 8), 0, -1):
        for start in range(len(words) - length + 1):
            text = " ".join(words[start : start + length])
            found = communes.resolve(text, epci=epci)
            if found.sure and found.commune and found.epci == epci:
                return found.commune, text
    return None
