"""The second year: the answers of the first are remembered, nothing is asked again, rows stay."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ckanext.opendatacommunal import shell
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Profile
from ckanext.opendatacommunal.pipeline.export import clean_csv, profile_json
from ckanext.opendatacommunal.pipeline.export.profile import of_this_file
from ckanext.opendatacommunal.tests.pipeline.corpus import TownHall, published, town_halls
from ckanext.opendatacommunal.tests.pipeline.parks import (
    HEADER,
    check,
    codes,
    column,
    question,
    with_column,
)

HALLS = town_halls()
MOST_ROUNDS = 4
NEW = {
    "nom": "Jardin de l'An Neuf",
    "num": "997",
    "uid": "997",
    "numero_bureau": "997",
    "code_interne": "997",
}
"""Field → its cell in the row that is new the second year."""


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
    new = list(rows[0])
    for found in depot.columns:
        if found.field in NEW:
            new[found.index] = NEW[found.field]
    key = {found.field for found in depot.columns} & {*hall.gabarit.natural_key} & NEW.keys()
    cells = [header, *rows, *([new] if key else [])]
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
    asked = [(each.rule, each.field, each.value) for each in again.questions]
    # A day or a year said of all rows of a file is that file's own.
    assert [
        (rule, name, value)
        for rule, name, value in asked
        if value is not None or name is None or not of_this_file(name, hall.gabarit)
    ] == []
    if asked:
        return
    identifier = hall.gabarit.roles["identifier"]
    before, after = (_by(identifier, values) for values in (published(first), again.values))
    assert before.keys() <= after.keys()
    changed = {
        (name, field): (value, after[name].get(field))
        for name, row in before.items()
        for field, value in row.items()
        if (after[name].get(field) or "") != (value or "")
    }
    assert changed == {}
    kept = [row for row, change in again.changes.items() if change == "changed"]
    assert [name for name, row in after.items() if row[ROW] in kept] == []


def _by(identifier: str, values: pl.DataFrame) -> dict[str, dict[str, Any]]:
    return {row[identifier]: row for row in values.iter_rows(named=True) if row[identifier]}


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


def outside(*points: str) -> str:
    """Parks that say where they are, none of them in Mions."""
    row = "{nom};12;Rue {nom};69780;Mions;non;500;Commune"
    lines = [row.format(nom=f"Parc {i}") + f";{point}" for i, point in enumerate(points, 1)]
    return "\n".join([f"{HEADER};lon;lat", *lines])


FAR = tuple(f"4.8{i};45.76" for i in range(1, 7))


@pytest.mark.parametrize("answer", ["garder", "retirer", None])
@pytest.mark.parametrize("count", [2, 5])
def test_points_outside_the_commune_are_settled_once(
    tmp_path: Path, answer: str | None, count: int
) -> None:
    asked = [each.id for each in check(tmp_path, outside(*FAR[:count])).questions]
    first = check(tmp_path, outside(*FAR[:count]), answers=dict.fromkeys(asked, answer))
    assert first.open_questions == ()
    more = {"profile": profile_of(first), "previous": published(first)}
    again = check(tmp_path, outside(*reversed(FAR[:count])), **more)
    assert again.questions == ()
    assert sorted(map(str, column(again, "lon"))) == sorted(map(str, column(first, "lon")))
    one_more = check(tmp_path, outside(*FAR[: count + 1]), **more)
    assert [each.rows for each in one_more.questions] == [(count + 2,)]


def test_data_about_a_person_is_settled_once(tmp_path: Path) -> None:
    text = with_column("hor_precis", "voir jean.dupont@mions.fr", "clés : 06 12 34 56 78")
    kept, removed = check(tmp_path, text).questions
    first = check(tmp_path, text, answers={kept.id: None, removed.id: ""})
    again = check(tmp_path, text, profile=profile_of(first), previous=published(first))
    assert again.questions == ()
    assert column(again, "hor_precis") == ["voir jean.dupont@mions.fr", None]
    assert set(again.changes.values()) == {"unchanged"}


PUBLIC = [
    hall
    for hall in HALLS
    if {hall.gabarit.role("identifier"), *hall.gabarit.natural_key}
    <= {each.name for each in hall.gabarit.public_fields}
    and not hall.gabarit.period
]
"""Files whose rows can be told apart by what is published of them alone, the same each year."""


@pytest.mark.parametrize("hall", PUBLIC[::3], ids=lambda hall: hall.name)
def test_the_command_asks_nothing_the_second_year(hall: TownHall, tmp_path: Path) -> None:
    """With what the first year left: the profile, and the table without its internal columns."""
    first = answered(hall, tmp_path)
    names = {"profile": profile_json(first), "previous": clean_csv(first)}
    files = {name: tmp_path / name for name in names}
    for name, content in names.items():
        files[name].write_bytes(content)
    source = hall.save(tmp_path, cells=next_year(hall, first))
    out, told = tmp_path / "out.csv", tmp_path / "report.json"
    options = ["--gabarit", hall.gabarit.slug, "--commune", hall.commune]
    outputs = ["--out", out, "--json", told]
    given = [part for name, path in files.items() for part in (f"--{name}", path)]
    with pytest.raises(SystemExit) as end:
        shell.main([str(each) for each in ("check", source, *options, *given, *outputs)])
    report = json.loads(told.read_text(encoding="utf-8"))
    assert report["questions"] == []
    identifier = hall.gabarit.roles["identifier"]

    def key_of(row: dict[str, str]) -> tuple[str, ...]:
        return tuple(row[name] for name in hall.gabarit.natural_key)

    assert end.value.code in (0, 1)
    before, after = (
        {row[identifier]: key_of(row) for row in csv.DictReader(path.open(encoding="utf-8"))}
        for path in (files["previous"], out)
    )
    assert before.items() <= after.items()


@pytest.mark.parametrize(
    "content",
    [
        {"columns": {"nom": 3}},
        {"columns": {"nom": ["a"]}},
        {"columns": []},
        {"values": {"chien": {"x": 3}}},
        {"values": {"chien": "x"}},
        {"values": ["chien"]},
    ],
    ids=str,
)
def test_what_is_no_profile_is_refused_in_a_sentence(
    tmp_path: Path, content: dict[str, object], capsys: pytest.CaptureFixture[str]
) -> None:
    table, profile = tmp_path / "parcs.csv", tmp_path / "profile.json"
    table.write_text(with_column("chien", "x"), encoding="utf-8")
    profile.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(SystemExit) as end:
        shell.main(["check", str(table), "--gabarit", "parcs-jardins", "--profile", str(profile)])
    told = capsys.readouterr().err
    assert end.value.code == 2
    assert "profile.json" in told
    assert len(told.splitlines()) <= 3
