"""From the first dépôt to the next: what is written, judged, set aside, and handed in again."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import polars as pl
import pytest

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import RULES, SENTENCES
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.sort_out import sort_out
from ckanext.opendatacommunal.pipeline.validate import validate
from ckanext.opendatacommunal.pipeline.write import write
from ckanext.opendatacommunal.tests.pipeline.parks import (
    HEADER,
    check,
    codes,
    column,
    gabarit,
    parks,
    published,
)
from ckanext.opendatacommunal.tests.pipeline.test_clean import MESSY


def test_what_was_published_comes_back_without_a_word(tmp_path: Path) -> None:
    first = published(check(tmp_path, MESSY))
    again = check(tmp_path, first.write_csv(), previous=first)
    assert again.corrections == ()
    assert again.questions == ()
    assert again.set_aside == {}
    assert set(again.changes.values()) == {"unchanged"}
    assert published(again).equals(first)


def test_the_columns_are_those_of_the_schema_in_their_order(tmp_path: Path) -> None:
    depot = check(tmp_path, parks("Alpha"))
    names = [field["name"] for field in gabarit().schema["fields"]]
    assert depot.values.columns[: len(names) + 1] == [ROW, *names]
    assert set(depot.values.columns[len(names) + 1 :]) == {
        field.name for field in gabarit().internal_fields
    }


def test_an_empty_required_cell_sets_its_row_aside_and_says_where(tmp_path: Path) -> None:
    text = f"{HEADER}\nA;1;Rue A;69780;Mions;non;;Commune\nB;1;Rue B;69780;Mions;non;5;Commune"
    depot = check(tmp_path, text)
    (issue,) = depot.issues
    assert (issue.row, issue.field, issue.params["constraint"]) == (2, "surf_m2", "required")
    assert depot.set_aside == {2: ("constraint-error",)}


def test_one_fault_is_said_once(tmp_path: Path) -> None:
    depot = check(tmp_path, f"{HEADER}\nA;1;Rue A;69780;Mions;non;beaucoup;Commune")
    assert codes(depot) == ["not-a-number"]


def test_a_negative_surface_is_refused(tmp_path: Path) -> None:
    depot = check(tmp_path, f"{HEADER}\nA;1;Rue A;69780;Mions;non;-5;Commune")
    assert depot.issues[0].params["constraint"] == "minimum"


def changed_schema(**patch: dict[str, object]) -> Gabarit:
    """The parks, as another schema would have some of its columns written."""
    found = gabarit()
    fields = [{**field, **patch.get(field["name"], {})} for field in found.schema["fields"]]
    return dataclasses.replace(found, schema={**found.schema, "fields": fields})


def test_values_are_written_as_the_target_asks() -> None:
    other = changed_schema(
        clos={"trueValues": ["true"], "falseValues": ["false"]},
        numvoie={"type": "integer"},
        date_maj={"format": "%d/%m/%Y"},
        surf_m2={"decimalChar": ","},
    )
    values = pl.DataFrame(
        {
            ROW: [2, 3],
            "clos": ["oui", "non"],
            "numvoie": ["SN", "12"],
            "date_maj": ["2024-12-31", None],
            "surf_m2": ["1220.5", "3"],
        }
    )
    depot = write(Depot(Path("x"), other, Settings(), values=values))
    assert column(depot, "clos") == ["true", "false"]
    assert column(depot, "numvoie") == ["99999", "12"]
    assert column(depot, "date_maj") == ["31/12/2024", None]
    assert column(depot, "surf_m2") == ["1220,5", "3"]
    assert write(depot).values.equals(depot.values)


def test_a_known_defect_of_a_schema_does_not_hold_a_row(tmp_path: Path) -> None:
    strict = changed_schema(nom={"constraints": {"pattern": "^[A-Za-z ]+$"}})
    defect = {
        "field": "nom",
        "schema": strict.schema["version"],
        "constraint": "pattern",
        "why": {"fr": "L’apostrophe manque.", "en": "The apostrophe is missing."},
    }
    listed = dataclasses.replace(strict, known_defects=(defect,))
    values = check(tmp_path, parks("L'Étang")).values
    held = sort_out(validate(Depot(Path("x"), strict, values=values)))
    assert held.set_aside == {2: ("constraint-error",)}
    free = sort_out(validate(Depot(Path("x"), listed, values=values)))
    assert free.set_aside == {}
    assert codes(free) == ["known-defect"]


@pytest.mark.parametrize("text", [HEADER, f"{HEADER}\n;;;;;;;"])
def test_a_file_without_rows_is_no_failure_of_ours(tmp_path: Path, text: str) -> None:
    with pytest.raises(UnreadableFile):
        check(tmp_path, text)


def test_every_question_has_its_sentence_and_every_code_its_label(tmp_path: Path) -> None:
    depot = check(tmp_path, MESSY.replace("1,2 ha", "env").replace("libres", "parfois"))
    assert {issue.code for issue in depot.issues} <= set(SENTENCES)
    assert {each.rule for each in depot.questions} <= set(SENTENCES)
    assert {each.rule for each in (*depot.questions, *depot.corrections)} <= set(RULES)
    assert {code for all_codes in depot.set_aside.values() for code in all_codes} <= set(RULES)
