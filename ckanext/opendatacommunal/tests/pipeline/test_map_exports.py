"""Files exported from databases and map software, as cities publish them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.fields.address import split

from .parks import HEADER, check

YEARS = range(1980, 2010)


def exported(name: str, cells: list[str]) -> str:
    rows = [
        f"Jardin {index};{index};Rue du Puits;69780;Mions;non;500;Commune;{cell}"
        for index, cell in enumerate(cells, 1)
    ]
    return "\n".join((f"{HEADER};{name}", *rows))


def test_dates_of_a_database_give_their_years_without_a_question(tmp_path: Path) -> None:
    depot = check(tmp_path, exported("CREATION,C,10", [f"{year}0315" for year in YEARS]))
    assert not depot.questions
    assert depot.values["ann_ouvert"].to_list() == [str(year) for year in YEARS]
    assert {each.rule for each in depot.corrections if each.field == "ann_ouvert"} == {
        "year-of-date"
    }


def test_the_date_of_no_date_is_asked(tmp_path: Path) -> None:
    depot = check(tmp_path, exported("creation", ["19840101", "18991231", "30/12/1899"]))
    assert depot.values["ann_ouvert"].to_list() == ["1984", None, None]
    assert [each.rule for each in depot.questions] == ["unclear-year", "unclear-year"]


def test_numbers_under_a_name_of_a_list_are_one_question_about_the_column(tmp_path: Path) -> None:
    """The `1` among them reads as yes, by chance."""
    depot = check(tmp_path, exported("DE_JEUX,N,31,15", [str(number) for number in range(1, 31)]))
    (asked,) = depot.questions
    assert asked.rule == "ambiguous-column"
    assert not [each for each in depot.corrections if each.field == "type_equip"]


def test_so_is_a_column_of_the_very_name_whose_cells_are_something_else(tmp_path: Path) -> None:
    depot = check(tmp_path, exported("photo", [str(number) for number in range(359, 389)]))
    assert [each.rule for each in depot.questions] == ["ambiguous-column"]


def test_dates_in_doubt_are_dates_all_the_same(tmp_path: Path) -> None:
    cells = [f"{day:02}/0{1 + day % 9}/2024" for day in range(1, 13)]
    depot = check(tmp_path, exported("date de mise à jour", cells))
    assert "ambiguous-column" not in [each.rule for each in depot.questions]


@pytest.mark.parametrize(
    "text", ["CD 7 route de Givors", "R.D. 7 route de Givors", "VC 12 chemin du Lac"]
)
def test_the_number_of_a_road_is_no_house_number(text: str) -> None:
    found = split(text)
    assert (found.number, found.street, found.complement) == (None, text, None)


def test_a_house_on_a_numbered_road_keeps_its_number() -> None:
    found = split("CD 7, 18 route de Givors")
    assert (found.number, found.street, found.complement) == ("18", "route de Givors", "CD 7")
