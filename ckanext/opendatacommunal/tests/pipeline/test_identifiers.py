"""Rows keep their identifier from one dépôt to the next, whatever the commune does to its file."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.tests.pipeline.parks import (
    HEADER,
    TODAY,
    check,
    codes,
    column,
    parks,
    published,
    question,
)

A, B, C, D = (f"PAR-69283-00{i}" for i in range(1, 5))


def named(depot: Depot) -> dict[str | None, str | None]:
    return dict(zip(column(depot, "nom"), column(depot, "uid"), strict=True))


@pytest.fixture
def before(tmp_path: Path) -> pl.DataFrame:
    """Three parks published last year."""
    return published(check(tmp_path, parks("Alpha", "Bravo", "Charlie")))


def test_a_first_file_is_numbered_in_its_order(tmp_path: Path) -> None:
    depot = check(tmp_path, parks("Alpha", "Bravo"))
    assert named(depot) == {"Alpha": A, "Bravo": B}
    assert column(depot, "num") == ["001", "002"]
    assert set(depot.changes.values()) == {"added"}


def test_another_order_changes_nothing(tmp_path: Path, before: pl.DataFrame) -> None:
    depot = check(tmp_path, parks("Charlie", "Alpha", "Bravo"), previous=before)
    assert named(depot) == {"Charlie": C, "Alpha": A, "Bravo": B}
    assert set(depot.changes.values()) == {"unchanged"}
    assert depot.disappeared == ()


def test_a_new_row_never_takes_the_number_of_a_row_that_is_gone(
    tmp_path: Path, before: pl.DataFrame
) -> None:
    depot = check(tmp_path, parks("Alpha", "Delta", "Bravo"), previous=before)
    assert named(depot) == {"Alpha": A, "Delta": D, "Bravo": B}
    assert [each["identifier"] for each in depot.disappeared] == [C]


def test_nor_the_number_of_a_row_retired_long_ago(tmp_path: Path) -> None:
    depot = check(tmp_path, parks("Alpha"), reserved=frozenset(["PAR-69283-041"]))
    assert named(depot) == {"Alpha": "PAR-69283-042"}


def test_writing_it_otherwise_is_the_same_park(tmp_path: Path, before: pl.DataFrame) -> None:
    text = parks("ALPHA", row="{nom};12;R. du Lac;69780;Mions;non;500;Commune")
    same = parks("ALPHA", row="{nom};12;rue alpha;69780;Mions;non;500;Commune")
    assert named(check(tmp_path, same, previous=before)) == {"ALPHA": A}
    assert named(check(tmp_path, text, previous=before)) == {"ALPHA": D}


def test_the_code_of_the_software_survives_a_new_name(tmp_path: Path) -> None:
    header = f"{HEADER};id"
    row = "{nom};12;Rue du Lac;69780;Mions;non;500;Commune;SIG-77"
    first = published(check(tmp_path, parks("Alpha", header=header, row=row)))
    depot = check(tmp_path, parks("Parc Simone-Veil", header=header, row=row), previous=first)
    assert named(depot) == {"Parc Simone-Veil": A}
    assert depot.changes == {2: "changed"}
    assert depot.disappeared == ()


def test_the_same_name_within_thirty_metres_is_the_same_park(tmp_path: Path) -> None:
    header = f"{HEADER};lon;lat"
    row = "{nom};12;%s;69780;Mions;non;500;Commune;4.95312;%s"
    first = published(check(tmp_path, parks("Alpha", header=header, row=row % ("Rue A", "45.663"))))
    near = parks("Alpha", header=header, row=row % ("Place B", "45.6631"))
    assert named(check(tmp_path, near, previous=first)) == {"Alpha": A}
    far = parks("Alpha", header=header, row=row % ("Place B", "45.665"))
    assert named(check(tmp_path, far, previous=first)) == {"Alpha": B}


NUMBERED = f"{HEADER};num"


def numbered(**parks_numbers: str) -> str:
    rows = (
        f"{name};12;Rue {name};69780;Mions;non;500;Commune;{number}"
        for name, number in parks_numbers.items()
    )
    return "\n".join((NUMBERED, *rows))


def test_the_number_of_the_commune_is_kept(tmp_path: Path) -> None:
    depot = check(tmp_path, numbered(Alpha="21", Bravo="7"))
    assert named(depot) == {"Alpha": "PAR-69283-021", "Bravo": "PAR-69283-007"}
    assert column(depot, "num") == ["021", "007"]


def test_a_renamed_park_is_known_by_its_number(tmp_path: Path) -> None:
    first = published(check(tmp_path, numbered(Alpha="21", Bravo="7")))
    depot = check(tmp_path, numbered(Omega="21", Bravo="7"), previous=first)
    assert named(depot) == {"Omega": "PAR-69283-021", "Bravo": "PAR-69283-007"}


def test_a_counter_that_shifts_does_not_move_identifiers(tmp_path: Path) -> None:
    first = published(check(tmp_path, numbered(Alpha="1", Bravo="2", Charlie="3")))
    depot = check(tmp_path, numbered(Bravo="1", Charlie="2", Delta="3"), previous=first)
    assert named(depot) == {"Bravo": B, "Charlie": C, "Delta": D}
    assert column(depot, "num") == ["002", "003", "004"]
    told = [(each.before, each.after, each.rule) for each in depot.corrections if each.row == 2]
    assert told == [("1", "002", "number-kept")]
    assert "number-kept" in codes(depot)


def test_two_rows_with_one_number_are_an_error(tmp_path: Path) -> None:
    depot = check(tmp_path, numbered(Alpha="21", Bravo="21"))
    assert depot.set_aside == {3: ("same-identifier",)}


def test_a_retired_number_is_refused(tmp_path: Path) -> None:
    depot = check(tmp_path, numbered(Alpha="21"), reserved=frozenset(["PAR-69283-021"]))
    assert depot.set_aside == {2: ("identifier-taken",)}


def with_identifier(uid: str, number: str = "") -> str:
    return (
        f"uid;num;{HEADER}\n{uid};{number};Alpha;12;Rue A;69780;Mions;non;500;Commune\n"
        ";;Bravo;12;Rue B;69780;Mions;non;500;Commune"
    )


def test_a_published_file_that_comes_back_keeps_its_identifiers(
    tmp_path: Path, before: pl.DataFrame
) -> None:
    depot = check(tmp_path, with_identifier("PAR-69283-003"), previous=before)
    assert named(depot)["Alpha"] == C


def test_an_identifier_of_another_commune_is_asked(tmp_path: Path) -> None:
    text = with_identifier("PAR-69382-021", "21")
    asked = question(check(tmp_path, text), "identifier-mismatch")
    assert asked.candidates == ("PAR-69283-021",)
    assert check(tmp_path, text).set_aside == {2: ("identifier-mismatch",)}
    depot = check(tmp_path, text, answers={asked.id: "PAR-69283-021"})
    assert named(depot)["Alpha"] == "PAR-69283-021"
    assert depot.set_aside == {}


def test_a_number_may_have_more_than_three_digits(tmp_path: Path) -> None:
    depot = check(tmp_path, parks("Alpha"), reserved=frozenset(["PAR-69283-999"]))
    assert named(depot) == {"Alpha": "PAR-69283-1000"}
    assert depot.set_aside == {}


def test_what_did_not_change_keeps_its_date(tmp_path: Path, before: pl.DataFrame) -> None:
    before = before.with_columns(pl.lit("2025-05-05").alias("date_maj"))
    text = parks("Alpha", "Bravo") + "\nCharlie;12;Rue Charlie;69780;Mions;oui;500;Commune"
    depot = check(tmp_path, text, previous=before)
    assert list(depot.changes.values()) == ["unchanged", "unchanged", "changed"]
    assert column(depot, "date_maj") == ["2025-05-05", "2025-05-05", TODAY.isoformat()]


def test_a_point_found_last_time_stays_while_the_address_does(
    tmp_path: Path, before: pl.DataFrame
) -> None:
    before = before.with_columns(
        pl.lit("4.953").alias("lon"),
        pl.lit("45.663").alias("lat"),
        pl.lit("corrigée sur la carte").alias("position_source"),
    )
    moved = parks("Alpha") + "\nBravo;99;Rue Bravo;69780;Mions;non;500;Commune"
    depot = check(tmp_path, moved, previous=before)
    assert column(depot, "lon") == ["4.953", None]
    assert column(depot, "position_source") == ["corrigée sur la carte", None]
    assert depot.changes == {2: "unchanged", 3: "changed"}


def test_rows_that_are_gone_are_listed_and_asked_once(tmp_path: Path, before: pl.DataFrame) -> None:
    many = check(tmp_path, parks(*(f"Parc {i}" for i in range(1, 6))))
    before = published(many)
    depot = check(tmp_path, parks(*(f"Parc {i}" for i in range(2, 6))), previous=before)
    asked = question(depot, "disparues")
    assert (asked.value, asked.candidates, asked.blocks) == ("1", ("retirer", "garder"), False)
    assert depot.disappeared == ({"identifier": A, "label": "Parc 1"},)
    assert depot.set_aside == {}


def test_an_answer_about_rows_that_are_gone_does_not_count_for_others(tmp_path: Path) -> None:
    before = published(check(tmp_path, parks(*(f"Parc {i}" for i in range(1, 6)))))
    first_gone = check(tmp_path, parks(*(f"Parc {i}" for i in range(2, 6))), previous=before)
    last_gone = check(tmp_path, parks(*(f"Parc {i}" for i in range(1, 5))), previous=before)
    assert question(first_gone, "disparues").id != question(last_gone, "disparues").id


def test_many_rows_gone_stop_everything(tmp_path: Path, before: pl.DataFrame) -> None:
    depot = check(tmp_path, parks("Alpha"), previous=before)
    assert question(depot, "disparues-nombreuses").blocks


def test_a_row_that_was_not_public_does_not_disappear(tmp_path: Path, before: pl.DataFrame) -> None:
    before = before.with_columns(_publiee=pl.Series(["oui", "non", "non"]))
    depot = check(tmp_path, parks("Alpha"), previous=before)
    assert depot.disappeared == ()
    assert named(check(tmp_path, parks("Delta"), previous=before)) == {"Delta": D}


def test_the_same_row_twice_is_set_aside_and_named(tmp_path: Path) -> None:
    depot = check(tmp_path, parks("Alpha", "Bravo", "Alpha"))
    assert depot.set_aside == {4: ("duplicate-row",)}
    assert [(i.row, i.params["first"]) for i in depot.issues if i.code == "duplicate-row"] == [
        (4, 2)
    ]


def test_two_unreadable_cells_do_not_make_two_rows_the_same(tmp_path: Path) -> None:
    text = "\n".join(
        (HEADER, *(f"A;1;Rue A;69780;Mions;non;{each};Commune" for each in ("env 5", "env 6")))
    )
    assert "duplicate-row" not in codes(check(tmp_path, text))


@pytest.mark.parametrize(
    ("written", "published_at"),
    [
        (("12", "rue Hugo"), ("12", "Rue Victor Hugo")),
        (("12", "rue Gametta"), ("12", "Rue Gambetta")),
        (("SN", "Quai Marie Curie 6"), ("6", "Quai Marie Curie")),
    ],
)
def test_a_row_whose_street_was_given_its_official_name_is_the_same_next_year(
    tmp_path: Path, written: tuple[str, str], published_at: tuple[str, str]
) -> None:
    park = "{};{};{};69780;Mions;non;500;Commune"
    last_year = published(check(tmp_path, f"{HEADER}\n{park.format('Parc A', *published_at)}"))
    rows = (park.format("Parc B", 1, "rue Foch"), park.format("Parc A", *written))
    depot = check(tmp_path, "\n".join((HEADER, *rows)), previous=last_year)
    assert named(depot) == {"Parc A": A, "Parc B": B}
    assert depot.disappeared == ()
