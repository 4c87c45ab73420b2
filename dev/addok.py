"""A real addok, the program behind the national geocoder, on a small address base of our own.

python dev/addok.py start | stop | status      on the port base + 4, its Redis on + 5

Its environment is made the first time; the base is invented (make_addresses.py), loaded in seconds.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import make_addresses
from environments import environment
from instance import (
    Instance,
    SetupError,
    command_line,
    explain_and_exit,
    locked,
    require_free,
    running_pid,
    say,
    start_detached,
    stop_process,
    wait_until,
)
from servers import REDIS_SIGN, run_redis

PACKAGES = [
    "addok==1.2.1",
    "addok-fr==1.0.1",
    "addok-france==1.1.3",
    "addok-csv==1.1.0",
    "gunicorn==23.0.0",
    "setuptools<81",
]
"""addok 1.3.2 answers 500 to `/search/csv/` with a filter column; 1.2.1 asks for pkg_resources."""

SETTINGS = """\
QUERY_PROCESSORS_PYPATHS = [
    "addok.helpers.text.check_query_length",
    "addok_france.extract_address",
    "addok_france.clean_query",
    "addok_france.remove_leading_zeros",
]
SEARCH_RESULT_PROCESSORS_PYPATHS = [
    "addok.helpers.results.match_housenumber",
    "addok_france.make_labels",
    "addok.helpers.results.score_by_importance",
    "addok.helpers.results.score_by_autocomplete_distance",
    "addok.helpers.results.score_by_ngram_distance",
    "addok.helpers.results.score_by_geo_distance",
    "addok.helpers.results.adjust_scores",
]
PROCESSORS_PYPATHS = [
    "addok.helpers.text.tokenize",
    "addok.helpers.text.normalize",
    "addok_france.glue_ordinal",
    "addok_france.fold_ordinal",
    "addok_france.flag_housenumber",
    "addok.helpers.text.synonymize",
    "addok_fr.phonemicize",
]
FILTERS = ["type", "postcode", "citycode"]
"""
SIGN = "addok.http.wsgi"


def port(instance: Instance) -> int:
    return instance.base + 4


def redis_port(instance: Instance) -> int:
    return instance.base + 5


def url(instance: Instance) -> str:
    return f"http://127.0.0.1:{port(instance)}"


def base(instance: Instance) -> Path:
    """The address base that it was loaded with: one JSON document a line."""
    return instance.run / "addok" / "addresses.ndjson"


def start(instance: Instance) -> str:
    """Start it if it does not run, its base loaded; the address it answers at."""
    python = environment("addok", PACKAGES)
    folder = instance.folder("addok")
    with locked(folder / "lock"):
        if run_redis(instance.folder("addok/redis"), redis_port(instance)):
            (folder / "loaded").unlink(missing_ok=True)
        settings = folder / "settings.py"
        settings.write_text(SETTINGS)
        variables = {
            **os.environ,
            "ADDOK_CONFIG_MODULE": str(settings),
            "REDIS_PORT": str(redis_port(instance)),
            "REDIS_HOST": "127.0.0.1",
        }
        _load(python, base(instance), variables)
        if running_pid(folder / "pid", SIGN) is None:
            require_free(port(instance))
            command = [str(python.parent / "gunicorn"), "addok.http.wsgi:application"]
            command += ["--bind", f"127.0.0.1:{port(instance)}", "--workers", "2", "--threads", "2"]
            start_detached(command, folder / "pid", folder / "log", variables)
        wait_until(lambda: answers(instance), "addok", 60, folder / "log")
    return url(instance)


def _load(python: Path, addresses: Path, variables: dict[str, str]) -> None:
    make_addresses.write(addresses)
    digest = hashlib.sha256(addresses.read_bytes()).hexdigest()
    stamp = addresses.parent / "loaded"
    if stamp.exists() and stamp.read_text() == digest:
        return
    addok = str(python.parent / "addok")
    for arguments in (["reset", "--force"], ["batch", str(addresses)], ["ngrams"]):
        done = subprocess.run(
            [addok, *arguments], env=variables, capture_output=True, text=True, check=False,
            cwd=addresses.parent,
        )  # fmt: skip
        if done.returncode:
            last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
            raise SetupError(f"addok {arguments[0]} failed:\n{last}")
    stamp.write_text(digest)


def answers(instance: Instance) -> bool:
    try:
        with urllib.request.urlopen(f"{url(instance)}/search/?q=mions", timeout=5) as answer:
            return answer.status == 200
    except (OSError, urllib.error.URLError):
        return False


def stop(instance: Instance) -> bool:
    folder = instance.run / "addok"
    ended = stop_process(folder / "pid", SIGN, "addok")
    return stop_process(folder / "redis" / "pid", REDIS_SIGN, "Redis of addok") or ended


def main(arguments: list[str]) -> int:
    parser = command_line("addok.py", __doc__)
    parser.add_argument("command", choices=("start", "stop", "status"))
    try:
        instance = Instance.from_environment()
        command = parser.parse_args(arguments).command
        if command == "start":
            say(f"addok answers at {start(instance)}")
        elif command == "stop":
            say("Stopped." if stop(instance) else "Nothing was running.")
        else:
            say(f"addok {'runs' if answers(instance) else 'is stopped'}")
    except SetupError as error:
        return explain_and_exit(error)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
