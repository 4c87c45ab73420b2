"""Law 7: a process killed anywhere ends where one that was not killed ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib.redis import connect_to_redis

from ckanext.datastore.backend.postgres import get_write_engine

from ckanext.opendatacommunal import jobs
from ckanext.opendatacommunal.confined import CHILD
from ckanext.opendatacommunal.model import Ligne, Publication
from ckanext.opendatacommunal.tests.ckan import killed, loaded
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    Town,
    call,
    deposit,
    deposit_and_publish,
    park,
    publish,
    records,
    table,
)

FIRST = [park("Parc A"), park("Parc B", voie="Rue B"), park("Parc C", voie="Rue C")]
SECOND = [
    park("Parc D", voie="Rue D"),
    park("Parc C", voie="Rue C", surf_m2="77", commentaire="vu"),
    park("Parc B", voie="Rue B"),
    park("Parc A", surf_m2="beaucoup"),
]


def kill_at(moment: str, depot: dict[str, Any], user: str) -> None:
    assert killed.end_of(killed.publishing(moment, depot["id"], user)) == -signal.SIGKILL


def end_state(town: Town) -> Any:
    """All that the publications of a town have left, without its name, its codes and the clock."""
    model.Session.rollback()
    part = call(None, "package_show", id=f"{GABARIT}-{town.name}")
    shared = [row for row in records(GABARIT) if row["commune_insee"] == town.insee]
    for row in shared:
        del row["_id"]
    rows = model.Session.scalars(
        sa.select(Ligne).where(Ligne.organisation_id == town.id).order_by(Ligne.identifier)
    )
    runs = model.Session.scalars(
        sa.select(Publication)
        .where(Publication.organisation_id == town.id)
        .order_by(Publication.number)
    )
    with get_write_engine().connect() as connection:
        version = connection.scalar(
            sa.text("SELECT number FROM opendatacommunal.version WHERE resource_id = :id"),
            {"id": part["resources"][0]["id"]},
        )
    found = {
        "part": records(part["name"]),
        "shared": shared,
        "lignes": [
            (each.identifier, each.public, each.internal, each.state, each.held) for each in rows
        ],
        "runs": [(each.rows, each.added, each.changed, each.removed, each.step) for each in runs],
        "states": [
            each["state"] for each in call(town.editor, "opendatacommunal_depot_list")["results"]
        ],
        "version": version,
        "sheet": (
            part["lignes_publiees"],
            part["private"],
            part["resources"][0]["datastore_active"],
        ),
    }
    text = json.dumps(found, sort_keys=True, default=str)
    for name, value in TWINS[town.name].items():
        text = text.replace(value, name)
    return json.loads(text)


TWINS = {
    "bron": {"COMMUNE": "69029", "POSTE": "69500", "NOM": "Bron", "SIREN": "216900290"},
    "mions": {"COMMUNE": "69283", "POSTE": "69780", "NOM": "Mions", "SIREN": "216902833"},
}


@pytest.mark.parametrize(
    "moment",
    ["identifiers claimed", "part made", "both written in the transaction", "before datasets"],
)
def test_a_first_publication_killed_ends_like_another(territory: Territory, moment: str) -> None:
    """Bron's is killed; that of its twin is not."""
    kill_at(moment, deposit(territory.bron.editor, table(*FIRST)), territory.bron.editor)
    assert jobs.resume()["publications"] == 1
    deposit_and_publish(territory.mions, *FIRST)
    assert end_state(territory.bron) == end_state(territory.mions)
    assert_whole(6)


def test_a_next_publication_killed_ends_like_another(territory: Territory) -> None:
    """At every moment in turn: rows added, changed, unchanged, and set aside after being public."""
    deposit_and_publish(territory.bron, *FIRST)
    deposit_and_publish(territory.mions, *FIRST)
    rows = list(FIRST)
    for number, moment in enumerate(killed.moments()):
        rows = [
            park(f"Parc {number}", voie=f"Rue {number}"),
            {**rows[0], "surf_m2": f"{number + 1}", "commentaire": f"vu {number} fois"},
            *rows[1:-1],
            {**rows[-1], "surf_m2": "beaucoup"},
        ]
        kill_at(moment, deposit(territory.bron.editor, table(*rows)), territory.bron.editor)
        assert jobs.resume()["publications"] == 1, moment
        deposit_and_publish(territory.mions, *rows, waive=True)
        assert end_state(territory.bron) == end_state(territory.mions), moment
        assert_whole(2 * len(rows))
    assert jobs.resume() == {"publications": 0, "checks": 0, "purges": 0}


def assert_whole(rows: int) -> None:
    whole = call(None, "package_show", id=GABARIT)
    assert (whole["lignes_publiees"], whole["communes"]) == (str(rows), ["69029", "69283"])
    assert call(None, "datastore_search", resource_id=whole["resources"][0]["id"])["total"] == rows


def test_readers_see_the_old_rows_until_the_commit(territory: Territory) -> None:
    deposit_and_publish(territory.bron, *FIRST)
    before = records(GABARIT), records(f"{GABARIT}-bron")
    depot = deposit(territory.bron.editor, table(*SECOND))
    kill_at("both written in the transaction", depot, territory.bron.editor)
    assert (records(GABARIT), records(f"{GABARIT}-bron")) == before


def test_the_person_who_tries_again_ends_it(territory: Territory) -> None:
    depot = deposit(territory.bron.editor, table(*FIRST))
    kill_at("committed, not noted", depot, territory.bron.editor)
    assert call(territory.bron.editor, "opendatacommunal_depot_show", id=depot["id"])["task"]
    with pytest.raises(tk.ValidationError):
        # It is ended, and then there is nothing left to publish.
        publish(territory.bron.editor, depot)
    shown = call(territory.bron.editor, "opendatacommunal_depot_show", id=depot["id"])
    assert (shown["state"], shown["task"]) == ("publie", None)
    assert len(records(GABARIT)) == 3


def test_two_town_halls_publish_at_once(territory: Territory) -> None:
    """Two processes, first publication of the gabarit for both: nothing is lost or doubled."""
    towns = (territory.bron, territory.mions)
    rows = [park(f"Parc {number}", voie=f"Rue {number}") for number in range(40)]
    depots = [deposit(town.editor, table(*rows))["id"] for town in towns]
    processes = [
        killed.publishing(None, depot, town.editor)
        for depot, town in zip(depots, towns, strict=True)
    ]
    assert [killed.end_of(process) for process in processes] == [0, 0]
    shared = records(GABARIT)
    assert len(shared) == len({row["uid"] for row in shared}) == 80
    assert sorted(row["_id"] for row in shared) == list(range(1, 81))
    for town in towns:
        assert len(records(f"{GABARIT}-{town.name}")) == 40
    whole = call(None, "package_show", id=GABARIT)
    assert (whole["lignes_publiees"], whole["communes"]) == ("80", ["69029", "69283"])


@pytest.fixture
def start_worker(tmp_path: Path) -> Iterator[Callable[[], subprocess.Popen[bytes]]]:
    """Real job workers of this site; killed at the end of the test."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        ckan = Path(sys.executable).parent / "ckan"
        with (tmp_path / f"worker-{len(started)}.log").open("wb") as log:
            worker = subprocess.Popen(
                [str(ckan), "-c", tk.config["__file__"], "jobs", "worker"],
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        started.append(worker)
        return worker

    yield start
    for worker in started:
        kill_with_children(worker)


def kill_with_children(worker: subprocess.Popen[bytes]) -> None:
    if worker.poll() is None:
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()


def wait_for(condition: Callable[[], Any], seconds: int = 180) -> None:
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "waited too long"
        time.sleep(0.1)


@pytest.mark.ckan_config("opendatacommunal.web_max_bytes", 10)
def test_a_worker_that_comes_back_does_what_its_predecessor_left(
    territory: Territory,
    monkeypatch: pytest.MonkeyPatch,
    start_worker: Callable[[], subprocess.Popen[bytes]],
    tmp_path: Path,
) -> None:
    monkeypatch.setattr(jobs, "PATIENCE", 1)
    rows = [park(f"Parc {number}", voie=f"Rue {number}") for number in range(6000)]
    depot = deposit(territory.bron.editor, table(*rows))
    assert depot["state"] == "recu"
    first = start_worker()
    wait_for(lambda: checking(first))
    kill_with_children(first)
    assert state_of(depot) == "recu"
    # The lock of the dead worker's scheduler runs out after a minute; not waited for here.
    redis = connect_to_redis()
    for lock in redis.keys("rq:scheduler-lock:*"):
        redis.delete(lock)
    start_worker()
    wait_for(lambda: state_of(depot) == "pret")
    shown = call(territory.bron.editor, "opendatacommunal_depot_show", id=depot["id"])
    assert shown["counts"]["publishable"] == 6000
    publish(territory.bron.editor, depot)
    wait_for(lambda: state_of(depot) == "publie")
    wait_for(lambda: not tk.get_job_queue().get_jobs())
    assert call(None, "package_show", id=GABARIT)["lignes_publiees"] == "6000"
    # After a check and a publication, what the worker hands on to the next child it forks.
    tk.enqueue_job(loaded.note, [str(tmp_path / "loaded")])
    wait_for((tmp_path / "loaded").exists)
    wait_for(lambda: not tk.get_job_queue().get_jobs())
    assert (tmp_path / "loaded").read_text() == "none"


def checking(worker: subprocess.Popen[bytes]) -> bool:
    """A confined process runs in this moment, under this worker."""
    assert worker.poll() is None, "the worker has stopped"
    commands = Path("/proc").glob("[0-9]*/cmdline")
    return any(f"{CHILD}\0".encode() in read(each) for each in commands)


def read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        # The process has ended meanwhile.
        return b""


def state_of(depot: dict[str, Any]) -> str:
    model.Session.rollback()
    model.Session.expire_all()
    return call("operateur", "opendatacommunal_depot_show", id=depot["id"])["state"]
