"""Rows without a postcode in a city of several: asked by streets, and no answer goes further."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.pipeline.depot import Depot, Profile
from ckanext.opendatacommunal.pipeline.export.profile import profile_of

from .parks import LYON, check, codes, column, question

NAMES = "nom;voie;reglement;surf_m2;gestion;commune"


def handed_in(folder: Path, *streets: str, **settings: Any) -> Depot:
    rows = [f"Parc {i};{street};non;500;Commune;Lyon" for i, street in enumerate(streets)]
    return check(folder, "\n".join((NAMES, *rows)), commune=LYON, **settings)


def test_one_question_names_the_streets(tmp_path: Path) -> None:
    depot = handed_in(tmp_path, "Rue Garibaldi", "Rue Mazenod", "Rue Garibaldi")
    asked = question(depot, "postcode-unknown")
    assert asked.rows == (2, 3, 4)
    assert asked.params["streets"] == ["Rue Garibaldi", "Rue Mazenod"]


def test_an_answer_counts_for_its_streets_only(tmp_path: Path) -> None:
    first = handed_in(tmp_path, "Rue Garibaldi", "Rue Mazenod")
    answers = {question(first, "postcode-unknown").id: "69003"}
    settled = handed_in(tmp_path, "Rue Garibaldi", "Rue Mazenod", answers=answers)
    assert column(settled, "codepost") == ["69003", "69003"]
    assert settled.open_questions == ()
    profile = profile_of(settled)
    again = handed_in(tmp_path, "RUE GARIBALDI", "Quai Perrache", profile=profile)
    assert column(again, "codepost") == ["69003", None]
    assert question(again, "postcode-unknown").rows == (3,)
    assert again.set_aside.keys() == {3}


def test_what_was_answered_of_the_whole_commune_counts_no_more(tmp_path: Path) -> None:
    profile = Profile(values={"codepost": {"Lyon": "69003"}})
    depot = handed_in(tmp_path, "Rue Garibaldi", profile=profile)
    assert column(depot, "codepost") == [None]
    assert depot.set_aside.keys() == {2}


def test_the_arrondissement_follows_the_answer(tmp_path: Path) -> None:
    asked = question(handed_in(tmp_path, "Rue Garibaldi"), "postcode-unknown")
    depot = handed_in(tmp_path, "Rue Garibaldi", answers={asked.id: "69003"})
    assert column(depot, "code_insee") == ["69383"]
    assert column(depot, "uid") == ["PAR-69383-001"]


def test_a_wrong_answer_is_said_and_asked_again(tmp_path: Path) -> None:
    asked = question(handed_in(tmp_path, "Rue Garibaldi"), "postcode-unknown")
    depot = handed_in(tmp_path, "Rue Garibaldi", answers={asked.id: "Lyon 3"})
    assert "bad-answer" in codes(depot)
    assert depot.set_aside.keys() == {2}
