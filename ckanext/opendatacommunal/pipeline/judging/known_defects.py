"""What a national schema refuses although it is right: said, never in the way of a row.

`known_defects` of gabarit.yaml names the field, the version of the schema, and the code or the
constraint that refuses. A defect ends with the version of the schema it was seen in: a newer one
has to be looked at again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.judging.table_schema import CellError

KNOWN_DEFECT = "known-defect"
SHOWN_LINES = 5

Defect = Mapping[str, Any]


def defect_of(error: CellError, gabarit: Gabarit) -> Defect | None:
    """The defect of the schema that explains this refusal; None where the refusal is right."""
    version = _version(gabarit.schema.get("version"))
    held = (each for each in gabarit.known_defects if _version(each.get("schema")) == version)
    return next((each for each in held if _explains(each, error)), None)


def issues_on(found: Iterable[tuple[CellError, Defect]], gabarit: Gabarit) -> Iterator[Issue]:
    """One remark for all rows that the same rule refuses for the same value, on the first."""
    alike: dict[tuple[Any, ...], list[tuple[CellError, Defect]]] = {}
    for error, defect in found:
        key = (error.field, error.code, error.constraint, error.value)
        alike.setdefault(key, []).append((error, defect))
    for pairs in alike.values():
        error, defect = pairs[0]
        rows = tuple(each.row for each, _ in pairs if each.row is not None)
        yield Issue(
            KNOWN_DEFECT,
            "info",
            error.row,
            error.field or defect["field"],
            error.value if error.field else None,
            {
                "case": _case(error, len(rows)),
                "schema": gabarit.schema.get("name") or gabarit.slug,
                "version": _version(gabarit.schema.get("version")),
                "field": error.field or defect["field"],
                "rule": error.constraint if error.field and error.constraint else error.code,
                "why": defect.get("why", ""),
                "rows": rows,
                "lines": ", ".join(map(str, rows[:SHOWN_LINES])) + "…" * (len(rows) > SHOWN_LINES),
            },
        )


def _explains(defect: Defect, error: CellError) -> bool:
    """A rule on a whole row is that of any of the fields it reads."""
    if error.field is None:
        fields = error.expected if isinstance(error.expected, list) else []
        return defect.get("code") == error.code and defect["field"] in fields
    accepts = defect.get("accepts")
    return (
        defect["field"] == error.field
        and defect.get("code", error.code) == error.code
        and defect.get("constraint", error.constraint) == error.constraint
        and (accepts is None or re.fullmatch(accepts, error.value or "") is not None)
    )


def _case(error: CellError, rows: int) -> str:
    one, several = ("row", "rows") if error.field is None else ("cell", "cells")
    if error.field is not None and not error.value:
        one, several = "empty", "empties"
    return one if rows < 2 else several


def _version(text: Any) -> str:
    """`v1.1.6` and `1.1.6` are the same version."""
    return str(text or "").removeprefix("v")
