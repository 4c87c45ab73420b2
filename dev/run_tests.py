"""All tests at three speeds: without CKAN, with CKAN and real servers, in a browser on a live site.

python dev/run_tests.py [pipeline] [packaging] [ckan] [browser] [-- OPTIONS OF PYTEST]

The servers are of their own (.run/test) and stopped at the end, whatever happens.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import ckan_site
import servers
import xloader
from instance import CHECKOUT, SHARED, Instance, SetupError, command_line, explain_and_exit, say

TESTS = "ckanext/opendatacommunal/tests"
WITHOUT_CKAN = ["-p", "no:ckan", "-p", "no:ckan_fixtures"]
SPEEDS = ["pipeline", "packaging", "ckan", "browser"]
NO_TESTS = 5
"""pytest's exit status when it found no test."""


def main(arguments: list[str]) -> int:
    parser = command_line("run_tests.py", __doc__)
    parser.add_argument("speeds", nargs="*", metavar="SPEED")
    ours, options = split(arguments)
    speeds = parser.parse_args(ours).speeds or SPEEDS
    if not set(speeds) <= set(SPEEDS):
        parser.error(f"the speeds are {', '.join(SPEEDS)}")
    instance = Instance(SHARED / "test", ckan_site.TEST_PORTS)
    environment = {
        **os.environ,
        "OPENDATACOMMUNAL_RUN": str(instance.run),
        "OPENDATACOMMUNAL_PORTS": str(instance.base),
    }
    try:
        outcomes = {speed: run(speed, instance, environment, options) for speed in speeds}
    except SetupError as error:
        return explain_and_exit(error)
    finally:
        servers.stop(instance)
    for speed, (status, seconds) in outcomes.items():
        say(f"{speed:<10} {'passed' if status == 0 else 'FAILED'} in {seconds:.0f} s")
    return max(status for status, _ in outcomes.values())


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands before `--` is ours, what follows is for pytest."""
    if "--" not in arguments:
        return arguments, []
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]


def run(
    speed: str, instance: Instance, environment: dict[str, str], options: list[str]
) -> tuple[int, float]:
    """Exit status and seconds of one folder of tests."""
    say(f"\n== Tests: {speed}")
    begin = time.monotonic()
    how = WITHOUT_CKAN
    if speed in ("ckan", "browser"):
        servers.start(instance)
    if speed == "ckan":
        ini = ckan_site.prepare(ckan_site.Site(instance, "test", instance.site_port))
        how = [f"--ckan-ini={ini}"]
        environment = {**environment, "PYTHONPATH": str(xloader.folder())}
    command = [sys.executable, "-m", "pytest", "-q", *how, f"{TESTS}/{speed}", *options]
    status = subprocess.run(command, cwd=CHECKOUT, env=environment, check=False).returncode
    if status == NO_TESTS and not any(Path(CHECKOUT, TESTS, speed).glob("test_*.py")):
        status = 0
    return status, time.monotonic() - begin


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
