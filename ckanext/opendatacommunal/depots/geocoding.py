"""The geocoder of the site: what it already said is lent to the process that checks a file.

That process has no access to the database: it gets the answers known for the communes of the
organisation in a file, and what it asked anew is kept from that file.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path

import sqlalchemy as sa
from rq import get_current_job
from sqlalchemy.dialects.postgresql import insert

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import communes, config
from ckanext.opendatacommunal.model import Depot, Geocodage, State
from ckanext.opendatacommunal.model.columns import now
from ckanext.opendatacommunal.pipeline.geocoding import MISSED
from ckanext.opendatacommunal.pipeline.geocoding.cache import Kept, SqliteCache, base_name
from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate

MOST_LENT = 200_000
"""Answers lent for one file: those of a whole métropole."""

WHILE_A_PERSON_WAITS = 15
"""Seconds; a web server gives up on a request after thirty."""

WAY_OUT = (
    *("HTTP_PROXY", "HTTPS_PROXY", "NO_PROXY", "http_proxy", "https_proxy", "no_proxy"),
    *("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "SSL_CERT_DIR"),
)
"""How a program finds its way out of a closed network; as `requests` reads them."""

AGAIN_AFTER = timedelta(minutes=10)
GIVE_UP_AFTER = timedelta(hours=24)
UNPUBLISHED = (State.A_CORRIGER, State.A_CONFIRMER, State.PRET)


def arguments(insee: str | None, folder: Path) -> list[str]:
    """Options of `check` that name the geocoder and its known answers; none without geocoder."""
    url = config.geocoder_url()
    if not url:
        return []
    path = _path(folder)
    lent = SqliteCache(path, _base())
    lent.put(dict(_known(insee)), lent=True)
    lent.close()
    options = ["--geocoder", url, "--geocoder-cache", str(path)]
    options += ["--geocoder-seconds", str(_seconds())]
    options += ["--geocoder-calls", str(config.geocoder_calls_per_second())]
    version = config.geocoder_version()
    return [*options, "--geocoder-version", version] if version else options


def environment() -> dict[str, str]:
    """Variables that the process needs to reach the geocoder from here: proxies, certificates.

    None without a geocoder: a process that calls nobody is told of nobody. What the web server was
    started with comes before CKAN's own `ckan.download_proxy`.
    """
    if not config.geocoder_url():
        return {}
    found = {name: os.environ[name] for name in WAY_OUT if os.environ.get(name)}
    proxy = tk.config.get("ckan.download_proxy")
    if proxy and not found.keys() & {"HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"}:
        found |= {"HTTPS_PROXY": proxy, "HTTP_PROXY": proxy}
    return found


def keep(folder: Path) -> None:
    """Take over what the process asked; the caller commits."""
    path = _path(folder)
    if not path.is_file():
        return
    lent = SqliteCache(path, _base())
    rows = [
        {
            "base": _base(),
            "key": key,
            "candidates": [each.as_dict() for each in kept.candidates],
            "complete": kept.complete,
            "asked": now(),
        }
        for key, kept in lent.fresh()
    ]
    lent.close()
    if rows:
        adding = insert(Geocodage.__table__)
        fresh = {name: adding.excluded[name] for name in ("candidates", "complete", "asked")}
        keys = ["base", "key"]
        model.Session.execute(adding.on_conflict_do_update(index_elements=keys, set_=fresh), rows)


def lacks_points(depot: Depot) -> bool:
    """Whether the geocoder failed to answer for some rows of the dépôt."""
    return any(issue["code"] == MISSED for issue in depot.head.get("issues", ()))


def ask_again_later(depot: Depot) -> None:
    """Have the dépôt checked again when the geocoder may answer, for a day at most."""
    if lacks_points(depot) and now() - depot.created < GIVE_UP_AFTER:
        tk.get_job_queue().enqueue_in(
            AGAIN_AFTER,
            "ckanext.opendatacommunal.jobs.check_again",
            depot.id,
            job_id=f"opendatacommunal_points_{depot.id}",
        )


def _known(insee: str | None) -> Iterable[tuple[str, Kept]]:
    query = sa.select(Geocodage.key, Geocodage.candidates, Geocodage.complete)
    query = query.where(Geocodage.base == _base())
    if insee:
        codes = _territories(insee)
        query = query.where(sa.or_(*(Geocodage.key.startswith(f"{code}|") for code in codes)))
    query = query.order_by(Geocodage.asked.desc()).limit(MOST_LENT)
    for key, candidates, complete in model.Session.execute(query):
        yield key, Kept(map(Candidate.of_dict, candidates), complete=complete)


def _territories(insee: str) -> list[str]:
    """The commune and its parts: an address of an arrondissement is kept under its code."""
    return [insee, *(part.code for part in communes.parts_of(insee))]


def _seconds() -> int:
    """How long the geocoder may take: a person waits, or a job does."""
    return config.pipeline_seconds() // 2 if get_current_job() else WHILE_A_PERSON_WAITS


def _base() -> str:
    return base_name(config.geocoder_url() or "", config.geocoder_version())


def _path(folder: Path) -> Path:
    return folder / "adresses.sqlite"
