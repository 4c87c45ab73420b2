"""What the portal does when it is itself at fault: a step that breaks, a file that is lost."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from ckan import model
from ckan.tests import factories

from ckanext.opendatacommunal import confined, jobs, storage
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.tests.ckan.deposits import (
    SECRET,
    Territory,
    deposit,
    park,
    table,
)

BROKEN = """
import sys
from ckanext.opendatacommunal import confined_child, shell
def broken(*_arguments, **_options):
    raise ValueError(open(sys.argv[2], encoding="cp1252").read())
shell.cli.main = broken
confined_child.main(sys.argv[1:])
"""


def test_a_step_that_breaks_is_logged_without_a_cell(
    territory: Territory,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    program = tmp_path / "programme.py"
    program.write_text(BROKEN)

    def command(limits: confined.Limits) -> list[str]:
        return [*confined.PYTHON, str(program), str(limits.memory_mb << 20), str(limits.seconds)]

    monkeypatch.setattr(confined, "_command", command)
    depot = deposit(territory.bron.editor, table(park(SECRET)))
    assert depot["state"] == "a_corriger"
    assert "fault of the portal" in depot["message"]
    assert "too large" not in depot["message"]
    (line,) = [each for each in caplog.messages if depot["id"] in each]
    assert "70" in line
    assert "ValueError" in line
    assert SECRET not in caplog.text
    assert SECRET not in str(depot)


def test_a_file_that_no_depot_names_is_deleted(
    territory: Territory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its process died between the storage and the database."""
    left = {}
    for age in (0, 1, 2, 30):
        day = datetime.now(timezone.utc).date() - timedelta(days=age)
        with monkeypatch.context() as then:
            then.setattr(storage, "_today", lambda day=day: day)
            left[age] = storage.receive(io.BytesIO(b"x"), str(uuid4()), 10).location
            made = deposit(territory.bron.editor, table(park("Parc Raspail")))
    jobs.resume()
    for age, location in left.items():
        if age > 1:
            with pytest.raises(storage.Missing):
                storage.chunks(location)
        else:
            assert b"".join(storage.chunks(location)) == b"x"
    kept = lookup.depot(made["id"]).files["fichier"]
    assert b"Parc Raspail" in b"".join(storage.chunks(kept))


@pytest.mark.parametrize("kind", ["fichier", "retour.xlsx"])
def test_a_lost_file_is_a_page_that_says_so(territory: Territory, app: Any, kind: str) -> None:
    editor = territory.bron.editor
    made = deposit(editor, table(park("Parc Raspail")))
    token = {"Authorization": factories.APIToken(user=editor)["token"]}
    address = f"/depots/{made['id']}/{kind}"
    assert app.get(address, headers=token).status_code == 200
    storage.remove(lookup.depot(made["id"]).files[kind.partition(".")[0]])
    model.Session.commit()
    answer = app.get(address, headers=token, status=None)
    assert answer.status_code == 404
    assert "Content-Disposition" not in answer.headers
