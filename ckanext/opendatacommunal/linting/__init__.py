"""Look over the folder of a gabarit: every mistake, told for who can mend it. Needs no CKAN.

`lint` never stops at the first mistake: what cannot be read is told, and the rest looked at.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ckanext.opendatacommunal.gabarits.keys import GABARIT
from ckanext.opendatacommunal.linting import by_keys, columns, examples, sheet, versions
from ckanext.opendatacommunal.linting.finding import Finding
from ckanext.opendatacommunal.linting.folder import Folder
from ckanext.opendatacommunal.messages import Translate
from ckanext.opendatacommunal.pipeline.judging.descriptor import faults

__all__ = ["Finding", "gabarit_folders", "lint"]

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
NOT_SLUGS = ("lint", "new")
"""Words that the command `opendatacommunal gabarit` keeps for itself."""

PARTS = ("schema.json", "gabarit.yaml", "dataset.yaml", "exemples")


def gabarit_folders(path: Path) -> list[Path]:
    """`path` itself where it is the folder of a gabarit, else the folders in it."""
    if any((path / part).exists() for part in PARTS):
        return [path]
    inside = (each for each in path.iterdir() if each.is_dir() and each.name[0] not in "._")
    return sorted(each for each in inside if any((each / part).exists() for part in PARTS))


def lint(path: Path, translate: Translate, today: date | None = None) -> list[Finding]:
    """Every mistake of the folder at `path`, in the order of its files, then of their lines.

    `translate`: for the messages of the checks of example files. `today`: the day these are judged.
    """
    found = _findings(Folder(path), translate, today or date.today())  # noqa: DTZ011
    once = {(each.file, each.line or 0, each.code, str(each.params)): each for each in found}
    return [once[key] for key in sorted(once, key=lambda key: (_place(key[0]), *key))]


def _place(file: str) -> int:
    first = file.partition("/")[0]
    return PARTS.index(first) if first in PARTS else -1


def _findings(folder: Folder, translate: Translate, today: date) -> Iterator[Finding]:
    slug = folder.path.resolve().name
    if not SLUG.fullmatch(slug) or slug in NOT_SLUGS:
        yield Finding("", "lint-slug", params={"slug": slug})
    if _needs_schema(folder):
        yield from folder.schema.findings
        for case, told in faults(folder.schema.mapping) if folder.schema.content else ():
            params = {"name": "schema.json", "case": case, **told}
            yield Finding("schema.json", "bad-schema", None, params)
    yield from folder.ours.findings
    if folder.ours.content is not None:
        yield from by_keys.table(folder.ours, folder.ours.mapping, GABARIT)
        yield from by_keys.roles(folder.ours)
        yield from columns.check(folder)
        yield from versions.check(folder)
    if _needs_schema(folder):
        yield from sheet.check(folder)
    yield from examples.check(folder, translate, today)


def _needs_schema(folder: Folder) -> bool:
    """A relay that leads elsewhere may have no table of its own."""
    return folder.ours.mapping.get("kind") != "relay" or (folder.path / "schema.json").exists()
