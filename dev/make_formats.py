"""Write one messy table in the four formats communes use, for tests that they read the same.

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
HEADER = list(COLUMNS)
ROWS: list[tuple[Any, ...]] = list(zip(*COLUMNS.values(), strict=True))

POSTCODE, HOURS, PHONE, SHARE, UPDATED = (
    HEADER.index(name)
    for name in (
        "Code postal",
        "Précisions horaires",
        "Téléphone du gardien",
        "Taux de boisement",
        "Mise à jour",
    )
)
FORMATS = {
    POSTCODE: "00000",
    HOURS: "hh:mm",
    PHONE: '0#" "##" "##" "##" "##',
    SHARE: "0.0%",
    UPDATED: "dd/mm/yyyy",
}


def workbook(target: Path) -> None:
    with xlsxwriter.Workbook(str(target)) as book:
        book.set_properties({"created": dt.datetime(2020, 1, 1)})  # noqa: DTZ001 - no zone in xlsx
        sheet = book.add_worksheet("Parcs")
        sheet.write(0, 0, "Espaces verts de la ville")
        sheet.write_row(2, 0, HEADER)
        styles = {index: book.add_format({"num_format": code}) for index, code in FORMATS.items()}
        lasting = book.add_format({"num_format": "[h]:mm"})
        for row, cells in enumerate(ROWS, start=3):
            for column, value in enumerate(cells):
                style = lasting if isinstance(value, dt.timedelta) else styles.get(column)
                if value == "#N/A":
                    result: Any = value  # the library takes texts too
                    sheet.write_formula(row, column, "=NA()", style, result)
                else:
                    sheet.write(row, column, value, style)


def text() -> bytes:
    """What a French Excel shows in each cell, as it saves it: cp1252, semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(["Espaces verts de la ville", *[""] * (len(HEADER) - 1)])
    writer.writerow([""] * len(HEADER))
    writer.writerow(HEADER)
    for cells in ROWS:
        writer.writerow([_shown(column, value) for column, value in enumerate(cells)])
    return out.getvalue().encode("cp1252")


def _shown(column: int, value: Any) -> str:
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, dt.time):
        return value.strftime("%H:%M")
    if isinstance(value, dt.timedelta):
        return f"{value.total_seconds() / 3600:.0f}:00"
    if isinstance(value, (int, float)):
        return _number(column, value)
    return str(value)


def _number(column: int, value: float) -> str:
    if column == POSTCODE:
        return f"{value:05}"
    if column == PHONE:
        digits = f"{value:010}"
        return " ".join(digits[at : at + 2] for at in range(0, 10, 2))
    if column == SHARE:
        return f"{100 * value:.1f}%".replace(".", ",")
    return format(value, ".15g").replace(".", ",")


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    book = FOLDER / "parcs.xlsx"
    workbook(book)
    (FOLDER / "parcs.csv").write_bytes(text())
    with tempfile.TemporaryDirectory() as home:
        for kind in ("xls", "ods"):
            command = ["soffice", f"-env:UserInstallation=file://{home}", "--headless"]
            command += ["--convert-to", kind, "--outdir", str(FOLDER), str(book)]
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    say(f"{len(list(FOLDER.iterdir()))} files in {FOLDER.relative_to(CHECKOUT)}")


if __name__ == "__main__":
    sys.exit(main())
