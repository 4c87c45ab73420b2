"""Start, stop and look at the servers of the demo and the tests: PostgreSQL, Redis, Solr.

python dev/servers.py start | stop | status | remove | databases NAME

All of it lives in one run folder on ports of its own (see instance.py); the servers of the host are
left alone. `start` again is harmless and quick.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import postgres
import solr
from instance import (
    Instance,
    SetupError,
    command_line,
    explain_and_exit,
    locked,
    require,
    require_free,
    running_pid,
    say,
    start_detached,
    stop_process,
    wait_until,
)

REDIS_SIGN = "redis-server"


def start_redis(instance: Instance) -> None:
    run_redis(instance.folder("redis"), instance.redis_port)


def run_redis(folder: Path, port: int) -> bool:
    """A Redis that keeps nothing once stopped; True if it was not running yet."""
    require("redis-server", "redis-cli")
    started = running_pid(folder / "pid", REDIS_SIGN) is None
    if started:
        require_free(port)
        command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1"]
        command += ["--save", "", "--dir", str(folder)]
        start_detached(command, folder / "pid", folder / "log")
    wait_until(lambda: redis_answers(port), "Redis", 30, folder / "log")
    return started


def redis_answers(port: int) -> bool:
    command = ["redis-cli", "-p", str(port), "ping"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return answer.strip() == "PONG"


def redis_runs(instance: Instance) -> bool:
    """Ours, not another program that answers on the port."""
    ours = running_pid(instance.run / "redis" / "pid", REDIS_SIGN) is not None
    return ours and redis_answers(instance.redis_port)


def stop_redis(instance: Instance) -> bool:
    return stop_process(instance.run / "redis" / "pid", REDIS_SIGN, "Redis")


STARTS = {"PostgreSQL": postgres.start, "Redis": start_redis, "Solr": solr.start}
STOPS = {"PostgreSQL": postgres.stop, "Redis": stop_redis, "Solr": solr.stop}
ALIVE = {"PostgreSQL": postgres.runs, "Redis": redis_runs, "Solr": solr.runs}


def start(instance: Instance) -> None:
    instance.run.mkdir(parents=True, exist_ok=True)
    with locked(instance.run / "servers.lock"), ThreadPoolExecutor() as together:
        for outcome in [together.submit(begin, instance) for begin in STARTS.values()]:
            outcome.result()


def stop(instance: Instance) -> list[str]:
    if not instance.run.exists():
        return []
    with locked(instance.run / "servers.lock"), ThreadPoolExecutor() as together:
        outcomes = {name: together.submit(end, instance) for name, end in STOPS.items()}
        return [name for name, outcome in outcomes.items() if outcome.result()]


def status(instance: Instance) -> int:
    """Print one line a server; 0 if all run."""
    ports = (instance.postgres_port, instance.redis_port, instance.solr_port)
    alive = [check(instance) for check in ALIVE.values()]
    for name, port, running in zip(ALIVE, ports, alive, strict=True):
        say(f"{name:<11} 127.0.0.1:{port}  {'runs' if running else 'stopped'}")
    return 0 if all(alive) else 1


def remove(instance: Instance) -> None:
    """Stop, then delete all data of the instance (the libraries shared by the checkout stay)."""
    stop(instance)
    postgres.remove(instance)
    for name in ("redis", "solr", "postgres", "sites", "servers.lock"):
        path = instance.run / name
        shutil.rmtree(path, ignore_errors=True) if path.is_dir() else path.unlink(missing_ok=True)


def main(arguments: list[str]) -> int:
    parser = command_line("servers.py", __doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("start", "stop", "status", "remove"):
        commands.add_parser(name)
    commands.add_parser("databases").add_argument("name")
    options = parser.parse_args(arguments)
    try:
        instance = Instance.from_environment()
        if options.command == "start":
            start(instance)
        elif options.command == "stop":
            stopped = stop(instance)
            say(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
        elif options.command == "remove":
            remove(instance)
        elif options.command == "databases":
            postgres.create_databases(instance, options.name)
        return status(instance) if options.command in ("start", "status") else 0
    except SetupError as error:
        return explain_and_exit(error)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
