"""Versions of a gabarit and of its schema: semantic, in order, and what depends on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ckanext.opendatacommunal.linting.finding import Finding, unknown
from ckanext.opendatacommunal.linting.folder import Folder

FILE = "gabarit.yaml"
SEMANTIC = re.compile(r"v?(\d+)\.(\d+)\.(\d+)")


def check(folder: Folder) -> Iterator[Finding]:
    version = folder.ours.mapping.get("version")
    if version is not None and _numbers(version) is None:
        line = folder.ours.line("version")
        yield Finding(FILE, "lint-version", line, {"version": version})
    yield from _of_schema(folder)
    yield from _changes(folder)
    yield from _defects(folder)


def _numbers(version: Any) -> tuple[int, ...] | None:
    found = SEMANTIC.fullmatch(str(version))
    return tuple(map(int, found.groups())) if found else None


def _of_schema(folder: Folder) -> Iterator[Finding]:
    """A schema of our own goes by the version of its gabarit; a national one has its own."""
    version, of_schema = (each.mapping.get("version") for each in (folder.ours, folder.schema))
    if of_schema is None or folder.schema.mapping.get("path"):
        return
    if _numbers(version) and _numbers(of_schema) not in (None, _numbers(version)):
        params = {"version": version, "other": of_schema}
        yield Finding("schema.json", "lint-two-versions", None, params)


def _changes(folder: Folder) -> Iterator[Finding]:
    """The newest first, the first one of the version that the gabarit has now."""
    entries = folder.tables("changes")
    now = folder.ours.mapping.get("version")
    above: tuple[int, ...] | None = None
    day: str | None = None
    for place, each in entries:
        line = folder.ours.line("changes", place)
        told, numbers = each.get("version"), _numbers(each.get("version"))
        if place == 0 and now is not None and str(told) != str(now):
            yield Finding(FILE, "lint-change-not-now", line, {"version": now, "other": told})
        if told is not None and numbers is None:
            yield Finding(FILE, "lint-version", line, {"version": told})
        if above and numbers and numbers >= above:
            yield Finding(FILE, "lint-change-order", line, {"version": told})
        above = numbers or above
        shown = str(each.get("date", ""))
        if shown and not _is_day(shown):
            yield Finding(FILE, "lint-change-date", line, {"date": shown})
        elif day and shown > day:
            yield Finding(FILE, "lint-change-order", line, {"version": told})
        day = shown or day
        yield from _renamed(folder, place, each)


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _renamed(folder: Folder, place: int, change: dict[str, Any]) -> Iterator[Finding]:
    """What a change leads to is there; it may itself have been renamed by a newer one."""
    known = {field.name for field in folder.gabarit.fields} if folder.gabarit else set()
    for _position, newer in folder.tables("changes")[:place]:
        renamed = newer.get("renamed")
        known |= {str(old) for old in renamed} if isinstance(renamed, dict) else set()
    for part in ("renamed", "values"):
        held = change.get(part)
        if not isinstance(held, dict):
            continue
        for key, value in held.items():
            name = str(value if part == "renamed" else key)
            if name not in known:
                line = folder.ours.line("changes", place, part, str(key))
                yield unknown(FILE, "lint-no-column", name, sorted(known), line)


def _defects(folder: Folder) -> Iterator[Finding]:
    """A known defect holds for one version of the schema: with another one it is to be looked at
    again."""
    version = folder.schema.mapping.get("version")
    for place, each in folder.tables("known_defects"):
        line = folder.ours.line("known_defects", place)
        told = each.get("schema")
        if told is not None and str(told).lstrip("v") != str(version).lstrip("v"):
            params = {"column": each.get("field"), "version": told, "other": version}
            yield Finding(FILE, "lint-defect-expired", line, params)
        if not each.get("code") and not each.get("constraint"):
            params = {"column": each.get("field")}
            yield Finding(FILE, "lint-defect-of-what", line, params)
        accepts = each.get("accepts")
        if isinstance(accepts, str) and not _compiles(accepts):
            yield Finding(FILE, "lint-not-pattern", line, {"pattern": accepts})


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True
