"""gabarit.yaml against the declaration of its keys: unknown, missing, of another shape."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from ckanext.opendatacommunal.gabarits.keys import OPTIONS, ROLES, Key, allowed
from ckanext.opendatacommunal.linting.finding import Finding, unknown
from ckanext.opendatacommunal.linting.marked import Marked, Place

FILE = "gabarit.yaml"
AUDIENCE = re.compile(r"[a-z]+(?:_[a-z]+)*")


def table(
    marked: Marked, content: Any, keys: tuple[Key, ...], place: Place = ()
) -> Iterator[Finding]:
    """Every mistake of one table and of those inside it."""
    if not isinstance(content, dict):
        yield _misshapen(marked, place, "table")
        return
    known = allowed(keys)
    for name in content:
        if name not in known:
            line = marked.line(*place, str(name))
            yield unknown(FILE, "lint-unknown-key", str(name), known, line, where=_where(place))
    for name, key in known.items():
        if name in content:
            yield from _value(marked, content[name], key, (*place, name))
        elif key.required:
            params = {"key": name, "where": _where(place), "what": key.what}
            yield Finding(FILE, "lint-missing-key", marked.line(*place), params)


def _value(marked: Marked, value: Any, key: Key, place: Place) -> Iterator[Finding]:
    if key.shape == "free":
        return
    if key.shape == "table":
        yield from table(marked, value, key.inside, place)
    elif key.shape == "tables":
        yield from _each(marked, value, key, place)
    elif key.shape == "tables_by_name":
        yield from _each_by_name(marked, value, key, place)
    elif key.shape == "interne":
        yield from _interne(marked, value, key, place)
    elif key.shape == "languages":
        if not _is_text(value):
            yield from table(marked, value, key.inside, place)
    elif not _FITS[key.shape](value):
        yield _misshapen(marked, place, key.shape)
    elif key.among and str(value) not in key.among:
        params = {"key": key.name}
        yield unknown(
            FILE, "lint-unknown-value", str(value), key.among, marked.line(*place), **params
        )


def _each(marked: Marked, value: Any, key: Key, place: Place) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _misshapen(marked, place, "tables")
        return
    for position, each in enumerate(value):
        yield from table(marked, each, key.inside, (*place, position))


def _each_by_name(marked: Marked, value: Any, key: Key, place: Place) -> Iterator[Finding]:
    if not isinstance(value, dict):
        yield _misshapen(marked, place, "table")
        return
    for name, each in value.items():
        if each is None:
            continue
        yield from table(marked, each, key.inside, (*place, str(name)))
        if isinstance(each, dict):
            yield from _options(marked, each, (*place, str(name)))


def _interne(marked: Marked, value: Any, key: Key, place: Place) -> Iterator[Finding]:
    if not isinstance(value, list):
        yield _misshapen(marked, place, "texts")
        return
    for position, each in enumerate(value):
        if not isinstance(each, str):
            yield from table(marked, each, key.inside, (*place, position))
            if isinstance(each, dict):
                yield from _options(marked, each, (*place, position))


def _options(marked: Marked, field: dict[str, Any], place: Place) -> Iterator[Finding]:
    options = field.get("options", {})
    if not isinstance(options, dict):
        yield _misshapen(marked, (*place, "options"), "table")
        return
    for name in options:
        if name not in OPTIONS:
            line = marked.line(*place, "options", str(name))
            yield unknown(FILE, "lint-unknown-option", str(name), OPTIONS, line)


def roles(marked: Marked) -> Iterator[Finding]:
    """Roles that no part of the tool plays."""
    given = marked.mapping.get("roles")
    for role in given if isinstance(given, dict) else ():
        if role not in ROLES:
            yield unknown(
                FILE, "lint-unknown-role", str(role), ROLES, marked.line("roles", str(role))
            )


def _misshapen(marked: Marked, place: Place, shape: str) -> Finding:
    params = {"key": str(place[-1]) if place else FILE, "case": shape}
    return Finding(FILE, "lint-shape", marked.line(*place), params)


def _where(place: Place) -> str:
    return " › ".join(str(each + 1) if isinstance(each, int) else each for each in place)


def _is_text(value: Any) -> bool:
    return isinstance(value, str | int | float) and not isinstance(value, bool) and value != ""


def _is_words(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, str | int | float) for each in value)


def _is_values(value: Any) -> bool:
    if isinstance(value, dict):
        return all(other is None or _is_words(other) for other in value.values())
    return _is_words(value)


def _is_names(value: Any) -> bool:
    return isinstance(value, dict) and all(_is_text(each) for each in value.values())


def _is_audience(value: Any) -> bool:
    """{population_over: 3500, …}: names and whole numbers; what they mean is the board's."""
    return isinstance(value, dict) and all(
        isinstance(name, str) and AUDIENCE.fullmatch(name) for name in value
    )


_FITS = {
    "text": _is_text,
    "column": _is_text,
    "whole": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "flag": lambda value: isinstance(value, bool),
    "texts": _is_words,
    "columns": _is_words,
    "values": _is_values,
    "texts_by_name": _is_names,
    "audience": _is_audience,
}
