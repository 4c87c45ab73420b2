"""Tasks on files, each in one of a few processes with limits: a hostile file ends only its own.

Spawned, never forked: polars hangs in a forked child of a process that has used it.
"""

from __future__ import annotations

import importlib
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from typing import Any

PACKAGE = "ckanext.opendatacommunal.consolidating"
TASKS = ("look", "check")
"""Modules of this package; each has a function of its name."""

MEMORY_MB, SECONDS = 2048, 300
"""What one file may take; those of the site by default."""


@dataclass(frozen=True)
class Task:
    """`what`: one of `TASKS`; `key`: whose it is, for the caller."""

    what: str
    key: Any
    job: Mapping[str, Any]


@dataclass(frozen=True)
class Ended:
    """What a task gave, or why it ended: `too-long`, `too-large`, or `failed` (a defect of ours,
    `failure` is the class of the exception)."""

    result: Any = None
    reason: str | None = None
    failure: str = ""


OnEnd = Callable[[Task, Ended], Iterable[Task]]


def usable_cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """The processes; used in a `with`, at whose end they are gone, whatever happened."""

    def __init__(self, memory_mb: int = MEMORY_MB, seconds: int = SECONDS) -> None:
        self.memory_mb, self.seconds = memory_mb, seconds
        self.most = usable_cores()
        self.idle: list[_Worker] = []
        self.busy: dict[Any, _Worker] = {}

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_how: object) -> None:
        for worker in (*self.idle, *self.busy.values()):
            worker.kill()

    def run(self, tasks: Iterable[Task], on_end: OnEnd) -> None:
        """Each task, and each that `on_end` gives for one that has ended, until none is left."""
        waiting = deque(tasks)
        while waiting or self.busy:
            while waiting and len(self.busy) < self.most:
                worker = self.idle.pop() if self.idle else _Worker(self.memory_mb)
                worker.begin(waiting.popleft(), self.seconds)
                self.busy[worker.connection] = worker
            for worker in self._ready():
                del self.busy[worker.connection]
                task, ended = worker.end()
                if ended.reason is None:
                    self.idle.append(worker)
                else:
                    worker.kill()
                waiting.extend(on_end(task, ended))

    def _ready(self) -> list[_Worker]:
        soonest = min(worker.deadline for worker in self.busy.values())
        heard = wait(list(self.busy), timeout=max(0.0, soonest - time.monotonic()))
        late = [w for w in self.busy.values() if w.deadline <= time.monotonic()]
        return [self.busy[each] for each in heard] or late


class _Worker:
    """One process and its end of the pipe."""

    def __init__(self, memory_mb: int) -> None:
        context = multiprocessing.get_context("spawn")
        self.connection, other = context.Pipe()
        self.process = context.Process(target=_serve, args=(other, memory_mb), daemon=True)
        self.process.start()
        other.close()
        self.task: Task | None = None
        self.deadline = 0.0

    def begin(self, task: Task, seconds: int) -> None:
        self.task, self.deadline = task, time.monotonic() + seconds
        with suppress(OSError):  # a process that is gone is found out when its answer is awaited
            self.connection.send((task.what, dict(task.job)))

    def end(self) -> tuple[Task, Ended]:
        assert self.task is not None  # noqa: S101 - only a busy worker ends
        if not self.connection.poll():
            return self.task, Ended(reason="too-long")
        try:
            return self.task, Ended(*self.connection.recv())
        except (EOFError, OSError):
            # A signal: the kernel, or polars, which aborts when it is given no memory.
            return self.task, Ended(reason="too-large")

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.connection.close()


def _serve(connection: Connection, memory_mb: int) -> None:
    """The life of a process: set the limits, then one task after the other."""
    _confine(memory_mb)
    while True:
        try:
            what, job = connection.recv()
        except (EOFError, OSError):  # whoever asked is gone
            return
        try:
            task = getattr(importlib.import_module(f"{PACKAGE}.{what}"), what)
            connection.send((task(job), None, ""))
        except MemoryError:
            connection.send((None, "too-large", ""))
        except BaseException as error:  # noqa: BLE001 - even what a library calls a panic
            connection.send((None, "failed", type(error).__name__))


def _confine(memory_mb: int) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that asked ends this one
    # One process a core: each keeps to its own.
    os.environ["POLARS_MAX_THREADS"] = "1"
    # What a library says when it breaks may quote cells, and would spoil the progress bar.
    silent = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silent, 1)
    os.dup2(silent, 2)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 - there is none on Windows

        limit = memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
