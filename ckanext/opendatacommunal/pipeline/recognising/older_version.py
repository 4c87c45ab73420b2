"""A workbook of ours, of an older version of the gabarit: its columns and its words brought up to
date, as far as the changes of the gabarit say how."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits.changes import Migration, migration, numbers
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue
from ckanext.opendatacommunal.pipeline.reading.names import faithful_key
from ckanext.opendatacommunal.pipeline.recognising.search import Search

VERSION = "version"
"""How a column was recognised, and the rule of a cell that was brought up to date."""


def issues_of_template(depot: Depot) -> list[Issue]:
    """What the mark of our own workbook says: another version, or another gabarit."""
    made_for, gabarit = depot.file.template if depot.file else None, depot.gabarit
    if made_for is None or made_for == (gabarit.slug, gabarit.version):
        return []
    slug, version = made_for
    params: dict[str, Any] = {
        "version": version,
        "current": gabarit.version,
        "gabarit": gabarit.title,
    }
    if slug != gabarit.slug:
        return [Issue("other-template", "warning", value=slug, params=params)]
    if numbers(version) > numbers(gabarit.version):
        return [Issue("newer-template", "warning", value=version, params=params)]
    changed = gabarit.changes_since(version)
    if changed:
        languages = changed[0].what
        said = {key: " ".join(each.what.get(key, "") for each in changed) for key in languages}
        params = {**params, "case": "told", "what": said}
    return [Issue("older-template", "info", value=version, params=params)]


def by_version(search: Search) -> None:
    """Take the columns whose title or name is that of an older version, and no more the present."""
    depot = search.depot
    older = _migration(depot)
    if older is None or depot.file is None:
        return
    titles = {faithful_key(title): name for title, name in depot.file.template_columns.items()}
    for index in list(search.open):
        key = faithful_key(search.depot.header[index])
        name = titles.get(key)
        if name is None or _is_present(search, index, name):
            continue
        present = older.names.get(name, name)
        if present in search.gabarit and present not in search.taken:
            search.take(index, present, VERSION)


def up_to_date(depot: Depot) -> Depot:
    """The words of the older version as those of the present one; each change is listed."""
    older = _migration(depot)
    if older is None:
        return depot
    values, corrections = depot.values, []
    for name, replaced in older.values.items():
        if name not in values.columns:
            continue
        held = values.select(ROW, name).filter(pl.col(name).is_in(list(replaced)))
        corrections += [
            Correction(row, name, cell, replaced[cell], VERSION) for row, cell in held.iter_rows()
        ]
        changed = values[name].replace(list(replaced), list(replaced.values()))
        values = values.with_columns(changed)
    return replace(depot, values=values).with_corrections(corrections)


def _migration(depot: Depot) -> Migration | None:
    """What has changed since the version of the workbook; None where it is no older one of ours."""
    made_for = depot.file.template if depot.file else None
    if made_for is None or made_for[0] != depot.gabarit.slug:
        return None
    changed = depot.gabarit.changes_since(made_for[1])
    return migration(changed) if changed else None


def _is_present(search: Search, index: int, name: str) -> bool:
    """The header says the same column today."""
    claims = search.words.claims(search.names[index])
    return bool(claims) and claims[0].how in ("name", "title") and claims[0].field == name
