"""The geocoder that a command was told to ask, with the file that keeps its answers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from ckanext.opendatacommunal.shell.errors import Failure

if TYPE_CHECKING:
    from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder


def geocoder_of(
    url: str | None,
    cache: str | None,
    version: str | None,
    seconds: float | None,
    calls_per_second: float | None,
) -> Geocoder | None:
    """None without `url`: nothing leaves this machine. Raises `Failure` for a wrong URL or file."""
    if url is None:
        return None
    import sqlite3  # noqa: PLC0415 - only for who geocodes

    from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok  # noqa: PLC0415
    from ckanext.opendatacommunal.pipeline.geocoding.cache import (  # noqa: PLC0415
        NoCache,
        SqliteCache,
        base_name,
    )
    from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder  # noqa: PLC0415

    try:
        server = Addok(url, budget_seconds=seconds or float("inf"))
        if calls_per_second:
            server.calls_per_second = calls_per_second
    except ValueError as error:
        raise Failure("bad-geocoder", url=url) from error
    try:
        kept = SqliteCache(Path(cache), base_name(server.url, version)) if cache else NoCache()
    except sqlite3.Error as error:
        raise Failure("bad-geocoder-cache", name=cache) from error
    return Geocoder(server, kept)
