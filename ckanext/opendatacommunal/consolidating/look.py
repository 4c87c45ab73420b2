"""A first look at one file: is it a table of this gabarit, of whom, with which rows?

Runs in a process of its own. What it gives is plain data, kept until the file changes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.opendatacommunal import communes, gabarits
from ckanext.opendatacommunal.consolidating import dates, returned
from ckanext.opendatacommunal.consolidating.keys import keys_of
from ckanext.opendatacommunal.consolidating.naming import Names, hint
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile, UsageError
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.recognise import is_another_gabarit, recognise
from ckanext.opendatacommunal.pipeline.recognising.claims import address_of

COMMUNE_ROLES = ("insee", "commune", "postcode")

MAJORITY = 0.6
"""Share of the rows that name a place from which the file is of that place."""

SURE_SHARE, CLEARLY_BETTER = 0.7, 0.15
"""Share of the columns recognised above which no other gabarit is tried; and by which another one
must be better."""

Reading = Callable[[str, str], tuple[str | None, list[str]]]
"""A cell and the EPCI → the code it surely means or None, the communes it may mean."""

_PLACE = r"(?:^|\D)(\d{5})(?:\D+\d{1,2})?\D*$"
"""The postcode near the end of a whole address; what follows may be `LYON 3`, `CEDEX 09`."""


def look(job: Mapping[str, Any]) -> dict[str, Any]:
    """`job`: path, name, slug, gabarits_dirs, epci; `mail` (address, sender, subject, sent) that it
    came with, or None.

    Gives `unreadable` {code, params} or None; `gabarit` (slug of another one, "" for none, None:
    this one); `format`, `rows`, `table` (fingerprint of the cells), `keys` (fingerprints of the
    rows), `hints` [{source, codes, epci, several, loose, evidence}], `seen` (codes of the places
    that the rows name), `moments` {name, folder, mail, document, version}, `returned` (the mark of
    a return sheet and its answers).
    """
    path, name = Path(job["path"]), job["name"]
    known = gabarits.load_deposited(job["gabarits_dirs"])
    gabarit, names = known[job["slug"]], Names(job["epci"], known.values())
    found: dict[str, Any] = {"unreadable": None, "gabarit": None, "rows": 0, "format": None}
    found |= {"table": None, "keys": [], "seen": [], "returned": None}
    mail = job["mail"] or {}
    found |= {"moments": {**_moments(path, name), "mail": mail.get("sent")}}
    found["hints"] = list(names.hints(name))
    if mail:
        found["hints"] += names.of_mail(mail["address"], mail["sender"], mail["subject"])
    try:
        mark = returned.read_return(path)
        sheet = mark["sheet"] if mark else None
        depot = read(Depot(path, gabarit, Settings(epci=job["epci"], sheet=sheet)))
    except (UnreadableFile, UsageError) as error:
        params = {key: _plain(value) for key, value in error.params.items()}
        return found | {"unreadable": {"code": error.code, "params": params}}
    depot = recognise(depot)
    found |= {"returned": mark, "gabarit": _other_gabarit(depot, known, mark)}
    found |= {"rows": depot.raw.height, "format": depot.file.format if depot.file else None}
    content, seen = _of_content(depot, job["epci"])
    found["hints"] += [*_of_titles(depot, names), *content, *_of_mark(mark)]
    rows = depot.values.drop(ROW).iter_rows(named=True)
    found |= {"table": _table(depot), "keys": keys_of(rows, gabarit), "seen": sorted(seen)}
    return found


def _table(depot: Depot) -> str:
    """The same for two files that hold the same header and the same cells."""
    digest = hashlib.sha256("\x1f".join(depot.header).encode("utf-8", "replace"))
    for cells in depot.raw.drop(ROW).iter_rows():
        digest.update("\x1f".join(cell or "" for cell in cells).encode("utf-8", "replace"))
        digest.update(b"\x1e")
    return digest.hexdigest()


def _moments(path: Path, name: str) -> dict[str, Any]:
    *folders, last = name.split("/")
    return {
        "name": dates.in_text(last),
        "folder": next((found for each in folders[::-1] if (found := dates.in_text(each))), None),
        "document": dates.saved(path),
        "version": dates.version_in(last.rsplit(".", 1)[0]),
    }


def _other_gabarit(
    depot: Depot, known: Mapping[str, Gabarit], mark: Mapping[str, Any] | None
) -> str | None:
    """Another gabarit whose columns these clearly are; "" if they are no gabarit's."""
    if mark:
        return None if mark["slug"] == depot.gabarit.slug else mark["slug"]
    own = _share(depot)
    if own >= SURE_SHARE:
        return None
    others = {
        slug: _share(recognise(replace(depot, gabarit=each, issues=(), questions=())))
        for slug, each in known.items()
        if slug != depot.gabarit.slug and each.kind == "deposit"
    }
    best = max(others, key=lambda slug: (others[slug], slug), default=None)
    if best is not None and others[best] >= own + CLEARLY_BETTER:
        return best
    return "" if is_another_gabarit(depot) else None


def _share(depot: Depot) -> float:
    named = sum(1 for column in depot.columns if column.field and column.how != "content")
    return named / len(depot.columns) if named > 1 else 0.0


def _of_titles(depot: Depot, names: Names) -> Iterator[dict[str, Any]]:
    """What stands above the table, and the name of its sheet."""
    titles = [issue.value or "" for issue in depot.issues if issue.code == "title-row"]
    sheet = (depot.file.sheet if depot.file else None) or ""
    for source, text in (*(("title", each) for each in titles), ("sheet", sheet)):
        found = names.in_text(text)
        if found.codes and not found.loose:
            yield hint(source, found.codes, text)


def _of_mark(mark: Mapping[str, Any] | None) -> Iterator[dict[str, Any]]:
    if mark:
        yield hint("return-sheet", [mark["owner"]], mark["owner"])


def _of_content(depot: Depot, epci: str) -> tuple[list[dict[str, Any]], set[str]]:
    """Hints of the columns that say where the rows are; and all the places they name."""
    seen: set[str] = set()
    hints = []
    for role in COMMUNE_ROLES:
        name = depot.gabarit.role(role)
        if name in depot.values.columns:
            read = _of_postcode if role == "postcode" else _of_text
            column = depot.source_of(str(name)) or str(name)
            hints.append(_of_cells(column, depot.values[str(name)], epci, seen, read))
    whole = address_of(depot.gabarit)
    if not any(hints) and whole in depot.values.columns:
        places = depot.values[whole].str.extract(_PLACE, 1)
        column = depot.source_of(whole) or whole
        hints.append(_of_cells(column, places, epci, seen, _of_postcode))
    return [each for each in hints if each], seen


def _of_cells(
    column: str, cells: pl.Series, epci: str, seen: set[str], read: Reading
) -> dict[str, Any] | None:
    counted: Counter[frozenset[str]] = Counter()
    for cell, count in Counter(cells.drop_nulls().to_list()).items():
        place, codes = read(cell.strip(), epci)
        if place:
            seen.add(place)
        if codes:
            counted[frozenset(codes)] += count
    if not counted:
        return None
    total = counted.total()
    best, rows = max(counted.items(), key=lambda each: (each[1], sorted(each[0])))
    if rows >= MAJORITY * total:
        return hint("column", best, column)
    return hint("column", {code for codes in counted for code in codes}, column, several=True)


def _of_text(cell: str, epci: str) -> tuple[str | None, list[str]]:
    """The place a cell surely names, and the communes it may speak of."""
    found = communes.resolve(cell, epci=epci)
    codes = [found.commune] if found.commune else [each.current for each in found.candidates]
    return found.insee, [code for code in codes if code]


def _of_postcode(cell: str, epci: str) -> tuple[str | None, list[str]]:
    """69003 is a part of Lyon, although it is the INSEE code of Albigny-sur-Saône too."""
    served = communes.of_postcode(cell, epci=epci) or communes.of_postcode(cell)
    if not served:
        return _of_text(cell, epci)
    return served[0].code if len(served) == 1 else None, [each.current for each in served]


def _plain(value: Any) -> Any:
    return list(map(str, value)) if isinstance(value, (list, tuple)) else value
