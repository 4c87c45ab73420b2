"""A command that is stopped in the middle leaves what was there before, or the whole new file."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from .parks import HEADER, MIONS, ROW_OF

OLD = "what was there before\n"

WRITE_MUCH = """
import sys
from ckanext.opendatacommunal.shell import output
output.write(sys.argv[1], "0123456789" * 10_000_000)
"""

CHECK = "from ckanext.opendatacommunal.shell import main; main()"


def stopped(
    arguments: list[str], folder: Path, when: Callable[[], bool], how: signal.Signals
) -> tuple[int, str]:
    """(exit status, standard error) of a Python that gets the signal `how` when it is time."""
    process = subprocess.Popen(
        [sys.executable, "-c", *arguments], cwd=folder, stderr=subprocess.PIPE, text=True
    )
    while process.poll() is None and not when():
        time.sleep(0.001)
    process.send_signal(how)
    _out, errors = process.communicate(timeout=60)
    return process.returncode, errors


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_stopped_while_it_writes(tmp_path: Path, how: signal.Signals) -> None:
    target = tmp_path / "out.csv"
    target.write_text(OLD)
    status, _errors = stopped(
        [WRITE_MUCH, target.name], tmp_path, lambda: any(tmp_path.glob(".out.csv.*")), how
    )
    assert status != 0
    assert target.read_text() == OLD
    if how == signal.SIGINT:
        assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
@pytest.mark.parametrize("seconds", [0.5, 1.1])
def test_stopped_while_it_checks(tmp_path: Path, how: signal.Signals, seconds: float) -> None:
    rows = (ROW_OF.format(nom=f"Parc {number}") for number in range(20_000))
    (tmp_path / "parcs.csv").write_text("\n".join((HEADER, *rows)), encoding="utf-8")
    target = tmp_path / "out.csv"
    target.write_text(OLD)
    end = time.monotonic() + seconds
    arguments = [CHECK, "check", "parcs.csv", "--gabarit", "parcs-jardins", "--commune", MIONS]
    status, errors = stopped(
        [*arguments, "--out", target.name, "--json", "report.json"],
        tmp_path,
        lambda: time.monotonic() > end,
        how,
    )
    lines = target.read_text(encoding="utf-8").splitlines()
    assert lines == [OLD.strip()] or len(lines) == 20_001
    if status == 2:
        assert len(errors.splitlines()) <= 3
        assert "Traceback" not in errors
