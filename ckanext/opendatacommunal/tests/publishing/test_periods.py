"""Law 6 on a site: a file of a year, or of a department, leaves the others as they are."""

from __future__ import annotations

from typing import Any

import pytest

from ckanext.opendatacommunal.tests.ckan.deposits import (
    Territory,
    call,
    deposit,
    publish,
    records,
)
from ckanext.opendatacommunal.tests.gabarits import HERE

pytestmark = [
    pytest.mark.ckan_config("opendatacommunal.gabarits_dirs", str(HERE)),
    # Its application is made with that option: it knows the addresses of these datasets.
    pytest.mark.usefixtures("with_request_context"),
]

CLUB, CHOIR, SCHOOL = "Club de judo", "Chorale des Mions", "Sou des écoles"


def aides(*rows: str) -> bytes:
    return "\n".join(["annee;beneficiaire;montant", *rows]).encode()


def hand_in(who: str, content: bytes, slug: str = "aides", **more: Any) -> dict[str, Any]:
    depot = deposit(who, content, f"{slug}.csv", gabarit=slug, **more)
    assert depot["state"] == "pret", depot["report"]["questions"]
    return publish(who, depot)


def table(name: str = "aides-mions") -> list[tuple[int, str, int]]:
    return sorted((row["annee"], row["beneficiaire"], row["montant"]) for row in records(name))


def shown(who: str, depot: dict[str, Any]) -> dict[str, Any]:
    return call(who, "opendatacommunal_depot_show", id=depot["id"])


def test_a_year_does_not_erase_the_one_before(territory: Territory) -> None:
    who = territory.mions.editor
    first = hand_in(who, aides(f"2024;{CLUB};500", f"2024;{CHOIR};300", f"2024;{SCHOOL};80"))
    identifiers = {row["identifiant"] for row in records("aides-mions")}
    second = hand_in(who, aides(f"2025;{CLUB};550"))
    assert table() == table("aides")
    assert [row[:2] for row in table()][-1] == (2025, CLUB)
    assert len(table()) == 4
    assert identifiers < {row["identifiant"] for row in records("aides-mions")}
    # Both answer for what is public.
    assert [shown(who, each)["state"] for each in (first, second)] == ["publie", "publie"]
    sheet = call(None, "package_show", id="aides-mions")
    assert sheet["temporal_coverage"] == [{"start": "2024-01-01", "end": "2025-12-31"}]

    # The corrected file of the first year touches that year only; what it lacks is asked.
    corrected = deposit(
        who, aides(f"2024;{CLUB};510", f"2024;{CHOIR};300"), "aides.csv", gabarit="aides"
    )
    (asked,) = corrected["report"]["questions"]
    call(who, "opendatacommunal_depot_answer", id=corrected["id"], answers={asked["id"]: "retirer"})
    publish(who, corrected)
    assert table() == [(2024, CHOIR, 300), (2024, CLUB, 510), (2025, CLUB, 550)]
    assert [shown(who, each)["state"] for each in (first, second)] == ["remplace", "publie"]
    assert shown(who, first)["replaced_by"] == corrected["id"]

    # Withdrawing one year leaves the other.
    leaving = shown(who, corrected)["withdrawal"]
    assert leaving == {"rows": 2, "periods": {"2024": 2}, "left": 1}
    call(who, "opendatacommunal_depot_withdraw", id=corrected["id"])
    assert table() == table("aides") == [(2025, CLUB, 550)]
    assert shown(who, second)["state"] == "publie"


def test_a_row_moves_from_one_year_to_another(territory: Territory) -> None:
    who = territory.mions.editor
    hand_in(who, aides(f"2024;{CLUB};500", f"2024;{CHOIR};300"))
    by_name = {row["beneficiaire"]: row["identifiant"] for row in records("aides-mions")}
    moved = "\n".join(
        (
            "identifiant;annee;beneficiaire;montant",
            f"{by_name[CLUB]};2024;{CLUB};500",
            f"{by_name[CHOIR]};2025;{CHOIR};300",
        )
    ).encode()
    # The year it left is in the file, so that this is a correction and not the table of 2025.
    hand_in(who, moved)
    assert table() == [(2024, CLUB, 500), (2025, CHOIR, 300)]
    assert {row["beneficiaire"]: row["identifiant"] for row in records("aides")} == by_name


def test_acts_accumulate(territory: Territory) -> None:
    who = territory.mions.editor
    header = "numero;adopte_le;objet"
    first = "\n".join([header, "2024-01;2024-02-13;Budget", "2024-02;2024-02-13;Tarifs"]).encode()
    second = "\n".join([header, "2025-01;2025-02-14;Budget", "2024-02;2024-02-14;Tarifs"]).encode()
    one = hand_in(who, first, "actes")
    two = hand_in(who, second, "actes")
    found = {row["numero"]: row["adopte_le"][:10] for row in records("actes-mions")}
    assert found == {"2024-01": "2024-02-13", "2024-02": "2024-02-14", "2025-01": "2025-02-14"}
    assert shown(who, one)["state"] == "publie"
    call(who, "opendatacommunal_depot_withdraw", id=two["id"])
    assert [row["numero"] for row in records("actes-mions")] == ["2024-01"]
    # Its last public row gone, an earlier dépôt has nothing to withdraw any more.
    hand_in(who, "\n".join([header, "2024-01;2024-02-13;Budget primitif"]).encode(), "actes")
    assert shown(who, one)["state"] == "remplace"


def test_a_second_department_does_not_erase_the_first(territory: Territory) -> None:
    who = territory.mions.editor
    hand_in(who, aides(f"2024;{CLUB};500"), source="Sports")
    culture = deposit(who, aides(f"2024;{CHOIR};300"), "aides.csv", gabarit="aides")
    # Said afterwards: the rows of the first are not missing from this file any more.
    said = {"id": culture["id"], "source": "Culture"}
    culture = call(who, "opendatacommunal_depot_update", **said)
    assert (culture["source"], culture["report"]["questions"]) == ("Culture", [])
    publish(who, culture)
    assert table() == table("aides") == [(2024, CHOIR, 300), (2024, CLUB, 500)]
    identifiers = [row["identifiant"] for row in records("aides")]
    assert len(set(identifiers)) == 2
    # The same department, however it writes its own name.
    again = hand_in(who, aides(f"2024;{CLUB};550"), source=" sports ")
    assert again["source"] == "Sports"
    assert (2024, CLUB, 550) in table()
    assert shown(who, culture)["withdrawal"]["left"] == 1
    call(who, "opendatacommunal_depot_withdraw", id=culture["id"])
    assert table() == [(2024, CLUB, 550)]
