"""All tests at three speeds: without CKAN, with CKAN and real servers, in a browser on a live site.

python dev/run_tests.py [pipeline] [packaging] [ckan] [publishing] [browser] [-- OPTIONS OF PYTEST]

Two run beside each other, each with servers of its own (.run/test-ckan, …), stopped at the end
whatever happens. What pytest says is shown when a folder of tests is done, and kept in .run; the
slowest tests of all are named at the end.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import ckan_site
import servers
import xloader
from instance import CHECKOUT, SHARED, SetupError, command_line, explain_and_exit, say

TESTS = "ckanext/opendatacommunal/tests"
WITHOUT_CKAN = ["-p", "no:ckan", "-p", "no:ckan_fixtures"]
SPEEDS = ("ckan", "pipeline", "browser", "publishing", "packaging")
"""Two run at once; whichever is done takes the next. The longest comes first, beside it one that
needs no server: the first time, their parts have to be fetched."""
AT_ONCE = 2
"""A machine has two cores."""
SLOWEST = 15
DURATION = re.compile(r"^([\d.]+)s (?:call|setup|teardown) +(\S.*)$", re.MULTILINE)
NO_TESTS = 5
"""pytest's exit status when it found no test."""
HEARTBEAT = 60
"""Seconds between two lines that say how far the tests are."""


@dataclass(frozen=True)
class Outcome:
    speed: str
    status: int
    seconds: float


def main(arguments: list[str]) -> int:
    parser = command_line("run_tests.py", __doc__)
    parser.add_argument("speeds", nargs="*", metavar="SPEED")
    ours, options = split(arguments)
    speeds = parser.parse_args(ours).speeds or SPEEDS
    if not set(speeds) <= set(SPEEDS):
        parser.error(f"the speeds are {', '.join(SPEEDS)}")
    chosen = [speed for speed in SPEEDS if speed in speeds]
    for speed in chosen:
        log_of(speed).unlink(missing_ok=True)
    done = threading.Event()
    threading.Thread(target=heartbeat, args=(chosen, done), daemon=True).start()
    try:
        with ThreadPoolExecutor(AT_ONCE) as together:
            outcomes = list(together.map(lambda speed: run(speed, options), chosen))
    except SetupError as error:
        return explain_and_exit(error)
    finally:
        done.set()
        for instance in ckan_site.test_instances():
            servers.stop(instance)
    say(slowest(chosen))
    for outcome in outcomes:
        passed = "passed" if outcome.status == 0 else "FAILED"
        say(f"{outcome.speed:<10} {passed} in {outcome.seconds:.0f} s")
    return max((outcome.status for outcome in outcomes), default=0)


def split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """What stands before `--` is ours, what follows is for pytest."""
    if "--" not in arguments:
        return arguments, []
    place = arguments.index("--")
    return arguments[:place], arguments[place + 1 :]


def run(speed: str, options: list[str]) -> Outcome:
    """One folder of tests, with the servers it needs."""
    say(f"== Tests: {speed} (begin)")
    begin = time.monotonic()
    how, environment = prepared(speed)
    told = ["-q", f"--durations={SLOWEST}"]
    command = [sys.executable, "-m", "pytest", *told, *how, f"{TESTS}/{speed}", *options]
    with log_of(speed).open("wb") as log:
        status = subprocess.run(
            command, cwd=CHECKOUT, env=environment, check=False, stdout=log, stderr=log
        ).returncode
    if status == NO_TESTS and not any(Path(CHECKOUT, TESTS, speed).glob("test_*.py")):
        status = 0
    seconds = time.monotonic() - begin
    say(f"\n== Tests: {speed}, {seconds:.0f} s\n{log_of(speed).read_text(errors='replace')}")
    return Outcome(speed, status, seconds)


def prepared(speed: str) -> tuple[list[str], dict[str, str]]:
    """Options of pytest and environment; the servers are started."""
    if speed not in ckan_site.TEST_PORTS:
        return WITHOUT_CKAN, dict(os.environ)
    instance = ckan_site.test_instance(speed)
    servers.start(instance)
    environment = {
        **os.environ,
        "OPENDATACOMMUNAL_RUN": str(instance.run),
        "OPENDATACOMMUNAL_PORTS": str(instance.base),
    }
    if speed == "browser":
        return WITHOUT_CKAN, environment
    ini = ckan_site.prepare(ckan_site.Site(instance, "test", instance.site_port))
    return [f"--ckan-ini={ini}"], {**environment, "PYTHONPATH": str(xloader.folder())}


def log_of(speed: str) -> Path:
    SHARED.mkdir(parents=True, exist_ok=True)
    return SHARED / f"tests-{speed}.log"


def slowest(speeds: list[str]) -> str:
    """The slowest tests of all folders with what they set up, by what pytest says of each."""
    spent: dict[str, float] = {}
    for log in filter(Path.exists, map(log_of, speeds)):
        for seconds, test in DURATION.findall(log.read_text(errors="replace")):
            spent[test] = spent.get(test, 0) + float(seconds)
    most = sorted(spent, key=lambda test: (-spent[test], test))[:SLOWEST]
    lines = [f"{spent[test]:6.1f} s  {test.removeprefix(f'{TESTS}/')}" for test in most]
    return "\n".join(["\nSlowest tests:", *lines])


def heartbeat(speeds: list[str], done: threading.Event) -> None:
    """Say now and then how far pytest is, by its own percentages."""
    begin = time.monotonic()
    while not done.wait(HEARTBEAT):
        reached = []
        for speed in speeds:
            text = log_of(speed).read_text(errors="replace") if log_of(speed).exists() else ""
            percentages = re.findall(r"\[ *(\d+)%\]", text)
            if percentages:
                reached.append(f"{speed} {percentages[-1]} %")
        say(f"   … {time.monotonic() - begin:.0f} s: {', '.join(reached) or 'setting up'}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
