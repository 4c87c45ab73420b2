"""Matter of a deliberation: its code (`matter_code`) and its name (`matter_name`).

The nomenclature has five levels and the schema two: `7.5.1` is cut to `7.5`, and that is shown. A
code that a spreadsheet took for a day (`07/05/2024`) is asked.
"""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .acts import matter_named, name_of, sub_matter_named
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse
from .text import first_doubt

_CODE = re.compile(
    r"0?(\d)\s*[.,]\s*0?(\d{1,2})(?:[.,](?:\d{1,2}[.,]?)*)?(?:\s*[-–:/]?\s*[^\W\d_].*)?"
)
_TWO_CODES = re.compile(r"(?:\bet|\bou|[/,;&+])\s*\d[.,]\d", re.IGNORECASE)
_DAY = re.compile(r"0?(\d)[/-]0?(\d{1,2})(?:[/-]\d{2,4})?|\d{4}-(\d{2})-(\d{2})(?:[T ].*)?")
_APART = re.compile(r"\s*(?:/|>|\\|;|:|\s[-–—]\s)\s*")
_NUMBER = re.compile(r"^\d(?:[.,]\d{1,2}){0,4}[.,]?\s*(?:[-–:/]\s*|\s)(?=\D)")


def parse_code(raw: str, field: Field, context: Context) -> Reading:
    found = _CODE.fullmatch(raw)
    if found and not _TWO_CODES.search(raw):
        code = f"{found[1]}.{int(found[2])}"
        return changed(raw, code, "matter-code") if name_of(code) else _unknown(field)
    day = _DAY.fullmatch(raw)
    if day:
        first, second = (day[1], day[2]) if day[1] else (day[4].lstrip("0"), day[3].lstrip("0"))
        code = f"{first}.{second}"
        return ask("matter-as-date", (code,) if name_of(code) else ())
    return _unknown(field)


def _unknown(field: Field) -> Reading:
    return refuse("not-a-matter-code")


def parse_name(raw: str, field: Field, context: Context) -> Reading:
    """`FINANCES LOCALES / Subventions` → `finances locales/subventions`; a theme of the commune's
    own stays as it is."""
    doubt = first_doubt(raw, field, context)
    if doubt is not None:
        return doubt
    bare = _NUMBER.sub("", raw)
    first, *rest = _APART.split(bare, maxsplit=1)
    matter = matter_named(first)
    if matter is None:
        return changed(raw, raw, "matter-name")
    detail = _NUMBER.sub("", rest[0]).strip() if rest else ""
    if not detail:
        return changed(raw, f"{matter}/", "matter-name") if rest else changed(raw, raw, "")
    sub = sub_matter_named(matter, detail)
    return changed(raw, f"{matter}/{sub or re.sub(r'/ +', '/', detail)}", "matter-name")


def plain_code(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^(?:1\.[1-7]|2\.[1-3]|7\.[1-9]|8\.[1-9])$")


MATTER_CODE = FieldType(
    "matter_code",
    (),
    parse_code,
    (
        Example("7.5", "7.5"),
        Example("7.10", "7.10"),
        Example("7,5", "7.5"),
        Example("7.5.1", "7.5"),
        Example("7.5.1.2.", "7.5"),
        Example("07.05", "7.5"),
        Example("7.5 Subventions", "7.5"),
        Example("7.5 et 7.6", error="not-a-matter-code"),
        Example("8.4 - Aménagement du territoire", "8.4"),
        Example("2024-05-07", asks=True),
        Example("07/05/2024", asks=True),
        Example("7-5", asks=True),
        Example("7.5-1", error="not-a-matter-code"),
        Example("7", error="not-a-matter-code"),
        Example("7.11", error="not-a-matter-code"),
        Example("Finances", error="not-a-matter-code"),
        Example("NC", None),
    ),
    plain=plain_code,
    sample=Field("matiere", "matter_code", "Code matière", level="required"),
)

MATTER_NAME = FieldType(
    "matter_name",
    (),
    parse_name,
    (
        Example("finances locales/subventions", "finances locales/subventions"),
        Example("FINANCES LOCALES / Subventions", "finances locales/subventions"),
        Example("Finances locales - Subventions", "finances locales/subventions"),
        Example("7 Finances locales / 7.5 Subventions", "finances locales/subventions"),
        Example("Urbanisme/PLU", "urbanisme/PLU"),
        Example("Urbanisme/12 rue du Lac", "urbanisme/12 rue du Lac"),
        Example("7.5 - Finances locales : subventions", "finances locales/subventions"),
        Example("Urbanisme", "Urbanisme"),
        Example("Enfance - Jeunesse", "Enfance - Jeunesse"),
        Example("NC", None),
    ),
    sample=Field("matiere", "matter_name", "Nom de matière", level="required"),
)
