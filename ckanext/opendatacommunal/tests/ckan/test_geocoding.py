"""Points of a dépôt on a site that has a geocoder: kept, asked again, published."""

from __future__ import annotations

from ckan.lib import jobs as ckan_jobs

from ckanext.opendatacommunal import jobs
from ckanext.opendatacommunal.tests.ckan.deposits import (
    Territory,
    call,
    deposit,
    lignes,
    park,
    publish,
    table,
)
from ckanext.opendatacommunal.tests.pipeline.geocoders import Misbehaving

TWO = table(park("Parc Raspail", voie="Rue Villard"), park("Square Grimma", voie="Rue Hugo"))


def statuses(depot: dict) -> list[str]:
    return [each["status"] for each in depot["report"]["geocoding"]]


def test_without_a_geocoder_nothing_is_asked_and_rows_say_so(shared_territory: Territory) -> None:
    assert statuses(deposit(shared_territory.bron.editor, TWO)) == ["skipped", "skipped"]


def test_what_the_geocoder_said_is_kept_for_the_next_file(
    shared_territory: Territory, server: Misbehaving
) -> None:
    assert statuses(deposit(shared_territory.bron.editor, TWO)) == ["found", "found"]
    calls = len(server.calls)
    assert calls >= 1
    again = deposit(shared_territory.bron.editor, TWO + b"\n")
    assert statuses(again) == ["found", "found"]
    assert len(server.calls) == calls
    assert {each["insee"] for each in server.seen} == {"69029"}


def test_points_are_published_with_their_origin(
    shared_territory: Territory, server: Misbehaving
) -> None:
    depot = deposit(shared_territory.bron.editor, TWO)
    publish(shared_territory.bron.editor, depot)
    rows = lignes(shared_territory.bron.editor, "bron").values()
    assert {row["public"]["position_source"] for row in rows} == {"adresse exacte"}
    assert {row["public"]["lon"] for row in rows} == {"4.95"}


def test_a_server_that_fails_costs_points_only_and_is_asked_again(
    shared_territory: Territory, server: Misbehaving
) -> None:
    server.faults = [403] * 10
    depot = deposit(shared_territory.mions.editor, TWO)
    assert depot["state"] == "pret"
    assert statuses(depot) == ["skipped", "skipped"]
    assert "geocoder-unavailable" in {each["code"] for each in depot["report"]["issues"]}
    waiting = ckan_jobs.get_queue().scheduled_job_registry.get_job_ids()
    assert f"opendatacommunal_points_{depot['id']}" in waiting
    server.faults = []
    jobs.check_again(depot["id"])
    told = call(shared_territory.mions.editor, "opendatacommunal_depot_show", id=depot["id"])
    assert statuses(told) == ["found", "found"]


def test_a_published_depot_is_not_checked_behind_its_back(
    shared_territory: Territory, server: Misbehaving
) -> None:
    server.faults = [403] * 10
    depot = deposit(shared_territory.mions.editor, TWO)
    publish(shared_territory.mions.editor, depot)
    server.faults = []
    jobs.check_again(depot["id"])
    told = call(shared_territory.mions.editor, "opendatacommunal_depot_show", id=depot["id"])
    assert told["state"] == "publie"
    assert not server.seen


def test_an_address_in_doubt_is_asked_and_its_answer_is_remembered(
    shared_territory: Territory, server: Misbehaving
) -> None:
    server.unknown = {"Hugo"}
    depot = deposit(shared_territory.mions.editor, TWO)
    assert sorted(statuses(depot)) == ["found", "to_confirm"]
    (asked,) = depot["report"]["questions"]
    assert asked["candidates"] == ["Rue du Hasard 69780 Mions"]
    answer = {asked["id"]: asked["candidates"][0]}
    told = call(shared_territory.mions.editor, "opendatacommunal_depot_answer", id=depot["id"],
                answers=answer)  # fmt: skip
    assert statuses(told) == ["found", "found"]
    publish(shared_territory.mions.editor, told)
    again = deposit(shared_territory.mions.editor, TWO + b"\n")
    assert again["report"]["questions"] == []
