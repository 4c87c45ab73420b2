"""The report keeps its shape, tells the same thing twice alike, and speaks of the person's file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ckanext.opendatacommunal.messages import Translate, rule_label, sentence, translator
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.reporting.report import report
from ckanext.opendatacommunal.shell.output import as_json

from .parks import BRON, LYON_METROPOLE, TODAY, check, gabarit, parks, published, with_column

FRENCH, ENGLISH = translator("fr"), translator("en")

MESSY = (
    "Nom du parc;N° voie;Rue;Surface (m²);Règlement;Géré par;Quartier\n"
    "Parc A;36bis;rue du Lac;1 220,5;Oui;Commune;Nord\n"
    ";;;;;;\n"
    "Parc B;4;rue du Puits;environ 50;Non;Commune;Sud\n"
    "TOTAL;;;1220,5;;;\n"
)

KEYS = {
    "verdict": str,
    "message": str,
    "gabarit": dict,
    "commune": str,
    "file": dict,
    "columns": list,
    "counts": dict,
    "corrections": list,
    "questions": list,
    "set_aside": list,
    "issues": list,
    "geocoding": list,
    "changes": dict,
    "disappeared": list,
    "rules": dict,
}


def told(folder: Path, text: str, translate: Translate = FRENCH) -> dict:
    return report(check(folder, text), translate=translate)


def test_the_contract_holds(tmp_path: Path) -> None:
    found = json.loads(b"".join(as_json(told(tmp_path, MESSY))))
    assert {key: type(found[key]) for key in KEYS} == KEYS
    assert set(found["file"]) == {
        *("name", "sha256", "format", "encoding", "delimiter", "sheet", "header_row", "rows"),
    }
    assert set(found["counts"]) == {
        *("rows", "publishable", "set_aside", "corrections", "questions", "errors", "warnings"),
    }
    assert {"index", "source", "field", "how"} <= set(found["columns"][0])
    assert {"row", "field", "before", "after", "rule"} <= set(found["corrections"][0])
    assert {"row", "field", "code", "severity", "value", "message", "hint"} <= set(
        found["issues"][0]
    )
    assert {"row", "codes"} <= set(found["set_aside"][0])
    assert {"row", "status", "lon", "lat", "match", "score", "label"} <= set(found["geocoding"][0])


def test_counts_are_those_of_the_lists(tmp_path: Path) -> None:
    found = told(tmp_path, MESSY)
    counts = found["counts"]
    assert counts["rows"] == found["file"]["rows"] == 2
    assert (counts["publishable"], counts["set_aside"]) == (1, 1)
    assert counts["corrections"] == len(found["corrections"])
    assert counts["errors"] == sum(1 for each in found["issues"] if each["severity"] == "error")
    assert found["verdict"] == "invalid"


def test_same_file_same_bytes(tmp_path: Path) -> None:
    first, second = (b"".join(as_json(told(tmp_path, MESSY))) for _ in range(2))
    assert first == second


def test_sentences_name_the_line_the_column_and_the_value_of_the_person(tmp_path: Path) -> None:
    found = told(tmp_path, MESSY)
    error = next(each for each in found["issues"] if each["severity"] == "error")
    assert (error["row"], error["column"]) == (4, "Surface (m²)")
    for words in ("4", "Surface (m²)", "environ 50"):
        assert words in error["message"]


def test_the_verdict_counts_in_words(tmp_path: Path) -> None:
    assert told(tmp_path, MESSY)["message"] == "1 ligne sera publiée, 1 ligne est écartée."
    well = told(tmp_path, parks("A", "B"))
    assert well["verdict"] == "valid"
    assert well["message"] == "2 lignes seront publiées, tout est en ordre."


def test_the_verdict_says_when_everything_waits_for_an_answer(tmp_path: Path) -> None:
    before = published(check(tmp_path, parks("Parc A", "Parc B", "Parc C")))
    depot = check(tmp_path, parks("Parc A"), previous=before)
    message = report(depot, translate=FRENCH)["message"]
    assert message.startswith("Rien n’est publié avant votre réponse")


def test_an_empty_column_is_said_to_be_empty(tmp_path: Path) -> None:
    (issue,) = told(tmp_path, with_column("Quartier", "", ""))["issues"]
    assert (issue["code"], issue["hint"]) == ("unmatched-column", "Elle est vide.")


def test_questions_only_is_to_confirm(tmp_path: Path) -> None:
    found = told(tmp_path, with_column("chien", "en laisse", "parfois"))
    assert found["verdict"] == "to_confirm"
    (asked,) = found["questions"]
    assert (asked["column"], asked["rows"]) == ("chien", [3])
    assert set(asked["labels"]) == set(asked["candidates"])
    assert "parfois" in asked["message"]


def test_an_answered_question_is_shown_with_its_answer(tmp_path: Path) -> None:
    text = with_column("chien", "en laisse", "parfois")
    (asked,) = told(tmp_path, text)["questions"]
    depot = check(tmp_path, text, answers={asked["id"]: "libre"})
    found = report(depot, translate=FRENCH)
    assert found["verdict"] == "valid"
    assert found["questions"] == []
    assert [(each["id"], each["answer"]) for each in found["answered"]] == [(asked["id"], "libre")]


def test_candidates_of_a_column_are_shown_by_their_titles(tmp_path: Path) -> None:
    text = "Nom;Numéro;Rue\nA;1;Rue B\nC;2;Rue D\n"
    found = told(tmp_path, text)
    asked = next(each for each in found["questions"] if each["rule"] == "ambiguous-column")
    assert asked["labels"] == {"num": "Numéro de l’espace", "numvoie": "Numéro dans la voie"}


def test_every_rule_and_code_of_the_samples_has_french_words() -> None:
    folder = gabarit().folder / "exemples"
    settings = Settings(commune=BRON, epci=LYON_METROPOLE, today=TODAY)
    for path in sorted(folder.iterdir()):
        found = report(run(Depot(path, gabarit(), settings)), translate=FRENCH)
        for rule, label in found["rules"].items():
            assert label != rule, rule
        for each in (*found["issues"], *found["questions"]):
            code = each.get("code") or each["rule"]
            assert each["message"] != code, code
            assert "[…]" not in each["message"], each["message"]


def test_english_is_there_too(tmp_path: Path) -> None:
    assert told(tmp_path, MESSY, ENGLISH)["message"] == (
        "1 row will be published, 1 row is set aside."
    )


@pytest.mark.parametrize("translate", [FRENCH, ENGLISH])
def test_what_nobody_described_is_still_readable(translate: Translate) -> None:
    assert sentence("never-heard-of", {}, translate) == ("never-heard-of", "")
    assert rule_label("never-heard-of", translate) == "never-heard-of"
