"""Write two messy tables in the four formats communes use, for tests that they read the same.

python dev/make_formats.py        writes ckanext/opendatacommunal/tests/pipeline/formats/

The .xlsx and the .csv (as a French Excel saves it) are ours; LibreOffice, which must be installed,
makes the .xls and the .ods of the .xlsx. Tests use the committed files and need none of this.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter

from instance import CHECKOUT, say

FOLDER = CHECKOUT / "ckanext" / "opendatacommunal" / "tests" / "pipeline" / "formats"

# Name → what the rows hold; the third row is blank, the last one a total.
COLUMNS: dict[str, list[Any]] = {
    "Nom du parc": [
        "Parc de l’Albarine",
        " Square  du Cœur ",
        "",
        "Jardin « des Échets »",
        "TOTAL",
    ],
    "Numéro": ["12 bis", 7, "", "SN", ""],
    "Rue": ["av. Paul Painlevé", "Rue Aimé Vingtrinier", "", "chemin des Échets", ""],
    "Code postal": [1500, 1500, "", 1500, ""],
    "Ville": ["Ambérieu-en-Bugey", "AMBERIEU EN BUGEY", "", "Ambérieu-en-Bugey", ""],
    "Réglementé": [True, False, "", True, ""],
    "Surface (m²)": [1220.5, 845.0, "", 31200, 33265.5],
    "Gestionnaire": ["Commune", "Commune", "", "Association", ""],
    "Année": [1987, "", "", 2004, ""],
    "Clos": [False, True, "", "#N/A", ""],
    "Précisions horaires": [dt.time(8, 30), "fermé à la\ntombée", "", dt.timedelta(hours=24), ""],
    "Point d'eau": ["oui", "non", "", "", ""],
    "Téléphone du gardien": [474001122, "", "", 611223344, ""],
    "Taux de boisement": [0.125, 0.4, "", 1, ""],
    "Mise à jour": [dt.date(2024, 12, 31), dt.date(2023, 2, 1), "", dt.date(2024, 1, 5), ""],
    "lon": [5.3521, "", "", 5.3388, ""],
    "lat": [45.9612, "", "", 45.9487, ""],
}
TYPED: dict[str, list[Any]] = {
    "Nom": ["Amicale du Lac", "Club d’échecs", "Les Amis du Livre"],
    "Montant": [1220.5, 23000, 0.1],
    "Part": [0.455, 1, 0.07],
    "Signé le": [dt.date(2024, 12, 31), dt.date(1999, 2, 1), "1er mars 2023"],
    "Relevé": [dt.datetime(2024, 12, 31, 8, 30), dt.datetime(2023, 2, 1), ""],  # noqa: DTZ001
    "Ouverture": [dt.time(8, 30), dt.time(0, 0), "9h"],
    "SIRET": [21690029000018, "216 900 290 00018", ""],
    "Téléphone": [478901234, "04 78 90 12 34", 611223344],
    "Code postal": [1500, "01500", 69500],
    "Effectif": [12500, 7, 1000000],
    "Actif": [True, False, "oui"],
    "Largeur (m)": [3.3, 0.9, "1,20 m"],
}
"""Cells whose number format shows them otherwise than they are kept."""


@dataclass(frozen=True)
class Book:
    """`titles`: lines above the names. `formats`: name of a column → its number format."""

    name: str
    columns: dict[str, list[Any]]
    formats: dict[str, str]
    titles: tuple[str, ...] = ()

    @property
    def header(self) -> list[str]:
        return list(self.columns)

    @property
    def rows(self) -> list[tuple[Any, ...]]:
        return list(zip(*self.columns.values(), strict=True))


PARKS = Book(
    "parcs",
    COLUMNS,
    {
        "Code postal": "00000",
        "Précisions horaires": "hh:mm",
        "Téléphone du gardien": '0#" "##" "##" "##" "##',
        "Taux de boisement": "0.0%",
        "Mise à jour": "dd/mm/yyyy",
    },
    ("Espaces verts de la ville", ""),
)
AIDS = Book(
    "aides",
    TYPED,
    {
        "Montant": "#,##0.00 €",
        "Part": "0.0%",
        "Signé le": "dd/mm/yyyy",
        "Relevé": "dd/mm/yyyy hh:mm",
        "Ouverture": "hh:mm",
        "SIRET": "0",
        "Effectif": "#,##0",
    },
)


def workbook(book_of: Book, target: Path) -> None:
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": dt.datetime(2020, 1, 1)})  # noqa: DTZ001 - no zone in xlsx
        sheet = book.add_worksheet(book_of.name.capitalize())
        for row, title in enumerate(book_of.titles):
            sheet.write(row, 0, title)
        first = len(book_of.titles)
        sheet.write_row(first, 0, book_of.header)
        styles = {
            name: book.add_format({"num_format": code}) for name, code in book_of.formats.items()
        }
        lasting = book.add_format({"num_format": "[h]:mm"})
        for row, cells in enumerate(book_of.rows, start=first + 1):
            for column, value in enumerate(cells):
                style = styles.get(book_of.header[column])
                style = lasting if isinstance(value, dt.timedelta) else style
                if value == "#N/A":
                    result: Any = value  # the library takes texts too
                    sheet.write_formula(row, column, "=NA()", style, result)
                else:
                    sheet.write(row, column, value, style)


def text(book: Book) -> bytes:
    """What a French Excel shows in each cell, as it saves it: cp1252, semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    for title in book.titles:
        writer.writerow([title, *[""] * (len(book.header) - 1)])
    writer.writerow(book.header)
    formats = [book.formats.get(name, "") for name in book.header]
    for cells in book.rows:
        writer.writerow([_shown(code, cell) for code, cell in zip(formats, cells, strict=True)])
    return out.getvalue().encode("cp1252")


def _shown(code: str, value: Any) -> str:
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() / 3600:.0f}:00"
    if isinstance(value, (dt.date, dt.time)):
        return value.strftime(_moment(value))
    return _number(code, value) if isinstance(value, (int, float)) else str(value)


def _moment(value: dt.date | dt.time) -> str:
    if isinstance(value, dt.time):
        return "%H:%M"
    return "%d/%m/%Y %H:%M" if isinstance(value, dt.datetime) else "%d/%m/%Y"


def _number(code: str, value: float) -> str:
    if code == "00000":
        return f"{value:05}"
    if code.startswith("0#"):
        digits = f"{value:010}"
        return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
    if code.endswith("%"):
        return f"{100 * value:.1f}%".replace(".", ",")
    if code.startswith("#"):
        decimals = ".2f" if ".00" in code else ".0f"
        shown = format(value, f",{decimals}").replace(",", "\u00a0").replace(".", ",")
        return f"{shown} €" if "€" in code else shown
    return format(value, ".15g").replace(".", ",")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for book in (PARKS, AIDS):
        made = FOLDER / f"{book.name}.xlsx"
        workbook(book, made)
        (FOLDER / f"{book.name}.csv").write_bytes(text(book))
        with tempfile.TemporaryDirectory() as home:
            for kind in ("xls", "ods"):
                command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless"]
                command += ["--convert-to", kind, "--outdir", str(FOLDER), str(made)]
                subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    say(f"{len(list(FOLDER.iterdir()))} files in {FOLDER.relative_to(CHECKOUT)}")


if __name__ == "__main__":
    sys.exit(main())
