"""Keep the file handed in (law 1)."""

from __future__ import annotations

import re
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.model.types import make_uuid

from ckanext.opendatacommunal import config, storage
from ckanext.opendatacommunal.model import Depot

NAME_LENGTH = 150


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
    clean = re.sub(r"[\x00-\x1f\x7f]", "", last).strip().lstrip("-")
    stem, dot, suffix = clean.rpartition(".")
    if not dot or not stem:
        return (clean or "fichier")[:NAME_LENGTH]
    return f"{stem[:NAME_LENGTH]}.{suffix[:10]}"


def _too_large() -> str:
    megabytes = config.max_bytes() // 1_000_000
    return tk._(
        "This file is larger than {limit} MB. Keep only the sheet that holds the table, without "
        "pictures, then deposit it again."
    ).format(limit=megabytes)
