"""Points asked of a geocoder: which are taken, which are asked, and a server that fails."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ckanext.opendatacommunal.pipeline.geocoding.acceptance import judge
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
from ckanext.opendatacommunal.pipeline.geocoding.cache import SqliteCache
from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate
from ckanext.opendatacommunal.pipeline.geocoding.geocoder import Geocoder
from ckanext.opendatacommunal.pipeline.geocoding.same_street import likeness
from ckanext.opendatacommunal.tests.pipeline.geocoders import Misbehaving, misbehaving

FOCH = Address("12", "Avenue du Maréchal Foch", "69780", "Mions", "69283")
PLACE = Candidate("12 Avenue du Maréchal Foch 69780 Mions", "housenumber",
                  "Avenue du Maréchal Foch", "12", "69283", 4.95, 45.66, 0.9)  # fmt: skip


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


def client(server: Misbehaving) -> Addok:
    return Addok(server.url, pause_seconds=0.01, timeout_seconds=(1, 0.5))


def streets(count: int) -> list[Address]:
    return [replace(FOCH, number=str(number)) for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("written", "official", "expected"),
    [
        ("Av. Gal de Gaulle", "Avenue du Général de Gaulle", "same"),
        ("Rue du 8 Mai 45", "Rue du 8 Mai 1945", "same"),
        ("R DU 4 AOUT 1789", "Rue du 4 Août 1789", "same"),
        ("RUE DE L EGLISE", "Rue de l'Église", "same"),
        ("av st exupery", "Avenue Saint-Exupéry", "same"),
        ("Rue du 1er Mai", "Rue du Premier Mai", "same"),
        ("rue des 3 Pierres", "Rue des Trois Pierres", "same"),
        ("R Jean Moulin", "Rue Jean Moulin", "same"),
        ("Chemin HenriBarbusse", "Chemin Henri Barbusse", "same"),
        ("R de Crépiex", "Rue de Crépieux", "slip"),
        ("R. Salengro", "Rue Roger Salengro", "perhaps"),
        ("Rue F. Dezeuze", "Rue Frédéric Dezeuze", "perhaps"),
        ("Rue Foch", "Rue du Maréchal Foch", "perhaps"),
        ("Jean Jaurès", "Rue Jean Jaurès", "perhaps"),
        ("Impasse Foch", "Rue Foch", "different"),
        ("Rue Louis Pradel", "Rue Louis Pradelle", "different"),
        ("Rue Gametta", "Rue Gambetta", "slip"),
        ("Rue du 11 Novebre 1918", "Rue du 11 Novembre 1918", "slip"),
        ("Rue du 8 Mai 1946", "Rue du 8 Mai 1945", "different"),
        ("Rue de la Paie", "Rue de la Paix", "different"),
        ("Rue des Lilas", "Rue du Stade", "different"),
        ("", "Rue du Stade", "different"),
    ],
)
def test_two_names_of_one_street(written: str, official: str, expected: str) -> None:
    assert likeness(written, official) == expected


@pytest.mark.parametrize(
    ("place", "status", "doubt"),
    [
        (PLACE, "found", None),
        (replace(PLACE, number="12 "), "found", None),
        (replace(PLACE, score=0.05), "found", None),
        (replace(PLACE, number="14"), "to_confirm", "number-unknown"),
        (replace(PLACE, kind="street", number=None), "to_confirm", "number-unknown"),
        (replace(PLACE, insee="69029", score=0.99), "to_confirm", "other-commune"),
        (replace(PLACE, street="Rue du Maréchal Foch", score=0.99), "to_confirm", "other-street"),
        (replace(PLACE, street="Avenue Foch", score=0.99), "to_confirm", "street-perhaps"),
        (replace(PLACE, kind="municipality", street="Mions", number=None), "not_found", None),
    ],
)
def test_a_point_is_taken_for_what_it_is_never_for_its_score(
    place: Candidate, status: str, doubt: str | None
) -> None:
    outcome = judge(FOCH, [place])
    assert (outcome.status, outcome.doubt) == (status, doubt)


def test_an_arrondissement_is_not_another_one_but_its_city_may_be() -> None:
    third = replace(FOCH, insee="69383")
    assert judge(third, [replace(PLACE, insee="69386")]).status == "to_confirm"
    assert judge(replace(FOCH, insee="69123"), [replace(PLACE, insee="69383")]).status == "found"


def test_the_old_code_of_a_merged_commune_is_the_new_one() -> None:
    merged = replace(FOCH, insee="69149")
    assert judge(merged, [replace(PLACE, insee="69152")]).status == "found"


def test_an_address_without_number_is_on_its_street() -> None:
    street = replace(PLACE, kind="street", number=None)
    assert judge(replace(FOCH, number="SN"), [street]).status == "found"
    assert judge(replace(FOCH, number="SN"), [PLACE]).status == "to_confirm"


def test_a_range_stands_at_its_first_number() -> None:
    assert judge(replace(FOCH, number="12/14"), [PLACE]).status == "found"
    assert replace(FOCH, number="12 bis").line.startswith("12bis ")


def test_a_slip_is_mended_where_no_other_street_is_near() -> None:
    slipped = replace(FOCH, street="Avenue du Marechal Fochh")
    assert judge(slipped, [PLACE]).status == "to_confirm"  # a word of four letters
    slipped = replace(FOCH, street="Avenue du Maréchla Foch")
    assert judge(slipped, [PLACE]).status == "found"
    assert judge(slipped, [PLACE], complete=False).status == "to_confirm"
    twin = replace(PLACE, street="Avenue du Maréchal Joch", label="b", lon=4.96)
    assert judge(slipped, [PLACE, twin]).status == "to_confirm"


def test_two_places_of_one_address_are_asked() -> None:
    other = replace(PLACE, lon=4.97, label="12 Avenue du Maréchal Foch (sud)")
    outcome = judge(FOCH, [PLACE, other])
    assert (outcome.doubt, len(outcome.candidates)) == ("several", 2)


def test_many_addresses_go_in_few_calls_and_the_same_one_once(server: Misbehaving) -> None:
    addresses = streets(1200) * 2
    found = Geocoder(client(server)).locate(addresses)
    assert len(found) == 1200
    assert len(server.seen) == 1200
    assert len(server.calls) == 3


def test_only_addresses_leave(server: Misbehaving) -> None:
    Geocoder(client(server)).locate([FOCH])
    assert set(server.seen[0]) == {"key", "line", "city", "postcode", "insee"}


@pytest.mark.parametrize("fault", [429, 500, 503, "cut", "short", "nonsense", "hang_up", "slow"])
def test_a_passing_fault_costs_nothing(server: Misbehaving, fault: int | str) -> None:
    server.faults = [fault]
    geocoder = Geocoder(client(server))
    assert {each.status for each in geocoder.locate(streets(30)).values()} == {"found"}
    assert not geocoder.missed


@pytest.mark.parametrize("fault", [500, 403, "cut", "nonsense", "hang_up", "elsewhere"])
def test_a_server_that_stays_down_leaves_what_it_said_before(
    server: Misbehaving, fault: int | str, tmp_path: Path
) -> None:
    cache = SqliteCache(tmp_path / "cache", server.url)
    Geocoder(client(server), cache).locate(streets(10))
    server.faults = [fault] * 20
    geocoder = Geocoder(client(server), cache)
    found = geocoder.locate(streets(30))
    assert len(found) == 10
    assert len(geocoder.missed) == 20
    server.faults = []
    assert len(Geocoder(client(server), cache).locate(streets(30))) == 30
    assert len(server.seen) == 30


def test_a_server_that_dies_in_the_middle(server: Misbehaving) -> None:
    server.faults = ["well", *[500] * 20]
    geocoder = Geocoder(client(server))
    assert len(geocoder.locate(streets(1200))) == 500
    assert len(geocoder.missed) == 700
    server.faults = []
    assert len(geocoder.locate(streets(1200))) == 1200


def test_a_server_that_never_answers_does_not_keep_a_person_waiting(server: Misbehaving) -> None:
    server.faults = ["slow"] * 50
    hurried = Addok(server.url, pause_seconds=0.01, timeout_seconds=(1, 60), budget_seconds=0.6)
    geocoder = Geocoder(hurried)
    assert geocoder.locate(streets(1200)) == {}
    assert len(geocoder.missed) == 1200
    assert hurried.calls <= 4


def test_one_address_that_the_server_refuses_does_not_cost_the_others(server: Misbehaving) -> None:
    server.poison = "17 "
    server.unknown = {"17 "}
    found = Geocoder(client(server)).locate(streets(40))
    assert sum(1 for each in found.values() if each.status == "found") == 39
    assert len(found) == 40


def test_nothing_is_asked_twice_of_the_same_base(server: Misbehaving, tmp_path: Path) -> None:
    for base, calls in (("2026-10", 1), ("2026-10", 1), ("2026-11", 2)):
        cache = SqliteCache(tmp_path / "cache", base)
        Geocoder(client(server), cache).locate(streets(30))
        cache.close()
        assert len(server.calls) == calls


def test_a_file_that_is_no_cache_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("not a database, by far" * 100)
    with pytest.raises(sqlite3.DatabaseError):
        SqliteCache(tmp_path / "cache", "x")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://a.fr", "https://u:p@a.fr", "a.fr"])
def test_an_address_that_is_no_geocoders(url: str) -> None:
    with pytest.raises(ValueError, match=url.split(":", maxsplit=1)[0]):
        Addok(url)
