"""Environments of other programs, a folder each: they want other libraries than ours."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

from instance import SHARED, SetupError, locked, say


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
