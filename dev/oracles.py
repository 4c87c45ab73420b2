"""Compare with other programs, each in an environment of its own (.run/oracles); slow.

python dev/oracles.py [OPTIONS OF PYTEST]

Tests of `tests/oracles` find the programs by environment variables; their conftest reads them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

from instance import CHECKOUT, SHARED, SetupError, explain_and_exit, locked, say

VALIDATA = ["validata-table==0.12.5", "frictionless==5.18.1"]
"""Newer versions of frictionless crash this Validata on wrong headers."""
TESTS = "ckanext/opendatacommunal/tests/oracles"


def environment(name: str, packages: list[str]) -> Path:
    """The Python of an environment with these packages, made the first time."""
    folder = SHARED / "oracles" / name
    stamp = folder / "packages"
    wanted = "\n".join(packages)
    with locked(SHARED / "oracles.lock"):
        if not stamp.exists() or stamp.read_text() != wanted:
            say(f"      {name}: its own environment (half a minute, the first time only)")
            venv.create(folder, clear=True, with_pip=True)
            command = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", *packages]
            if subprocess.run(command, check=False).returncode:
                raise SetupError(f"{name} was not installed: see above (network? package index?).")
            stamp.write_text(wanted)
    return folder / "bin" / "python"


def main(options: list[str]) -> int:
    try:
        validata = environment("validata", VALIDATA)
    except SetupError as error:
        return explain_and_exit(error)
    variables = {**os.environ, "OPENDATACOMMUNAL_VALIDATA": str(validata)}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:ckan", "-p", "no:ckan_fixtures"]
    done = subprocess.run([*command, TESTS, *options], cwd=CHECKOUT, env=variables, check=False)
    return done.returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
