"""A folder that receives one year after another (law 6)."""

from __future__ import annotations

import csv
from pathlib import Path

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.consolidating.run import Order, consolidate
from ckanext.opendatacommunal.tests.gabarits import HERE

from .mails import LYON_METROPOLE
from .parks import TODAY


def test_a_year_joins_the_one_before_and_is_put_right_alone(tmp_path: Path) -> None:
    folder, out, reports = tmp_path / "recus", tmp_path / "table.csv", tmp_path / "rapports"
    (folder / "Mions").mkdir(parents=True)
    order = Order(
        folder,
        gabarits.load(HERE / "aides"),
        LYON_METROPOLE,
        reports,
        out,
        gabarits_dirs=(str(HERE),),
        today=TODAY,
    )

    def receive(name: str, *rows: str) -> list[tuple[str, str, str]]:
        """(year, beneficiary, amount) of the table once the file is there."""
        content = "\n".join(["annee;beneficiaire;montant;commune", *rows])
        (folder / "Mions" / name).write_text(content, encoding="utf-8")
        consolidate(order)
        with out.open(encoding="utf-8", newline="") as table:
            lines = list(csv.DictReader(table))
        return [(line["annee"], line["beneficiaire"], line["montant"]) for line in lines]

    club, choir, school = "2024;Club;500;Mions", "2024;Chorale;300;Mions", "2024;École;80;Mions"
    receive("aides 2024-12-31.csv", club, choir, school)
    both = receive("aides 2025-12-31.csv", "2025;Club;550;Mions", "2025;Chorale;310;Mions")
    assert [line[:2] for line in both] == [
        ("2024", "Club"),
        ("2024", "Chorale"),
        ("2024", "École"),
        ("2025", "Club"),
        ("2025", "Chorale"),
    ]
    right = receive("aides 2026-01-15.csv", club.replace("500", "510"), choir, school)
    assert right == [("2024", "Club", "510"), *both[1:]]
