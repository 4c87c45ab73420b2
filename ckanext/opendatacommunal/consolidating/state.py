"""What a run leaves to the next one, in `etat.json`: what each file was, what became of it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.gabarits import Gabarit

FILE_NAME = "etat.json"
SHAPE = 1
"""Of this file: one of another shape is not read, and all is looked at again."""


@dataclass
class State:
    """`basis`: fingerprint of the gabarit, the EPCI and our version. `looks`: file → {sha256,
    look}. `sources`: producer → source → {file, sha256, inputs, keys, summary}. `returns`:
    fingerprints of the return sheets whose answers are taken. `last`: what the last run came to,
    and of what."""

    basis: str
    looks: dict[str, dict[str, Any]] = field(default_factory=dict)
    sources: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    returns: list[str] = field(default_factory=list)
    last: dict[str, Any] = field(default_factory=dict)

    def look_of(self, name: str, sha256: str) -> dict[str, Any] | None:
        known = self.looks.get(name)
        return known["look"] if known and known["sha256"] == sha256 else None

    @property
    def content(self) -> bytes:
        return (json.dumps({"shape": SHAPE, **vars(self)}, sort_keys=True) + "\n").encode()


def load(report_dir: Path, basis: str) -> State:
    """The state left there; of another basis, only what does not depend on it."""
    try:
        known = json.loads((report_dir / FILE_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return State(basis)
    if not isinstance(known, dict) or known.pop("shape", None) != SHAPE:
        return State(basis)
    if known["basis"] != basis:
        known = {**known, "basis": basis, "looks": {}, "last": {}}
    return State(**known)


@lru_cache(maxsize=1)
def _version() -> str:
    return version("ckanext-opendatacommunal")


def basis_of(gabarit: Gabarit, epci: str, language: str) -> str:
    # As it was loaded: several files make a gabarit. Not where it lies.
    return digest(repr(replace(gabarit, folder=Path())), epci, language, _version())


def digest(*parts: object) -> str:
    """Fingerprint of bytes, texts and plain data."""
    made = hashlib.sha256()
    for part in parts:
        if not isinstance(part, bytes):
            part = json.dumps(part, sort_keys=True, ensure_ascii=False).encode()  # noqa: PLW2901
        made.update(hashlib.sha256(part).digest())
    return made.hexdigest()


def load_json(path: Path) -> dict[str, Any] | None:
    """A JSON object that a person may have edited; {} when there is none, None when it is wrong."""
    try:
        found = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def as_json(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()
