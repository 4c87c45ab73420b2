"""Run the command `opendatacommunal` in a process of its own, with limits on memory and time.

A hostile or huge file can end that process only. It is spawned, never forked (polars hangs in a
forked child of a process that has used it), in an empty folder of its own, without our environment.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from ckanext.opendatacommunal.confined_child import DEFECT

# -I: neither the folder of the file handed in nor PYTHON… variables can bring code in.
PYTHON = (sys.executable, "-I", "-X", "utf8")
CHILD = "ckanext.opendatacommunal.confined_child"
SENTENCE = 2000
"""Longest message of the process that is passed on, in characters."""


class Stopped(Exception):
    """The process was ended: `reason` is `too-long`, `too-large` or `failed` (a defect of ours).

    `status`: its exit status, None when we killed it; `failure`: class of the exception, if known.
    """

    def __init__(self, reason: str, status: int | None = None, failure: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.status = status
        self.failure = failure


class Refused(Exception):
    """The command says in one sentence why it cannot do this (exit status 2)."""


@dataclass(frozen=True)
class Limits:
    memory_mb: int
    seconds: int


def run(
    arguments: Sequence[str], folder: Path, limits: Limits, more: Mapping[str, str] | None = None
) -> bytes:
    """Run the command in `folder`; give back what it wrote on its output.

    `more`: variables of its environment beside those it always has.
    Exit status 0 and 1 are both verdicts. Raises `Refused` with the sentence of the command,
    `Stopped` when a limit or a defect ended it.
    """
    process = subprocess.Popen(
        [*_command(limits), *arguments],
        cwd=folder,
        env={**_environment(folder), **(more or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        output, errors = process.communicate(timeout=limits.seconds)
    except subprocess.TimeoutExpired:
        _end(process)
        raise Stopped("too-long") from None
    except BaseException:
        _end(process)
        raise
    return _outcome(process.returncode, output, errors)


def _command(limits: Limits) -> list[str]:
    memory = limits.memory_mb * 1024 * 1024
    return [*PYTHON, "-m", CHILD, str(memory), str(limits.seconds)]


def _outcome(status: int, output: bytes, errors: bytes) -> bytes:
    if status in (0, 1) and output is not None and b"Traceback" not in errors:
        return output
    if status == -signal.SIGXCPU:
        raise Stopped("too-long", status)
    sentence = errors.decode("utf-8", "replace").strip()
    if status == 2 and sentence:
        raise Refused(sentence[-SENTENCE:])
    failure = _class_of(sentence) if status == DEFECT else None
    # A signal: the kernel, or polars, which aborts when it is given no memory.
    too_large = status < 0 or failure == "MemoryError"
    raise Stopped("too-large" if too_large else "failed", status, failure)


def _class_of(errors: str) -> str | None:
    """What the confined process says last; nothing else may leave it, for it may quote cells."""
    last = errors.splitlines()[-1] if errors else ""
    return last if re.fullmatch(r"\w{1,100}", last, re.ASCII) else None


def _end(process: subprocess.Popen[bytes]) -> None:
    """Kill the process and all it started."""
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _environment(folder: Path) -> dict[str, str]:
    """No secret of the site reaches the process; polars does not take every core."""
    return {
        "PATH": os.defpath,
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "POLARS_MAX_THREADS": "2",
    }
