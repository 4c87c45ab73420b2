"""dataset.yaml: what ckanext-scheming would refuse, told without CKAN."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from string import Formatter
from typing import Any

from ckanext.opendatacommunal.gabarits.files import SHIPPED
from ckanext.opendatacommunal.linting.finding import Finding, unknown
from ckanext.opendatacommunal.linting.folder import Folder
from ckanext.opendatacommunal.linting.known_to_ckan import PRESETS, VALIDATORS
from ckanext.opendatacommunal.linting.marked import Marked, Place, read_yaml

FILE = "dataset.yaml"
COMMON = SHIPPED / "commun.yaml"

KEYS = """
    scheming_version dataset_type about about_url dataset_fields resource_fields tableau textes
    before_validators after_validators draft_fields_required
""".split()
WITH_CHOICES = ("select", "multiple_checkbox", "multiple_select", "radio")
VALIDATOR = re.compile(r"([A-Za-z_]\w*)(?:\([^()]*\))?")
NAME = re.compile(r"[a-z_][a-z0-9_]*")
LISTS = ("dataset_fields", "resource_fields")


def check(folder: Folder) -> Iterator[Finding]:
    if not (folder.path / FILE).is_file():
        yield Finding(FILE, "lint-no-sheet", severity="warning")
        return
    marked = read_yaml(folder.path / FILE)
    if marked.content is None and _is_blank(folder):
        return
    yield from marked.findings
    content = marked.mapping
    for key in content:
        if key not in KEYS:
            yield unknown(FILE, "lint-unknown-key", str(key), KEYS, marked.line(str(key)), where="")
    expected = f"donnees-{folder.path.name}"
    if content.get("dataset_type", expected) != expected:
        params = {"expected": expected}
        yield Finding(FILE, "lint-dataset-type", marked.line("dataset_type"), params)
    common = read_yaml(COMMON).mapping
    for part in LISTS:
        if part in content:
            known = {each["field_name"] for each in common.get(part, ())}
            yield from _fields(marked, content[part], (part,), known)
    yield from _texts(marked, content.get("textes"), common["textes"])
    yield from _shown(folder, marked)


def _is_blank(folder: Folder) -> bool:
    lines = (folder.path / FILE).read_text(encoding="utf-8", errors="replace").splitlines()
    return all(not line.strip() or line.lstrip().startswith("#") for line in lines)


def _fields(marked: Marked, fields: Any, place: Place, known: set[str]) -> Iterator[Finding]:
    if not isinstance(fields, list):
        params = {"key": str(place[-1]), "case": "tables"}
        yield Finding(FILE, "lint-shape", marked.line(*place), params)
        return
    seen: set[str] = set()
    for position, field in enumerate(fields):
        here = (*place, position)
        name = field.get("field_name") if isinstance(field, dict) else None
        if not isinstance(name, str) or not NAME.fullmatch(name):
            yield Finding(FILE, "lint-field-name", marked.line(*here), {"where": str(place[-1])})
            continue
        if name in seen:
            yield Finding(FILE, "lint-column-twice", marked.line(*here), {"column": name})
        seen.add(name)
        yield from _field(marked, field, here, new=name not in known)


def _field(marked: Marked, field: dict[str, Any], place: Place, *, new: bool) -> Iterator[Finding]:
    name, preset = field["field_name"], field.get("preset")
    if preset is not None and preset not in PRESETS:
        line = marked.line(*place, "preset")
        yield unknown(FILE, "lint-unknown-preset", str(preset), PRESETS, line)
    if new and "label" not in field:
        yield Finding(FILE, "lint-no-label", marked.line(*place), {"column": name})
    choices = field.get("choices")
    if choices is None and preset in WITH_CHOICES and new and "choices_helper" not in field:
        yield Finding(FILE, "lint-no-choices", marked.line(*place), {"column": name})
    if choices is not None and not _are_choices(choices):
        yield Finding(FILE, "lint-no-choices", marked.line(*place, "choices"), {"column": name})
    for key in ("validators", "output_validators", "create_validators"):
        if key in field:
            yield from _validators(marked, field, (*place, key))
    if "repeating_subfields" in field:
        inner = (*place, "repeating_subfields")
        yield from _fields(marked, field["repeating_subfields"], inner, set())


def _are_choices(choices: Any) -> bool:
    return isinstance(choices, list) and all(
        isinstance(each, dict) and "value" in each and "label" in each for each in choices
    )


def _validators(marked: Marked, field: dict[str, Any], place: Place) -> Iterator[Finding]:
    """Words with arguments in brackets; what begins with a bracket scheming reads as JSON."""
    value, line = field[str(place[-1])], marked.line(*place)
    if not isinstance(value, str):
        words: list[re.Match[str] | None] = [None]
    elif value.strip().startswith("["):
        return
    else:
        words = [VALIDATOR.fullmatch(word) for word in value.split()]
    if None in words:
        yield Finding(
            FILE, "lint-validators", line, {"column": field["field_name"], "value": value}
        )
        return
    for word in words:
        if word and word[1] not in VALIDATORS:
            found = unknown(FILE, "lint-unknown-validator", word[1], VALIDATORS, line)
            # One of another plugin may be right.
            yield found if found.params["near"] else replace(found, severity="warning")


def _texts(marked: Marked, texts: Any, common: dict[str, str]) -> Iterator[Finding]:
    """Sentences that the tool writes: known ones, with words that it can fill in."""
    for name, text in texts.items() if isinstance(texts, dict) else ():
        line = marked.line("textes", str(name))
        if name not in common:
            yield unknown(FILE, "lint-unknown-key", str(name), common, line, where="textes")
            continue
        words = _words_of(" ".join(common.values()))
        for word in _words_of(str(text)):
            if word not in words:
                yield unknown(FILE, "lint-unknown-word", word, sorted(words), line)


def _words_of(text: str) -> set[str]:
    try:
        return {word for _text, word, _form, _how in Formatter().parse(text) if word}
    except ValueError:
        return {text}


def _shown(folder: Folder, marked: Marked) -> Iterator[Finding]:
    """`tableau`: columns that the widget shows; public ones."""
    listed = marked.mapping.get("tableau")
    for position, name in enumerate(listed if isinstance(listed, list) else ()):
        if name not in folder.columns:
            line = marked.line("tableau", position)
            yield unknown(FILE, "lint-no-column", str(name), folder.columns, line)
