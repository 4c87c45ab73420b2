"""Fingerprints of rows, by which two files are seen to hold the same ones."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from ckanext.opendatacommunal.consolidating.versions import MOST_KEYS
from ckanext.opendatacommunal.gabarits import Gabarit


def fingerprint(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def keys_of(rows: Iterable[Mapping[str, Any]], gabarit: Gabarit) -> list[str]:
    """What names each row: its natural key, else its identifier, else its cells; sorted, and no
    more than `MOST_KEYS`."""
    identifier = gabarit.role("identifier") or ""
    found = set()
    for row in rows:
        key = _natural_key()(row, gabarit) or row.get(identifier)
        if not key:
            key = "|".join(str(cell) for cell in row.values() if cell)
        found.add(fingerprint(f"{key}|{gabarit.period_of(row)}")[:12])
    return sorted(found)[:MOST_KEYS]


@lru_cache(maxsize=1)
def _natural_key() -> Any:
    """Loaded when a row comes: a run where nothing changed reads none, and needs no polars."""
    from ckanext.opendatacommunal.pipeline.identity.natural_keys import natural_key  # noqa: PLC0415

    return natural_key
