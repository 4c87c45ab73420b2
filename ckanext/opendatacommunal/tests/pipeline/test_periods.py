"""A file speaks of its own periods: last year stays as it was published (law 6)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.reporting.report import report
from ckanext.opendatacommunal.tests.gabarits import HERE
from ckanext.opendatacommunal.tests.pipeline.parks import (
    LYON_METROPOLE,
    MIONS,
    TODAY,
    column,
    published,
    question,
)

CLUB, CHOIR, SCHOOL = "Club de judo", "Chorale des Mions", "Sou des écoles"


def check(folder: Path, slug: str, text: str, **settings: Any) -> Depot:
    return hand_in(folder, gabarits.load(HERE / slug), text, **settings)


def hand_in(folder: Path, gabarit: gabarits.Gabarit, text: str, **settings: Any) -> Depot:
    path = folder / f"{gabarit.slug}.csv"
    path.write_text(text, encoding="utf-8")
    known: dict[str, Any] = {"commune": MIONS, "epci": LYON_METROPOLE, "today": TODAY, **settings}
    return run(Depot(path, gabarit, Settings(**known)))


def aides(
    folder: Path, *rows: str, header: str = "annee;beneficiaire;montant", **more: Any
) -> Depot:
    return check(folder, "aides", "\n".join([header, *rows]), **more)


def actes(folder: Path, *rows: str, **more: Any) -> Depot:
    return check(folder, "actes", "\n".join(["numero;adopte_le;objet", *rows]), **more)


def named(depot: Depot) -> dict[tuple[str | None, str | None], str | None]:
    keys = zip(column(depot, "annee"), column(depot, "beneficiaire"), strict=True)
    return dict(zip(keys, column(depot, "identifiant"), strict=True))


def gone(depot: Depot) -> list[str]:
    return [each["identifier"] for each in depot.disappeared]


def _another_year(rows: pl.DataFrame) -> pl.DataFrame:
    """The same rows, published for 2019 under other identifiers."""
    renumbered = pl.col("identifiant").str.replace("-0", "-9")
    return rows.with_columns(pl.lit("2019").alias("annee"), renumbered)


@pytest.fixture
def year_2024(tmp_path: Path) -> Depot:
    return aides(tmp_path, f"2024;{CLUB};500", f"2024;{CHOIR};300", f"2024;{SCHOOL};800")


def test_the_file_of_a_year_says_nothing_of_the_year_before(
    tmp_path: Path, year_2024: Depot
) -> None:
    depot = aides(tmp_path, f"2025;{CLUB};550", previous=published(year_2024))
    assert depot.disappeared == ()
    assert not depot.questions
    assert named(depot) == {("2025", CLUB): "AID-69283-004"}
    assert set(depot.changes.values()) == {"added"}
    assert report(depot, translate=translator("fr"))["periods"] == ["2025"]


def test_the_corrected_file_of_a_year_speaks_of_that_year_only(
    tmp_path: Path, year_2024: Depot
) -> None:
    first = published(year_2024)
    second = published(aides(tmp_path, f"2025;{CLUB};550", f"2025;{CHOIR};300", previous=first))
    both = first.vstack(second.select(first.columns))
    depot = aides(tmp_path, f"2024;{CLUB};510", f"2024;{CHOIR};300", previous=both)
    assert gone(depot) == ["AID-69283-003"]
    assert question(depot, "disparues").params["total"] == 3
    assert named(depot)["2024", CLUB] == "AID-69283-001"
    assert sorted(depot.changes.values()) == ["changed", "unchanged"]
    # Two of the three rows of that year, whatever the other years hold.
    depot = aides(tmp_path, f"2024;{CLUB};510", previous=both.vstack(_another_year(both)))
    asked = question(depot, "disparues-nombreuses")
    assert asked.params["total"] == 3
    told = report(depot, translate=translator("fr"))["questions"][0]["message"]
    assert told.startswith("2 des 3 lignes publiées pour 2024 ")
    # A row of a wrong year among many of the right one: that year is not swept away.
    many = [f"2025;Association {number};100" for number in range(40)]
    known = published(aides(tmp_path, *many, f"2024;{CLUB};500", f"2024;{CHOIR};300"))
    depot = aides(tmp_path, *many[1:], "2024;Association 0;100", previous=known)
    assert question(depot, "disparues-nombreuses").blocks


def test_a_file_of_two_years_finds_each_row_in_its_own(tmp_path: Path, year_2024: Depot) -> None:
    first = published(year_2024)
    second = aides(tmp_path, f"2025;{CLUB};550", previous=first)
    both = first.vstack(published(second).select(first.columns))
    rows = (f"2025;{CLUB};560", f"2024;{CLUB};500", f"2024;{CHOIR};300", f"2024;{SCHOOL};800")
    depot = aides(tmp_path, *rows, previous=both)
    assert named(depot)["2025", CLUB] == "AID-69283-004"
    assert named(depot)["2024", CLUB] == "AID-69283-001"
    assert depot.disappeared == ()
    assert list(depot.changes.values()).count("changed") == 1


def test_last_years_table_filled_again_is_this_years(tmp_path: Path, year_2024: Depot) -> None:
    """The identifiers came with the copy: they stay with the rows of last year."""
    header = "identifiant;annee;beneficiaire;montant"
    rows = (f"AID-69283-001;2025;{CLUB};550", f"AID-69283-002;2025;{CHOIR};300")
    depot = aides(tmp_path, *rows, header=header, previous=published(year_2024))
    assert list(named(depot).values()) == ["AID-69283-004", "AID-69283-005"]
    assert depot.disappeared == ()
    assert not depot.set_aside
    told = [each for each in depot.corrections if each.rule == "other-period"]
    assert [(each.before, each.after) for each in told] == [
        ("AID-69283-001", "AID-69283-004"),
        ("AID-69283-002", "AID-69283-005"),
    ]
    assert translator("fr")(report(depot, translate=translator("fr"))["rules"]["other-period"])


def test_a_year_that_was_wrong_is_put_right(tmp_path: Path, year_2024: Depot) -> None:
    """Both years are in the file: the row moves from one to the other under its identifier."""
    header = "identifiant;annee;beneficiaire;montant"
    rows = (
        f"AID-69283-001;2024;{CLUB};500",
        f"AID-69283-002;2025;{CHOIR};300",
        f"AID-69283-003;2024;{SCHOOL};800",
    )
    depot = aides(tmp_path, *rows, header=header, previous=published(year_2024))
    assert named(depot)["2025", CHOIR] == "AID-69283-002"
    assert depot.disappeared == ()


def test_a_year_nobody_can_read_is_no_other_year(tmp_path: Path, year_2024: Depot) -> None:
    depot = aides(
        tmp_path, f"l’an dernier;{CLUB};500", f"2025;{CHOIR};300", previous=published(year_2024)
    )
    assert depot.disappeared == ()
    assert list(depot.set_aside) == [2]


def test_acts_accumulate_and_a_wrong_date_is_put_right(tmp_path: Path) -> None:
    first = published(
        actes(
            tmp_path,
            "2024-01;13/02/2024;Budget primitif",
            "2024-02;13/02/2024;Tarifs de la cantine",
        )
    )
    depot = actes(tmp_path, "2025-01;14/02/2025;Budget primitif", previous=first)
    assert depot.disappeared == ()
    assert column(depot, "numero") == ["2025-01"]
    assert set(depot.changes.values()) == {"added"}
    moved = actes(tmp_path, "2024-02;13/02/2025;Tarifs de la cantine", previous=first)
    assert set(moved.changes.values()) == {"changed"}
    assert report(moved, translate=translator("fr"))["periods"] == ["2025"]


@pytest.mark.parametrize("slug", ["prenoms", "subventions", "deliberations", "budget", "menus"])
def test_the_next_year_of_a_national_gabarit(tmp_path: Path, slug: str) -> None:
    """Its valid example, then the same rows a year later, then both corrected at once."""
    gabarit = gabarits.find(slug)
    assert gabarit
    example = (gabarit.folder / "exemples" / "valide.csv").read_text(encoding="utf-8")
    year = next(each for each in ("2024", "2025", "2026") if each in example)
    first = hand_in(tmp_path, gabarit, example)
    known = published(first)
    later = example.replace(year, str(int(year) - 5))
    second = hand_in(tmp_path, gabarit, later, previous=known)
    assert second.disappeared == ()
    assert not [each for each in second.open_questions if each.rule.startswith("disparues")]
    periods = report(second, translate=translator("fr"))["periods"]
    assert not {*periods} & {*report(first, translate=translator("fr"))["periods"]}
    assert "changed" not in second.changes.values()
    assert "unchanged" not in second.changes.values()
    both = pl.concat([known, published(second)], how="diagonal")
    again = hand_in(tmp_path, gabarit, example, previous=both)
    assert again.disappeared == ()
    assert set(again.changes.values()) == {"unchanged"}
