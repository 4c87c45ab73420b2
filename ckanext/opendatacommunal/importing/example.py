"""One right row out of the examples that a schema gives, or no row at all."""

from __future__ import annotations

import csv
import io
import tempfile
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.judging.table_schema import Judged, columns_of
from ckanext.opendatacommunal.pipeline.reporting.report import verdict_of

DAY = date(2026, 1, 15)

PLAIN = (
    "Exemple",
    "Domaines de competences par themes/Amenagement du territoire",
    "oui",
    "2024",
    "2024-01-15",
    "2024-01-15T08:30:00",
    "08:30",
    "48.85",
    "69029",
    "69500",
    "21690029000018",
    "216900290",
    "W691000001",
    "+33478000000",
    "contact@mairie.fr",
    "https://www.mairie.fr/page",
    "A1",
    "[4.909,45.738]",
    "4.909,45.738",
    '["Exemple"]',
    '{"type": "Point", "coordinates": [4.909, 45.738]}',
)
"""What to try where a required column has no example that is right."""


PLACE = {
    "insee": "69029",
    "commune": "Bron",
    "postcode": "69500",
    "longitude": "4.909",
    "latitude": "45.738",
    "address": "12 Avenue Camille Rousset 69500 Bron",
    "position": "[4.909,45.738]",
    "house_number": "12",
    "street": "Avenue Camille Rousset",
}
"""By role: cells that agree with each other, as the examples of a schema seldom do."""

MOST_TRIES = 12


def example_file(gabarit: Gabarit) -> bytes | None:
    """A table of one row that passes the schema and the whole of `check`; None if none is found."""
    judged = {each.name: each for each in columns_of(gabarit.schema)}
    places = {gabarit.role(role): text for role, text in PLACE.items()}
    # A schema without an example nor a required column still has a row to show.
    bare = not any(field.example or judged[field.name].required for field in gabarit.public_fields)
    tries = {
        field.name: _tries(judged[field.name], places.get(field.name), field.example, bare)
        for field in gabarit.public_fields
    }
    row = {name: next(each) for name, each in tries.items()}
    for _try in range(MOST_TRIES):
        content = _csv(gabarit, row)
        wrong = _wrong(gabarit, content)
        if not wrong:
            return content if wrong == set() else None
        row |= {name: next(tries[name]) for name in wrong if name in tries}
    return None


def _tries(judged: Judged, place: str | None, example: str, bare: bool) -> Iterator[str]:
    """Cells that are right by the schema, the best first; an optional one is then left empty."""
    told = (place, example, example.partition("|")[0], example.partition(",")[0].strip())
    for text in dict.fromkeys(told):
        if text and not list(judged.flaws(text)):
            yield text
    if judged.required or bare:
        listed = judged.constraints.get("enum") or judged.column.get("trueValues") or ()
        yield from (text for text in (*map(str, listed), *PLAIN) if not list(judged.flaws(text)))
    while True:
        yield ""


def _csv(gabarit: Gabarit, row: Mapping[str, str]) -> bytes:
    out = io.StringIO()
    writer = csv.DictWriter(out, [each.name for each in gabarit.public_fields], lineterminator="\n")
    writer.writeheader()
    writer.writerow(row)
    return out.getvalue().encode()


def _wrong(gabarit: Gabarit, content: bytes) -> set[str] | None:
    """Columns to blame; None where the row is refused and no column is."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "valide.csv"
        path.write_bytes(content)
        try:
            depot = run(Depot(path, gabarit, Settings(today=DAY)))
        except UnreadableFile:
            return None
    if verdict_of(depot) == "valid":
        return set()
    blamed: list[Any] = [*depot.open_questions]
    blamed += [each for each in depot.issues if each.severity == "error"]
    return {each.field for each in blamed if each.field} or None
