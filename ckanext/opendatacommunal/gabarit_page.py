"""A gabarit as a page that documents every column, and as an empty table."""

from __future__ import annotations

import csv
import io
from html import escape

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.messages import N_, Translate, said_in
from ckanext.opendatacommunal.standalone_page import page, section, table

PUBLISHED = N_("Columns that are published")
INTERNAL = N_("Columns that are never published")
HEADER = (N_("Column"), N_("Name"), N_("Asked"), N_("What it holds"), N_("Values or example"))
VERSIONS = N_("Versions")
CHANGES = (N_("Version"), N_("Date"), N_("What changed"))
LEVELS = {
    "required": N_("required"),
    "recommended": N_("recommended"),
    "optional": N_("optional"),
}
FILLED = N_("filled in for you if left empty")
VERSION = N_("Version {version}. Source: {source}.")
BOOLEANS = ("oui", "non")


def gabarit_page(gabarit: Gabarit, translate: Translate, language: str) -> bytes:
    about = translate(VERSION).format(version=gabarit.version, source=gabarit.source)
    parts = [
        f"<p>{escape(gabarit.description)}</p>",
        f"<p>{escape(about)}</p>",
        _columns(PUBLISHED, gabarit.public_fields, translate),
    ]
    if gabarit.internal_fields:
        parts.append(_columns(INTERNAL, gabarit.internal_fields, translate))
    if gabarit.changes:
        told = [
            (each.version, each.date, said_in(each.what, translate)) for each in gabarit.changes
        ]
        header = map(translate, CHANGES)
        parts.append(section(translate(VERSIONS), [table(translate(VERSIONS), header, told)]))
    return page(gabarit.title, parts, language)


def empty_table(gabarit: Gabarit) -> bytes:
    """The names of all columns, as a French spreadsheet opens them: `;`, UTF-8 with its mark."""
    out = io.StringIO()
    names = [field.name for field in gabarit.fields]
    csv.writer(out, delimiter=";", lineterminator="\r\n").writerow(names)
    return out.getvalue().encode("utf-8-sig")


def _columns(title: str, fields: tuple[Field, ...], translate: Translate) -> str:
    rows = [
        (
            field.title,
            field.name,
            asked(field, translate),
            field.description,
            ", ".join(allowed_values(field)) or field.example,
        )
        for field in fields
    ]
    return section(
        translate(title), [table(translate(title), map(translate, HEADER), rows, titled=True)]
    )


def allowed_values(field: Field) -> tuple[str, ...]:
    """Those of a list, closed or open; () where anything goes."""
    return BOOLEANS if field.kind == "boolean" else field.listed


def asked(field: Field, translate: Translate) -> str:
    """How much the field is asked of a commune, in words."""
    return translate(FILLED if field.filled else LEVELS[field.level])
