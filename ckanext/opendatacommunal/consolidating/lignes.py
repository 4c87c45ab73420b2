"""The rows of a producer as last accepted, kept from one run to the next (laws 5 and 6).

`lignes/<code>.csv`: the fields, internal ones too, then columns of our own. It can be handed to
`check --previous` as it is.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.consolidating.versions import FIRST_SOURCE
from ckanext.opendatacommunal.gabarits import Gabarit

PUBLIC, ASIDE, RETIRED = "publiee", "ecartee", "retiree"
NOT_ITS_OWN = frozenset(("identifier-taken", "same-identifier"))
"""Codes of rows whose identifier is that of another row: they are not kept under it."""

OWN = ("_publiee", "_etat", "_source", "_commune", "_cle", "_fichier")
"""`_publiee`: `oui` or `non`, as `check --previous` reads it. `_etat`: one of the three above.
`_commune`: INSEE of today. `_cle`: natural key. `_fichier`: sha256 of the file that gave it."""


@dataclass(frozen=True)
class Ligne:
    """One row: `values` by field, None = empty."""

    values: Mapping[str, str | None]
    identifier: str | None
    key: str | None
    commune: str | None
    state: str
    source: str
    file: str

    @property
    def name(self) -> str | None:
        """By what it is found again."""
        return self.identifier or self.key


@dataclass(frozen=True)
class Applied:
    """The rows of a source after a file: `published` of the file, `already` given by another
    source, `retired` now, `stayed`: public, and not in the file."""

    lignes: tuple[Ligne, ...]
    published: int = 0
    already: int = 0
    retired: int = 0
    stayed: int = 0


def load(path: Path, gabarit: Gabarit) -> list[Ligne]:
    if not path.is_file():
        return []
    identifier = gabarit.role("identifier") or ""
    with path.open(encoding="utf-8-sig", newline="") as content:
        rows = list(csv.DictReader(content))
    return [
        Ligne(
            {each.name: row.get(each.name) or None for each in gabarit.fields},
            row.get(identifier) or None,
            row.get("_cle") or None,
            row.get("_commune") or None,
            row.get("_etat") or (RETIRED if row.get("_publiee") == "non" else PUBLIC),
            row.get("_source") or FIRST_SOURCE,
            row.get("_fichier") or "",
        )
        for row in rows
    ]


def written(lignes: Iterable[Ligne], gabarit: Gabarit) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [each.name for each in gabarit.fields]
    writer.writerow([*names, *OWN])
    for each in ordered(lignes):
        public = "oui" if each.state == PUBLIC else "non"
        own = (public, each.state, each.source, each.commune, each.key, each.file)
        writer.writerow([*(each.values.get(name) for name in names), *own])
    return out.getvalue().encode("utf-8")


def ordered(lignes: Iterable[Ligne]) -> list[Ligne]:
    """By identifier, numbers as numbers: a file whose rows are only in another order changes
    nothing."""
    return sorted(lignes, key=lambda each: (_natural(each.name or ""), each.source))


def previous(lignes: Iterable[Ligne]) -> list[dict[str, str | None]]:
    """What the pipeline is told of the rows that are there."""
    return [
        {**each.values, "_publiee": "oui" if each.state == PUBLIC else "non"} for each in lignes
    ]


def apply(
    before: Iterable[Ligne],
    others: Iterable[Ligne],
    checked: Mapping[str, Any],
    source: str,
    file: str,
) -> Applied:
    """The rows of a source once a file has gone through the pipeline (`check.check`).

    `others`: rows of the producer's other sources. A row set aside that was public keeps its last
    published version; a row that the file has not stays, unless it was said to be withdrawn.
    """
    known = {each.name: each for each in before if each.name}
    lignes = dict(known)
    if checked["blocked"]:
        return Applied(tuple(before), stayed=sum(each.state == PUBLIC for each in before))
    public = [each for each in others if each.state == PUBLIC]
    elsewhere = {(each.commune, each.key) for each in public if each.key}
    elsewhere |= {(None, each.identifier) for each in public if each.identifier}
    found: dict[str, None] = {}
    nameless: list[Ligne] = []
    published = already = 0
    for record in checked["records"]:
        ligne = _ligne(record, source, file)
        was = known.get(ligne.name or "")
        if ligne.name is None:
            nameless += [ligne] if ligne.state == PUBLIC else []
            published += ligne.state == PUBLIC
        elif {(ligne.commune, ligne.key), (None, ligne.identifier)} & elsewhere:
            already += 1
        elif NOT_ITS_OWN.intersection(record["codes"]):
            continue
        elif ligne.state == PUBLIC and ligne.name not in found:
            lignes[ligne.name] = ligne
            published += 1
        elif was is None or was.state == ASIDE:
            lignes.setdefault(ligne.name, ligne)
            if lignes[ligne.name].state != PUBLIC:
                lignes[ligne.name] = ligne
        found.setdefault(ligne.name or "")
    gone = [name for name in checked["retired"] if name in known and name not in found]
    for name in gone:
        lignes[name] = replace(known[name], state=RETIRED)
    stayed = [n for n, each in lignes.items() if each.state == PUBLIC and n not in found]
    return Applied((*lignes.values(), *nameless), published, already, len(gone), len(stayed))


def withdrawn(lignes: Iterable[Ligne], file: str) -> list[Ligne]:
    """The rows once those that a file gave are withdrawn; their identifiers are not given again."""
    return [
        replace(each, state=RETIRED) if each.file == file and each.state == PUBLIC else each
        for each in lignes
    ]


def _ligne(record: Mapping[str, Any], source: str, file: str) -> Ligne:
    return Ligne(
        {**record["public"], **record["internal"]},
        record["identifier"],
        record["key"],
        record["commune"],
        PUBLIC if record["publishable"] else ASIDE,
        source,
        file,
    )


def _natural(text: str) -> tuple[tuple[int, int, str], ...]:
    """`PAR-69029-2` before `PAR-69029-10`."""
    parts = re.findall(r"\d+|\D+", text)
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)
