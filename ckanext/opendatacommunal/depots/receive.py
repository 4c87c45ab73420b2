"""Keep the file handed in (law 1)."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.model.types import make_uuid

from ckanext.opendatacommunal import config, storage
from ckanext.opendatacommunal.model import Depot

NAME_BYTES = 200
"""Longest name kept, in UTF-8: no file system takes more than 255."""


def receive(upload: Any, user_id: str | None) -> Depot:
    """A new dépôt that holds the uploaded file, unchanged. Raises `ValidationError`.

    `upload`: what a form or the API sends (an object with `filename` and a binary `stream`).
    """
    stream, name = getattr(upload, "stream", None), getattr(upload, "filename", None)
    if stream is None or not name:
        raise tk.ValidationError({"upload": [tk._("Choose the file to deposit.")]})
    identifier = make_uuid()
    try:
        stored = storage.receive(stream, identifier, config.max_bytes())
    except storage.TooLarge:
        raise tk.ValidationError({"upload": [_too_large()]}) from None
    if stored.size == 0:
        storage.remove(stored.location)
        raise tk.ValidationError({"upload": [tk._("This file is empty. Choose another one.")]})
    depot = Depot(
        id=identifier,
        file_name=safe_name(name),
        sha256=stored.sha256,
        size=stored.size,
        created_by=user_id,
        files={"fichier": stored.location},
        answers={},
        counts={},
        head={},
    )
    model.Session.add(depot)
    return depot


def safe_name(name: str) -> str:
    """The name of the file without the folders and signs that could mean something to a system."""
    last = re.split(r"[\\/]", name)[-1]
    # Control signs, and half signs of UTF-16, which nothing can store.
    clean = re.sub(r"[\x00-\x1f\x7f\ud800-\udfff]", "", last).strip().lstrip("-")
    if not clean.strip("."):
        return "fichier"
    stem, dot, suffix = clean.rpartition(".")
    if not dot or not stem:
        return _cut(clean, NAME_BYTES)
    suffix = suffix[:10]
    return f"{_cut(stem, NAME_BYTES - len(suffix.encode()))}.{suffix}"


def _cut(text: str, size: int) -> str:
    """Its first signs, `size` bytes of UTF-8 at most."""
    return text.encode()[:size].decode(errors="ignore")


def _too_large() -> str:
    megabytes = config.max_bytes() // 1_000_000
    return tk._(
        "This file is larger than {limit} MB. Keep only the sheet that holds the table, without "
        "pictures, then deposit it again."
    ).format(limit=megabytes)
