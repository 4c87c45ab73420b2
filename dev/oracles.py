"""Compare with other programs, each in an environment of its own (.run/oracles); slow.

python dev/oracles.py [OPTIONS OF PYTEST]

Tests of `tests/oracles` find the programs by environment variables; their conftest reads them.
"""

from __future__ import annotations

import os
import subprocess
import sys

import addok
from environments import environment
from instance import CHECKOUT, Instance, SetupError, explain_and_exit

VALIDATA = ["validata-table==0.12.5", "frictionless==5.18.1"]
"""Newer versions of frictionless crash this Validata on wrong headers."""
CSV_DETECTIVE = ["csv-detective==0.13.0"]
TESTS = "ckanext/opendatacommunal/tests/oracles"


def main(options: list[str]) -> int:
    """Start what the tests need, run them, stop it."""
    instance = Instance.from_environment()
    try:
        variables = {
            **os.environ,
            "OPENDATACOMMUNAL_VALIDATA": str(environment("validata", VALIDATA)),
            "OPENDATACOMMUNAL_ADDOK": addok.start(instance),
            "OPENDATACOMMUNAL_ADDRESSES": str(addok.base(instance)),
        }
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:ckan", "-p", "no:ckan_fixtures"]
        command += [TESTS, *options]
        return subprocess.run(command, cwd=CHECKOUT, env=variables, check=False).returncode
    except SetupError as error:
        return explain_and_exit(error)
    finally:
        addok.stop(instance)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
