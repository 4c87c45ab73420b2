"""Points asked of a real addok, on an address base of our own: found, asked, not found."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ckanext.opendatacommunal import communes, shell
from ckanext.opendatacommunal.pipeline.geocoding.addok import Addok

MIONS = "69283"
HEADER = ("nom", "adresse", "codepost", "lon", "lat", "reglement", "surf_m2", "gestion")
Street = dict[str, Any]


@pytest.fixture(scope="module")
def street(address_base: Path) -> Street:
    """A street of Mions whose name no other street of the commune has."""
    return next(each for each in _streets(address_base) if each["citycode"] == MIONS)


def _streets(base: Path) -> Iterator[Street]:
    for line in base.read_text(encoding="utf-8").splitlines():
        place = json.loads(line)
        if place["type"] == "street" and not place["name"].startswith("Impasse"):
            yield place


def check(
    folder: Path,
    url: str,
    *cells: str,
    points: tuple[str, str] = ("", ""),
    previous: Path | None = None,
    more: tuple[str, ...] = (),
) -> Any:
    file, report = folder / "parcs.csv", folder / "report.json"
    with file.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEADER)
        for place, cell in enumerate(cells):
            writer.writerow((f"Parc {place}", cell, "69780", *points, "non", "100", "Commune"))
    with pytest.raises(SystemExit):
        shell.main(
            ["check", str(file), "--gabarit", "parcs-jardins", "--commune", MIONS,
             "--geocoder", url, "--geocoder-cache", str(folder / "cache.sqlite"),
             "--json", str(report), "--out", str(folder / "out.csv"),
             *(("--previous", str(previous)) if previous else ()), *more]
        )  # fmt: skip
    return json.loads(report.read_text(encoding="utf-8"))


def test_a_number_of_a_street_is_found_where_it_stands(
    addok: str, street: Street, tmp_path: Path
) -> None:
    told = check(tmp_path, addok, f"5 {street['name'].upper()}", f"6, {street['name']}")
    fifth, sixth = told["geocoding"]
    truth = street["housenumbers"]["5"]
    assert (fifth["status"], fifth["match"]) == ("found", "housenumber")
    assert communes.metres((fifth["lon"], fifth["lat"]), (truth["lon"], truth["lat"])) < 1
    assert sixth["status"] == "found"
    official = [each for each in told["corrections"] if each["rule"] == "street-official"]
    assert {each["after"] for each in official} <= {street["name"]}


def test_what_the_base_does_not_have_is_asked_or_not_found(
    addok: str, street: Street, tmp_path: Path
) -> None:
    told = check(tmp_path, addok, f"950 {street['name']}", "3 rue Zéphyrin Moulinot")
    unknown, nowhere = told["geocoding"]
    assert unknown["status"] == "to_confirm"
    assert nowhere["status"] in ("to_confirm", "not_found")
    asked = [each for each in told["questions"] if each["rule"] == "address-to-confirm"]
    assert asked[0]["candidates"] == [f"{street['name']} 69780 Mions"]
    assert f"950 {street['name']}" in asked[0]["message"]


def test_a_given_point_far_from_its_address_is_asked(
    addok: str, street: Street, tmp_path: Path
) -> None:
    centre = communes.centre(MIONS)
    assert centre is not None
    far = (f"{centre[0]:.6f}", f"{centre[1]:.6f}")
    told = check(tmp_path, addok, f"5 {street['name']}", points=far)
    truth = street["housenumbers"]["5"]
    metres = communes.metres(centre, (truth["lon"], truth["lat"]))
    rules = [each["rule"] for each in told["questions"]]
    assert ("point-far-from-address" in rules) == (metres > 300)


def test_the_second_time_nothing_is_asked(addok: str, street: Street, tmp_path: Path) -> None:
    first = check(tmp_path, addok, f"5 {street['name']}")
    again = check(tmp_path, "http://127.0.0.1:9", f"5 {street['name']}")
    assert again["geocoding"] != first["geocoding"]  # another server has another base
    assert check(tmp_path, addok, f"5 {street['name']}") == first


def test_a_street_written_officially_is_no_change_next_year(
    addok: str, street: Street, tmp_path: Path
) -> None:
    cell = f"5 {street['name'].replace('é', 'e').lower()}"
    first = check(tmp_path, addok, cell)
    assert first["changes"]["added"] == 1
    (tmp_path / "out.csv").rename(tmp_path / "published.csv")
    again = check(tmp_path, addok, cell, previous=tmp_path / "published.csv")
    assert again["changes"] == {"added": 0, "changed": 0, "unchanged": 1, "disappeared": 0}


def test_the_nearest_address_of_a_point(addok: str, street: Street) -> None:
    truth = street["housenumbers"]["5"]
    nearest = Addok(addok).reverse(truth["lon"], truth["lat"])
    assert nearest[0].label == f"5 {street['name']} 69780 Mions"


def test_a_name_in_short_is_the_only_street_it_can_be_and_stays_so(
    addok: str, address_base: Path, tmp_path: Path
) -> None:
    """`3 Rue J. Jaurès`: found, written in full, and no change when the same file comes again."""
    here = [each["name"] for each in _streets(address_base) if each["citycode"] == MIONS]
    name = next(
        each
        for each in here
        if len(each.split()) == 3
        and each.split()[1][0].isupper()
        and sum(each.split()[2] in other for other in here) == 1
    )
    kind, first, last = name.split()
    cells = (f"3 {kind} {first[0]}. {last}", f"5 {kind} {last}")
    told = check(tmp_path, addok, *cells)
    assert [each["match"] for each in told["geocoding"]] == ["housenumber"] * 2
    written = [each["after"] for each in told["corrections"] if each["field"] == "voie"]
    assert written[-2:] == [name, name]
    (tmp_path / "out.csv").rename(tmp_path / "published.csv")
    again = check(tmp_path, addok, *cells, previous=tmp_path / "published.csv")
    assert again["changes"] == {"added": 0, "changed": 0, "unchanged": 2, "disappeared": 0}


def test_an_answer_settles_the_row_now_and_next_year(
    addok: str, street: Street, tmp_path: Path
) -> None:
    cell = f"950 {street['name']}"
    (asked,) = [
        each
        for each in check(tmp_path, addok, cell)["questions"]
        if each["rule"] == "address-to-confirm"
    ]
    assert asked["params"]["places"][0]["why"] == "number-unknown"
    answers, profile = tmp_path / "answers.json", tmp_path / "profile.json"
    answers.write_text(json.dumps({asked["id"]: asked["candidates"][0]}), encoding="utf-8")
    kept = ("--answers", str(answers), "--save-profile", str(profile))
    settled = check(tmp_path, addok, cell, more=kept)
    assert [each["status"] for each in settled["geocoding"]] == ["found"]
    again = check(tmp_path, addok, cell, more=("--profile", str(profile)))
    assert [each["status"] for each in again["geocoding"]] == ["found"]
    assert "address-to-confirm" not in {each["rule"] for each in again["questions"]}


def test_rows_that_only_have_a_point_are_told_their_address(
    addok: str, street: Street, tmp_path: Path
) -> None:
    place = street["housenumbers"]["5"]
    told = check(tmp_path, addok, "", points=(str(place["lon"]), str(place["lat"])))
    (asked,) = [each for each in told["questions"] if each["rule"] == "addresses-of-points"]
    assert asked["params"]["names"] == [f"5 {street['name']} 69780 Mions"]
