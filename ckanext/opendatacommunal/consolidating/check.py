"""One file of a producer through the whole pipeline; runs in a process of its own."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.opendatacommunal.consolidating.geocoding import geocoder
from ckanext.opendatacommunal.consolidating.return_workbook import return_workbook
from ckanext.opendatacommunal.gabarits import find
from ckanext.opendatacommunal.messages import Translate, sentence, translator
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Profile, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile, UsageError
from ckanext.opendatacommunal.pipeline.geocoding import MISSED
from ckanext.opendatacommunal.pipeline.reporting.report import report

RETIRE = "retirer"
GONE = ("disparues", "disparues-nombreuses")
"""Rules of the question about rows of the source that the file does not have, and its answer."""

COUNTS = ("rows", "publishable", "set_aside", "corrections", "questions", "errors", "warnings")
SHOWN_REASONS = 3


def check(job: Mapping[str, Any]) -> dict[str, Any]:
    """`job`: path, sha256, sheet, slug, gabarits_dirs, owner, commune, epci, profile, answers,
    previous, reserved, today, language; `geocoder` (`geocoding.Asked.job`) or None; .html and
    .xlsx: where to write the return sheets.

    Gives `records` (`check --lignes`), `counts`, `changes`, `verdict`, `blocked`,
    `unplaced` (the geocoder did not answer for all rows), `retired` (identifiers that were said to
    be withdrawn), `profile` (as JSON), `reasons` (the sentences to read first); `unreadable`
    {code, params} alone when it cannot be read.
    """
    gabarit = find(job["slug"], job["gabarits_dirs"])
    assert gabarit is not None  # noqa: S101 - the parent has loaded it
    depot = Depot(Path(job["path"]), gabarit, _settings(job))
    try:
        depot = run(depot)
    except (UnreadableFile, UsageError) as error:
        params = {key: str(value) for key, value in error.params.items()}
        return {"unreadable": {"code": error.code, "params": params}}
    translate = translator(job["language"])
    told = report(depot, translate=translate)
    Path(job[".html"]).write_bytes(export.return_sheet(told, gabarit, translate, job["language"]))
    mark = {"slug": gabarit.slug, "owner": job["owner"], "sha256": job["sha256"]}
    Path(job[".xlsx"]).write_bytes(return_workbook(depot, told, mark, translate))
    return {
        "unreadable": None,
        "records": [json.loads(line) for line in export.lignes(depot).splitlines()],
        "counts": {name: told["counts"][name] for name in COUNTS},
        "changes": told["changes"],
        "verdict": told["verdict"],
        "blocked": any(asked.blocks for asked in depot.open_questions),
        "unplaced": any(issue.code == MISSED for issue in depot.issues),
        "retired": _retired(told),
        "profile": export.profile_json(depot).decode(),
        "reasons": _reasons(told, translate),
    }


def _settings(job: Mapping[str, Any]) -> Settings:
    profile = job["profile"]
    previous = job["previous"]
    return Settings(
        commune=job["commune"],
        epci=job["epci"],
        profile=Profile(profile.get("columns", {}), profile.get("values", {})),
        answers=job["answers"],
        previous=pl.DataFrame(previous, schema=_texts(previous)) if previous else None,
        reserved=frozenset(job["reserved"]),
        sheet=job["sheet"],
        today=date.fromisoformat(job["today"]),
        geocoder=geocoder(job["geocoder"]),
    )


def _texts(rows: list[dict[str, Any]]) -> dict[str, Any]:
    return dict.fromkeys(rows[0], pl.String)


def _retired(told: Mapping[str, Any]) -> list[str]:
    """Said of these very rows: an answer given when others were missing does not count."""
    said = any(
        each["answer"] == RETIRE and each["rule"] in GONE for each in told.get("answered", ())
    )
    return [each["identifier"] for each in told["disappeared"] if said and each["identifier"]]


def _reasons(told: Mapping[str, Any], translate: Translate) -> list[str]:
    """What keeps most rows out."""
    counted: dict[str, int] = {}
    for each in told["set_aside"]:
        for message in each["messages"]:
            counted[message] = counted.get(message, 0) + 1
    first = sorted(counted, key=lambda message: (-counted[message], message))[:SHOWN_REASONS]
    return [_reason(message, counted[message], translate) for message in first]


def _reason(message: str, count: int, translate: Translate) -> str:
    code = "board-reason" if count > 1 else "board-reason-one"
    return sentence(code, {"reason": message, "count": count}, translate)[0]
