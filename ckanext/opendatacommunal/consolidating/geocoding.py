"""The geocoder that a consolidation asks: one a process, its answers kept in one place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder

CACHE = "geocodeur.sqlite"
"""Name of the file of answers, among the reports, if no other is given."""

SECONDS = 200
"""Of the time that one file may take (`workers.SECONDS`); what is not answered by then is asked
again in the next run."""


@dataclass(frozen=True)
class Asked:
    """`url`: a server that speaks addok's language; `base`: it and the version of its addresses;
    `cache`: file of its answers; `calls_per_second`: of all processes together."""

    url: str
    base: str
    cache: Path
    calls_per_second: float

    def job(self, processes: int) -> dict[str, Any]:
        """What `geocoder` is told in one of so many processes."""
        calls = self.calls_per_second / processes
        return {"url": self.url, "base": self.base, "cache": str(self.cache), "calls": calls}


def geocoder(job: Mapping[str, Any] | None) -> Geocoder | None:
    if job is None:
        return None
    from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok  # noqa: PLC0415 - on demand
    from ckanext.opendatacommunal.pipeline.geocoding.cache import SqliteCache  # noqa: PLC0415
    from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder  # noqa: PLC0415

    server = Addok(job["url"], budget_seconds=SECONDS, calls_per_second=job["calls"])
    return Geocoder(server, SqliteCache(Path(job["cache"]), job["base"]))
