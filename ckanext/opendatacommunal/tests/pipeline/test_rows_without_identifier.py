"""National gabarits without a column for an identifier: the rows have one all the same."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.export import lignes
from ckanext.opendatacommunal.pipeline.export.profile import profile_of
from ckanext.opendatacommunal.pipeline.identity.previous_rows import read_previous
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, MIONS

HEADER = "Prénom;Sexe;Nombre;Année"
TODAY = date(2026, 11, 22)


def check(folder: Path, text: str, slug: str = "prenoms", **settings: Any) -> Depot:
    path = folder / "depot.csv"
    path.write_text(text, encoding="utf-8")
    found = gabarits.find(slug)
    assert found is not None
    known: dict[str, Any] = {"commune": MIONS, "epci": LYON_METROPOLE, "today": TODAY, **settings}
    return run(Depot(path, found, Settings(**known)))


def births(*rows: str, header: str = HEADER) -> str:
    return "\n".join((header, *rows)) + "\n"


def records(depot: Depot) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lignes(depot).splitlines()]


def kept(depot: Depot) -> pl.DataFrame:
    """The rows as a server gives them back: internal columns too."""
    rows = [{**each["public"], **each["internal"]} for each in records(depot)]
    return pl.DataFrame(rows, schema=dict.fromkeys(rows[0], pl.String))


def named(depot: Depot) -> dict[str, str]:
    return {each["public"]["ENFANT_PRENOM"]: each["identifier"] for each in records(depot)}


def test_rows_are_numbered_and_the_published_file_has_the_columns_of_the_schema(
    tmp_path: Path,
) -> None:
    depot = check(tmp_path, births("Léa;F;4;2025", "Adam;M;3;2025"))
    assert named(depot) == {"Léa": "PRE-69283-001", "Adam": "PRE-69283-002"}
    header = export.clean_csv(depot).decode().splitlines()[0]
    assert header == "COMMUNE_NOM,COLL_INSEE,ENFANT_SEXE,ENFANT_PRENOM,NOMBRE_OCCURRENCES,ANNEE"


def test_a_row_keeps_its_identifier_when_its_number_changes(tmp_path: Path) -> None:
    before = kept(check(tmp_path, births("Léa;F;4;2025", "Adam;M;3;2025")))
    text = births("Zoé;F;1;2025", "Adam;M;5;2025", "Léa;F;4;2025")
    depot = check(tmp_path, text, previous=before)
    assert named(depot) == {
        "Léa": "PRE-69283-001",
        "Adam": "PRE-69283-002",
        "Zoé": "PRE-69283-003",
    }
    assert sorted(depot.changes.values()) == ["added", "changed", "unchanged"]


def test_another_year_gets_other_identifiers(tmp_path: Path) -> None:
    before = kept(check(tmp_path, births("Léa;F;4;2024")))
    depot = check(tmp_path, births("Léa;F;6;2025"), previous=before)
    assert named(depot) == {"Léa": "PRE-69283-002"}
    assert depot.disappeared == ()


def test_the_published_file_is_enough_to_know_the_rows_again(tmp_path: Path) -> None:
    first = check(tmp_path, births("Léa;F;4;2025", "Chloe;F;1;2025", "Chloé;F;2;2025"))
    published = tmp_path / "public.csv"
    published.write_bytes(export.clean_csv(first))
    previous = read_previous(published, first.gabarit)
    depot = check(tmp_path, births("Chloé;F;2;2025", "Léa;F;5;2025"), previous=previous)
    assert sorted(depot.changes.values()) == ["changed", "unchanged"]
    assert [each["label"] for each in depot.disappeared] == ["Chloe"]


def test_an_identifier_copied_from_another_commune_is_asked(tmp_path: Path) -> None:
    header = f"{HEADER};identifiant_ligne"
    depot = check(tmp_path, births("Léa;F;4;2025;PRE-69029-007", header=header))
    assert [each.rule for each in depot.open_questions] == ["identifier-mismatch"]
    own = check(tmp_path, births("Léa;F;4;2025;PRE-69283-007", header=header))
    assert named(own) == {"Léa": "PRE-69283-007"}


def test_a_producer_without_a_commune_is_known_by_its_siren(tmp_path: Path) -> None:
    text = (gabarits.SHIPPED / "subventions" / "exemples" / "valide.csv").read_text("utf-8")
    depot = check(tmp_path, text, "subventions", commune=None)
    assert [each["identifier"] for each in records(depot)] == [
        f"SUB-216902833-00{number}" for number in (1, 2, 3)
    ]


ACT = "N° acte;Date;Objet;Code matière;Libellé matière;Siret collectivité"
OF_MIONS = "21690283300013"


def acts(*rows: str) -> str:
    return "\n".join((ACT, *(f"{row};{OF_MIONS}" for row in rows))) + "\n"


def test_the_number_of_an_act_is_kept_as_the_commune_gave_it(tmp_path: Path) -> None:
    depot = check(tmp_path, acts("CM 2025/012;27/03/2025;Budget;7.1;"), "deliberations")
    (record,) = records(depot)
    assert record["public"]["DELIB_ID"] == "CM 2025/012"
    assert record["identifier"] == "69283-2025-CM 2025/012"


def test_two_communes_and_two_years_may_have_the_same_number(tmp_path: Path) -> None:
    text = acts("12;27/03/2024;Budget;7.1;", "12;26/03/2025;Budget;7.1;")
    mions = [each["identifier"] for each in records(check(tmp_path, text, "deliberations"))]
    bron = check(tmp_path, text, "deliberations", commune=BRON)
    assert mions == ["69283-2024-12", "69283-2025-12"]
    assert not {each["identifier"] for each in records(bron)} & {*mions}


def test_two_acts_of_one_year_may_not(tmp_path: Path) -> None:
    text = acts("12;27/03/2025;Budget;7.1;", "12;26/06/2025;Voirie;8.3;")
    depot = check(tmp_path, text, "deliberations")
    assert dict(depot.set_aside) == {3: ("same-identifier",)}


def test_a_second_file_does_not_erase_the_acts_of_the_first(tmp_path: Path) -> None:
    before = kept(check(tmp_path, acts("12;27/03/2025;Budget;7.1;"), "deliberations"))
    text = acts("13;26/06/2025;Voirie;8.3;")
    depot = check(tmp_path, text, "deliberations", previous=before)
    assert depot.disappeared == ()
    assert not depot.open_questions


@pytest.mark.parametrize("answer", ["2024", "2025"])
def test_the_year_said_of_one_file_is_not_said_of_the_next(tmp_path: Path, answer: str) -> None:
    text = births("Léa;F;4", header="Prénom;Sexe;Nombre")
    asked = check(tmp_path, text)
    (question,) = asked.open_questions
    assert (question.rule, question.field) == ("missing-column", "ANNEE")
    told = check(tmp_path, text, answers={question.id: answer})
    assert told.values["ANNEE"].to_list() == [answer]
    again = check(tmp_path, text, profile=profile_of(told))
    assert [each.field for each in again.open_questions] == ["ANNEE"]


def test_nor_is_the_period_of_payment(tmp_path: Path) -> None:
    text = (gabarits.SHIPPED / "subventions" / "exemples" / "valide.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    names = [name for name in rows[0] if name != "datesPeriodeVersement"]
    lines = [";".join(names), *(";".join(f'"{row[name]}"' for name in names) for row in rows)]
    asked = check(tmp_path, "\n".join(lines), "subventions")
    (question,) = asked.open_questions
    told = check(tmp_path, "\n".join(lines), "subventions", answers={question.id: "2025"})
    assert set(told.values["datesPeriodeVersement"]) == {"2025-01-01/2025-12-31"}
    again = check(tmp_path, "\n".join(lines), "subventions", profile=profile_of(told))
    assert [each.field for each in again.open_questions] == ["datesPeriodeVersement"]
