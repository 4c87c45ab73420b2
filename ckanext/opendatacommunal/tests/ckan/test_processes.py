"""polars hangs in a forked child of a process that has used it: no process of CKAN loads it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.tests.ckan import loaded
from ckanext.opendatacommunal.tests.ckan.deposits import GABARIT, Territory, park, table

PAGES = (
    "/gabarits",
    f"/gabarits/{GABARIT}",
    f"/gabarits/{GABARIT}/classeur.xlsx",
    f"/gabarits/{GABARIT}/modele.csv",
    "/couverture",
    "/commune/69029",
)


def test_a_web_process_that_checks_publishes_and_shows_pages(
    territory: Territory, tmp_path: Path
) -> None:
    file = tmp_path / "parcs.csv"
    file.write_bytes(table(park("Parc A"), park("Parc B", voie="Rue B")))
    arguments = [tk.config["__file__"], str(file), territory.bron.editor, *PAGES]
    command = [sys.executable, loaded.__file__, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.splitlines()[-1] == "none"
