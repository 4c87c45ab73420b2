"""The second year: the answers of the first are remembered, nothing is asked again, rows stay."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Profile
from ckanext.opendatacommunal.pipeline.export import profile_json
from ckanext.opendatacommunal.tests.pipeline.corpus import TownHall, published, town_halls
from ckanext.opendatacommunal.tests.pipeline.parks import (
    check,
    codes,
    column,
    question,
    with_column,
)

HALLS = town_halls()
MOST_ROUNDS = 4
NEW_PARK = "Jardin de l'An Neuf"


def answered(hall: TownHall, folder: Path) -> Depot:
    """The first dépôt once every question has its first candidate for an answer, None without."""
    answers: dict[str, str | None] = {}
    for _round in range(MOST_ROUNDS):
        depot = hall.check(folder, answers=answers)
        if not depot.open_questions:
            return depot
        for asked in depot.open_questions:
            answers[asked.id] = asked.candidates[0] if asked.candidates else None
    raise AssertionError([(each.rule, each.field, each.value) for each in depot.open_questions])


def profile_of(depot: Depot) -> Profile:
    """As it is saved and read again."""
    return Profile(**json.loads(profile_json(depot)))


def next_year(hall: TownHall, depot: Depot) -> list[list[str]]:
    """The same software a year later: one park more, the columns in another order."""
    header, *rows = [row + [""] * (len(hall.cells[0]) - len(row)) for row in hall.cells]
    new = dict(zip(header, rows[0], strict=True))
    for found in depot.columns:
        if found.field in ("num", "uid", "code_interne"):
            new[found.source] = "997"
        elif found.field == "nom":
            new[found.source] = NEW_PARK
    cells = [header, *rows, [new[name] for name in header]]
    if "groups" in hall.saved:
        return cells
    return [row[:1] + row[3:] + row[1:3] for row in cells]


@pytest.mark.parametrize("hall", HALLS, ids=lambda hall: hall.name)
def test_the_second_year_asks_nothing_and_keeps_the_rows(hall: TownHall, tmp_path: Path) -> None:
    first = answered(hall, tmp_path)
    profile = profile_of(first)
    again = hall.check(
        tmp_path, cells=next_year(hall, first), profile=profile, previous=published(first)
    )
    assert [(each.rule, each.field, each.value) for each in again.questions] == []
    before, after = _by_name(published(first)), _by_name(again.values)
    assert before.keys() <= after.keys()
    assert {name: row["uid"] for name, row in before.items()}.items() <= {
        name: row["uid"] for name, row in after.items()
    }.items()
    changed = {
        (name, field): (value, after[name].get(field))
        for name, row in before.items()
        for field, value in row.items()
        if (after[name].get(field) or "") != (value or "")
    }
    assert changed == {}
    kept = [row for row, change in again.changes.items() if change == "changed"]
    assert [name for name, row in after.items() if row[ROW] in kept] == []
    if NEW_PARK in after:
        assert after[NEW_PARK]["uid"] not in {row["uid"] for row in before.values()}


def _by_name(values) -> dict[str, dict]:
    return {row["nom"]: row for row in values.iter_rows(named=True) if row.get("nom")}


def test_two_runs_save_the_same_profile(tmp_path: Path) -> None:
    hall = next(each for each in HALLS if each.name == "corbas")
    first = answered(hall, tmp_path)
    again = hall.check(tmp_path, profile=profile_of(first))
    assert profile_json(again) == profile_json(first)


@pytest.mark.parametrize("written", ["SELON LA SAISON", "selon  la saison ", "Selon la saïson"])
def test_a_value_is_remembered_however_it_is_written(tmp_path: Path, written: str) -> None:
    profile = Profile(values={"chien": {"selon la saison": "libre"}})
    depot = check(tmp_path, with_column("chien", written), profile=profile)
    assert column(depot, "chien") == ["libre"]
    assert depot.questions == ()


@pytest.mark.parametrize(
    "written", ["ACCUEIL DES ANIMAUX", "accueil  des animaux", "Accueil_des_animaux"]
)
def test_a_column_is_remembered_however_it_is_written(tmp_path: Path, written: str) -> None:
    profile = Profile(columns={"Accueil des animaux": "chien"})
    depot = check(tmp_path, with_column(written, "libre"), profile=profile)
    assert column(depot, "chien") == ["libre"]


def test_a_profile_that_no_longer_fits_is_said_and_stops_nothing(tmp_path: Path) -> None:
    profile = Profile(
        columns={"Ambiance": "ambiance", "nom": "nom"},
        values={"chien": {"selon la saison": "quelquefois"}, "ambiance": {"calme": "x"}},
    )
    text = with_column("chien", "selon la saison").replace("gestion;", "gestion;Ambiance;")
    text = text.replace("Commune;selon", "Commune;calme;selon")
    depot = check(tmp_path, text, profile=profile)
    assert question(depot, "outside-list").value == "selon la saison"
    said = [issue for issue in depot.issues if issue.code == "profile-outdated"]
    assert {(issue.field, issue.value) for issue in said} == {
        (None, "Ambiance"),
        ("chien", "selon la saison"),
    }
    assert "unmatched-column" in codes(depot)
    assert depot.set_aside == {}
