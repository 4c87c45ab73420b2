"""Where one instance of the servers lives: its run folder, its ports, and how to wait for it.

Two environment variables choose the instance, so that a demo, the tests and several developers can
run side by side on one machine:

* ``OPENDATACOMMUNAL_RUN``    run folder (default: ``.run`` at the top of the checkout)
* ``OPENDATACOMMUNAL_PORTS``  port base (default: 5600): site +0, PostgreSQL +1, Redis +2, Solr +3
"""

from __future__ import annotations

import argparse
import fcntl
import hashlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
SHARED = CHECKOUT / ".run"
"""What all instances of a checkout share: Solr's libraries, npm parts, stamps of the Makefile."""


class SetupError(Exception):
    """Something is missing or did not start; the message says what to do."""


@dataclass(frozen=True)
class Instance:
    """One PostgreSQL, one Redis and one Solr on 127.0.0.1, under ``run``, from port ``base`` up.

    ``lasting``: whether Solr's index is there again after a stop. Else it is in memory where the
    machine has a place for that: no change of a dataset waits for the disk.
    """

    run: Path
    base: int
    lasting: bool = True

    @classmethod
    def from_environment(cls) -> Instance:
        run = Path(os.environ.get("OPENDATACOMMUNAL_RUN") or CHECKOUT / ".run").resolve()
        base = os.environ.get("OPENDATACOMMUNAL_PORTS") or "5600"
        if not base.isdigit() or not 1024 <= int(base) <= 65500:
            raise SetupError(f"OPENDATACOMMUNAL_PORTS={base}: a port number from 1024 to 65500.")
        return cls(run, int(base))

    @property
    def site_port(self) -> int:
        return self.base

    @property
    def postgres_port(self) -> int:
        return self.base + 1

    @property
    def redis_port(self) -> int:
        return self.base + 2

    @property
    def solr_port(self) -> int:
        return self.base + 3

    @property
    def solr_url(self) -> str:
        return f"http://127.0.0.1:{self.solr_port}/solr/ckan"

    def redis_url(self, number: int) -> str:
        return f"redis://127.0.0.1:{self.redis_port}/{number}"

    def postgres_url(self, user: str, database: str) -> str:
        # The servers trust 127.0.0.1: the password is only there because CKAN's parsers expect one.
        return f"postgresql://{user}:{user}@127.0.0.1:{self.postgres_port}/{database}"

    def folder(self, name: str) -> Path:
        path = self.run / name
        path.mkdir(parents=True, exist_ok=True)
        return path

    @property
    def key(self) -> str:
        """Short name of the run folder, for what has to live outside of it."""
        return hashlib.sha256(str(self.run).encode()).hexdigest()[:10]


def say(sentence: str) -> None:
    print(sentence, flush=True)


def command_line(program: str, description: str | None) -> argparse.ArgumentParser:
    """A parser whose help is the module's own text."""
    plain = argparse.RawDescriptionHelpFormatter
    return argparse.ArgumentParser(program, description=description, formatter_class=plain)


def explain_and_exit(error: Exception) -> int:
    print(f"\n{error}", file=sys.stderr, flush=True)
    return 1


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold an exclusive lock on ``path`` (made if need be), across processes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def require(*commands: str) -> None:
    missing = [command for command in commands if not shutil.which(command)]
    if missing:
        raise SetupError(
            f"Missing: {', '.join(missing)}. Run `make system` first: it says what to install."
        )


def run_command(command: list[str], failure: str, *, stdin: str = "", folder: str = "/") -> str:
    """Run to its end, give back standard output; on failure raise with its last lines."""
    # In "/" unless told: another user (postgres) may not be allowed to enter the caller's folder.
    done = subprocess.run(
        command, text=True, capture_output=True, check=False, cwd=folder, input=stdin
    )
    if done.returncode:
        last = "\n".join((done.stdout + done.stderr).strip().splitlines()[-15:])
        raise SetupError(f"{failure}\n  command: {' '.join(command)}\n{last}")
    return done.stdout


def wait_until(
    ready: Callable[[], bool], what: str, seconds: float, log: Path | None = None
) -> None:
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            raise SetupError(f"{what}: no answer after {seconds:.0f} s.{tail(log)}")
        time.sleep(0.1)


def require_free(port: int) -> None:
    """Else we would talk to the server of somebody else without knowing."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            raise SetupError(
                f"Port {port} is taken by another program. Choose other ports, for example:\n"
                "    OPENDATACOMMUNAL_PORTS=5800 make demo"
            ) from None


def tail(log: Path | None) -> str:
    if log is None or not log.exists():
        return ""
    lines = log.read_text(errors="replace").splitlines()[-15:]
    return f" End of {log}:\n" + "\n".join(lines)


def running_pid(pid_file: Path, sign: str) -> int | None:
    """The process of ``pid_file`` if it lives and its command line holds ``sign``, else None.

    The sign guards against a process number that the machine has since given to someone else.
    """
    try:
        pid = int(pid_file.read_text().split()[0])
        command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace").replace("\0", " ")
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, ValueError, IndexError):
        return None
    return pid if sign in command and state != "Z" else None


def start_detached(
    command: list[str], pid_file: Path, log: Path, environment: dict[str, str] | None = None
) -> int:
    """Start a server that outlives this command, its output in ``log``."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=pid_file.parent,
            env=environment,
        )
    pid_file.write_text(f"{process.pid}\n")
    return process.pid


def stop_process(pid_file: Path, sign: str, what: str, seconds: float = 20) -> bool:
    """Ask to end, wait, then insist. True if something was running."""
    pid = running_pid(pid_file, sign)
    if pid is None:
        pid_file.unlink(missing_ok=True)
        return False
    os.kill(pid, signal.SIGTERM)
    try:
        wait_until(lambda: running_pid(pid_file, sign) is None, what, seconds)
    except SetupError:
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: running_pid(pid_file, sign) is None, what, 10)
    pid_file.unlink(missing_ok=True)
    return True
