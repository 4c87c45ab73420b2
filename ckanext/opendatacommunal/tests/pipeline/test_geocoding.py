"""Points asked of a geocoder: which are taken, which are asked, and a server that fails."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.export.profile import profile_of
from ckanext.opendatacommunal.pipeline.geocoding.acceptance import judge
from ckanext.opendatacommunal.pipeline.geocoding.addok import TRIES, Addok
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address, other_cut
from ckanext.opendatacommunal.pipeline.geocoding.cache import SqliteCache
from ckanext.opendatacommunal.pipeline.geocoding.candidate import Candidate
from ckanext.opendatacommunal.pipeline.geocoding.geocoder import MOST_ASKED_ALONE, Geocoder
from ckanext.opendatacommunal.pipeline.geocoding.same_street import likeness
from ckanext.opendatacommunal.pipeline.reporting.report import report
from ckanext.opendatacommunal.tests.pipeline.geocoders import Misbehaving, misbehaving
from ckanext.opendatacommunal.tests.pipeline.parks import HEADER, check, column

FOCH = Address("12", "Avenue du Maréchal Foch", "69780", "Mions", "69283")
PLACE = Candidate("12 Avenue du Maréchal Foch 69780 Mions", "housenumber",
                  "Avenue du Maréchal Foch", "12", "69283", 4.95, 45.66, 0.9)  # fmt: skip


@pytest.fixture
def server() -> Iterator[Misbehaving]:
    with misbehaving() as running:
        yield running


def client(server: Misbehaving) -> Addok:
    endless = float("inf")
    return Addok(server.url, pause_seconds=0.01, timeout_seconds=(1, 0.5), calls_per_second=endless)


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
        ("R. Salengro", "Rue Roger Salengro", "short"),
        ("Rue F. Dezeuze", "Rue Frédéric Dezeuze", "short"),
        ("Rue Foch", "Rue du Maréchal Foch", "short"),
        ("Jean Jaurès", "Rue Jean Jaurès", "short"),
        ("Rue L. Pradel", "Rue Louis Pradel", "short"),
        ("Montée Lumière", "Montée des Frères Lumière", "short"),
        ("Rue ed la Mairie", "Rue de la Mairie", "slip"),
        ("Place ddes Écoles", "Place des Écoles", "slip"),
        ("Rue du 8 ai 1945", "Rue du 8 Mai 1945", "slip"),
        ("Rue du 8 Mars 1945", "Rue du 8 Mai 1945", "different"),
        ("Reu du 19 Mars 1962", "Rue du 19 Mars 1962", "slip"),
        ("Impases Anatole France", "Impasse Anatole France", "slip"),
        ("Cour Anatole France", "Cours Anatole France", "different"),
        ("Allée Anatole France", "Allées Anatole France", "different"),
        ("Rue du Pont", "Rue du Port", "different"),
        ("Rue Hugo", "Rue Victor Hugo", "short"),
        ("rue de Pressensé", "Rue Francis de Pressensé", "short"),
        ("Rue du 8 Mai", "Rue du 8 Mai 1945", "short"),
        ("Rue du Moulin", "Rue Jean Moulin", "perhaps"),
        ("Rue Jean Moulin", "Rue du Moulin", "perhaps"),
        ("Avenue 1962", "Avenue du 19 Mars 1962", "perhaps"),
        ("Rue Comtal", "Rue du Bois Comtal", "perhaps"),
        ("R. Salengro", "Avenue Roger Salengro", "perhaps"),
        ("Rue J. J.", "Rue Jean Jaurès", "different"),
        ("Rue du 8", "Rue du 8 Mai 1945", "different"),
        ("Impasse Hugo", "Rue Victor Hugo", "different"),
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
        (replace(PLACE, street="Avenue du Parc Foch", score=0.99), "to_confirm", "other-street"),
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


HUGO = replace(FOCH, street="Rue V. Hugo")
VICTOR = replace(PLACE, street="Rue Victor Hugo", label="12 Rue Victor Hugo")


@pytest.mark.parametrize("written", ["Rue V. Hugo", "Rue Hugo", "V. Hugo", "Victor Hugo"])
def test_a_shortened_name_is_one_street_where_no_other_may_be_meant(written: str) -> None:
    address = replace(HUGO, street=written)
    expected = "to_confirm" if written == "V. Hugo" else "found"
    assert judge(address, [VICTOR, replace(PLACE, street="Rue du Lac")]).status == expected
    assert judge(address, [VICTOR], complete=False).status == "to_confirm"


def test_a_shortened_name_of_two_streets_is_asked() -> None:
    twin = replace(VICTOR, street="Rue Violette Hugo", label="12 Rue Violette Hugo", lon=4.96)
    assert judge(HUGO, [VICTOR, twin]).status == "to_confirm"
    elsewhere = replace(twin, insee="69029")
    assert judge(HUGO, [VICTOR, elsewhere]).status == "found"


def test_a_shortened_name_is_asked_where_the_list_of_streets_is_cut() -> None:
    twins = [
        replace(VICTOR, street=f"Rue V{name} Hugo", label=f"{name}", insee="69029", score=0.5)
        for name in ("alentin", "alère", "ictorine", "iolette")
    ]
    assert judge(HUGO, [VICTOR, *twins]).status == "to_confirm"


@pytest.mark.parametrize(
    ("street", "line"),
    [
        ("Quai Marie Curie 6", "6 Quai Marie Curie"),
        ("Quai Curie n° 6 bis", "6bis Quai Curie"),
        ("Square du Lac 26, Impasse du 8 Mai 1945", "26 Impasse du 8 Mai 1945"),
        ("Square du Lac n° 3 Rue Foch", "3 Rue Foch"),
        ("Rue du 8 Mai 1945", None),
        ("Rue du 19 Mars", None),
        ("RD 306", None),
    ],
)
def test_where_a_number_may_stand_in_the_name_of_a_street(street: str, line: str | None) -> None:
    cut = other_cut(replace(FOCH, number=None, street=street))
    assert (cut.line if cut else None) == line
    assert other_cut(replace(FOCH, street=street)) is None


def test_a_number_in_the_name_of_its_street_is_what_the_base_says(
    server: Misbehaving, tmp_path: Path
) -> None:
    """`Quai Marie Curie 6` may be the name of a quay; the base has a number 6 of another name."""
    server.unknown = {"Curie 6"}
    file = "nom;voie;codepost;commune\nParc A;Quai Marie Curie 6;69780;Mions"
    depot = check(tmp_path, file, geocoder=Geocoder(client(server)))
    assert [each.status for each in depot.locations] == ["found"]
    assert (column(depot, "numvoie"), column(depot, "voie")) == (["6"], ["Quai Marie Curie"])
    assert column(depot, "position_source") == ["adresse exacte"]
    shown = {(each.field, each.before, each.after) for each in depot.corrections}
    assert ("numvoie", "Quai Marie Curie 6", "6") in shown


def test_a_doubtful_address_is_shown_with_what_helps_to_choose(
    server: Misbehaving, tmp_path: Path
) -> None:
    server.unknown = {"Zola"}
    text = f"{HEADER}\nParc A;12;Rue Zola;69780;Mions;non;1;Commune"
    depot = check(tmp_path, text, geocoder=Geocoder(client(server)))
    (asked,) = report(depot, translate=translator("fr"))["questions"]
    (place,) = asked["params"]["places"]
    assert (place["lon"], place["lat"], place["why"]) == (4.95, 45.66, "other-street")
    centre = communes.centre("69283")
    assert centre is not None
    assert abs(place["metres"] - communes.metres(centre, (4.95, 45.66))) <= 50
    metres = f"{place['metres']:.0f}"
    label = f"Rue du Hasard 69780 Mions (une autre voie, à {metres} m du centre de Mions)"
    assert list(asked["labels"].values()) == [label]
    answers = {asked["id"]: asked["candidates"][0]}
    settled = check(tmp_path, text, geocoder=Geocoder(client(server)), answers=answers)
    assert (column(settled, "lon"), settled.open_questions) == (["4.95"], ())
    profile = profile_of(settled)
    again = check(tmp_path, text, geocoder=Geocoder(client(server)), profile=profile)
    assert (column(again, "lon"), again.questions) == (["4.95"], ())


def test_what_a_file_asks_does_not_depend_on_what_is_known(server: Misbehaving) -> None:
    """Only so many doubtful addresses are asked one by one: the same ones the next time."""
    server.unknown = {"Rue"}
    addresses = [replace(FOCH, street=f"Rue n{at:04}x", number="1") for at in range(300)]
    geocoder = Geocoder(client(server))
    first = geocoder.locate(addresses)
    calls = len(server.calls)
    assert geocoder.locate(addresses) == first
    assert len(server.calls) == calls == 2 + MOST_ASKED_ALONE


def test_the_national_service_writes_the_number_in_the_name_of_the_place(
    server: Misbehaving,
) -> None:
    """Its `result_name` is « 12 Avenue du Maréchal Foch », addok's is the street."""
    server.national = True
    (outcome,) = Geocoder(client(server)).locate([FOCH]).values()
    assert outcome.status == "found"
    assert outcome.candidate is not None
    assert (outcome.candidate.street, outcome.candidate.number) == (FOCH.street, "12")


def test_a_line_that_the_national_service_could_not_ask_is_asked_again(
    server: Misbehaving,
) -> None:
    server.national, server.failing = True, {"17 "}
    geocoder = Geocoder(client(server))
    assert len(geocoder.locate(streets(40))) == 39
    assert len(geocoder.missed) == 1
    server.failing = set()
    assert len(geocoder.locate(streets(40))) == 40


@pytest.mark.parametrize("national", [False, True])
def test_a_slip_is_mended_without_asking_again_where_the_base_has_no_other_street(
    server: Misbehaving, national: bool
) -> None:
    server.national = national
    server.mended = {"Marécal": "Maréchal"}
    slipped = replace(FOCH, street="Avenue du Marécal Foch")
    (outcome,) = Geocoder(client(server)).locate([slipped]).values()
    assert outcome.candidate is not None
    assert (outcome.status, outcome.candidate.street) == ("found", FOCH.street)
    assert len(server.calls) == 1


def test_two_places_of_one_address_are_asked() -> None:
    other = replace(PLACE, lon=4.97, label="12 Avenue du Maréchal Foch (sud)")
    outcome = judge(FOCH, [PLACE, other])
    assert (outcome.doubt, len(outcome.candidates)) == ("several", 2)


def test_many_addresses_go_in_few_calls_and_the_same_one_once(server: Misbehaving) -> None:
    addresses = streets(1200) * 2
    found = Geocoder(client(server)).locate(addresses)
    assert len(found) == 1200
    assert len(server.seen) == 1200
    assert len(server.calls) == 4  # two by two: none waits alone for the last


def test_only_addresses_leave(server: Misbehaving, tmp_path: Path) -> None:
    """Whatever else the file holds, in the columns of the gabarit or in others."""
    server.unknown = {"Hasard"}
    header = f"{HEADER};code_interne;contact;commentaire;email;Date"
    secrets = "SIG-4471;Madame Durand;clé chez le gardien;d.durand@mions.fr;2019-03-07"
    row = "Parc des Secrets;{};{};69780;Mions;non;4321;Commune;" + secrets
    rows = (row.format(12, "Rue du Lac"), row.format(14, "Allée Hasard"))
    check(tmp_path, "\n".join((header, *rows)), geocoder=Geocoder(client(server)))
    assert set(server.seen[0]) == {"key", "line", "city", "postcode", "insee"}
    assert {path.partition("?")[0] for path in server.calls} == {"/search/csv/", "/search/"}
    everything = b"\n".join(server.received).decode()
    assert "Rue du Lac" in everything
    assert "Allée Hasard" in everything
    for secret in (*secrets.split(";"), "Secrets", "4321", "Durand", "parcs.csv", str(tmp_path)):
        assert secret not in everything


def test_a_call_is_tried_so_many_times_and_no_more(server: Misbehaving) -> None:
    for fault in ("nonsense", "short", "cut", 500):
        server.calls.clear()
        server.faults = [fault] * 50
        Geocoder(client(server)).locate([FOCH])
        assert len(server.calls) == TRIES


def test_calls_are_no_faster_than_the_server_allows(server: Misbehaving) -> None:
    hurried = Addok(server.url, calls_per_second=10)
    begin = time.monotonic()
    for _ in range(4):
        hurried.reverse(4.95, 45.66)
    assert time.monotonic() - begin >= 0.3  # never less, however busy the machine


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
    assert len(geocoder.locate(streets(1200))) == 300
    assert len(geocoder.missed) == 900
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
