"""Other programs to compare with; `make test-oracles` installs them and says where they are."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

CHECKOUT = Path(__file__).resolve().parents[4]
Verdicts = Callable[[list[tuple[Path, Path]]], list[dict[str, Any]]]


@pytest.fixture(scope="session")
def validata() -> Verdicts:
    """Validata's verdicts on pairs (file, schema file), all in one process.

    One dict a pair: `errors`, a list of {row, field, code, value} (row and field null where the
    error is of neither), `warnings`, its sentences on columns, and `seconds`, the time it took.
    """
    python = os.environ.get("OPENDATACOMMUNAL_VALIDATA")
    if not python:
        pytest.skip("Validata is not here: run `make test-oracles`, which installs it")

    def ask(pairs: list[tuple[Path, Path]]) -> list[dict[str, Any]]:
        names = json.dumps([[str(file), str(schema)] for file, schema in pairs])
        script = str(CHECKOUT / "dev" / "validata_verdicts.py")
        done = subprocess.run(
            [python, script], input=names, text=True, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return ask


@pytest.fixture(scope="session")
def addok() -> str:
    """The address of a real addok, on the base `address_base`."""
    url = os.environ.get("OPENDATACOMMUNAL_ADDOK")
    if not url:
        pytest.skip("addok is not here: run `make test-oracles`, which starts it")
    return url


@pytest.fixture(scope="session")
def address_base() -> Path:
    """What addok was loaded with: one JSON document a line."""
    path = os.environ.get("OPENDATACOMMUNAL_ADDRESSES")
    if not path:
        pytest.skip("addok is not here: run `make test-oracles`, which starts it")
    return Path(path)
