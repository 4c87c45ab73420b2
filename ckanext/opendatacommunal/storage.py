"""The files of the dépôts, in CKAN's storage and never public: raw files, reports, rows.

The storage is the one named `opendatacommunal` among `ckan.files.storage.…`; where the operator
declares none, a folder `opendatacommunal` inside the default storage, else inside
`ckan.storage_path`.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timezone
from itertools import chain
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from file_keeper import Capability, make_storage

import ckan.plugins.toolkit as tk
from ckan.config.declaration.load import config_tree
from ckan.lib import files

from ckanext.opendatacommunal.model.columns import storable

NAME = "opendatacommunal"
CHUNK = 1 << 20
KEPT_IN_MEMORY = 4 << 20
OCTETS = "application/octet-stream"
RAW = re.compile(r"(?P<day>\d{4}-\d\d-\d\d)/(?P<identifier>[^/]+)/fichier")


class TooLarge(Exception):
    """The file handed in exceeds the limit."""


class Missing(Exception):
    """The file is not, or no longer, in the storage."""


@dataclass(frozen=True)
class Stored:
    """A raw file as received: `size` in bytes."""

    location: str
    sha256: str
    size: int


def receive(stream: IO[bytes], identifier: str, limit: int) -> Stored:
    """Keep what `stream` gives, byte for byte. Raises `TooLarge` past `limit` bytes.

    `identifier`: of the dépôt. The day is in the location: few storages can tell when a file came.
    """
    digest, size = hashlib.sha256(), 0
    with SpooledTemporaryFile(KEPT_IN_MEMORY) as received:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > limit:
                raise TooLarge
            digest.update(chunk)
            received.write(chunk)
        location = _put(received, size, f"{_today()}/{identifier}/fichier")
    return Stored(location, digest.hexdigest(), size)


def store(path: Path, location: str) -> str:
    """Keep a compressed copy of the file at `path`; give back where it is."""
    with SpooledTemporaryFile(KEPT_IN_MEMORY) as packed:
        # No name and no time inside: same file, same bytes.
        with path.open("rb") as source, gzip.GzipFile("", "wb", 6, packed, mtime=0) as archive:
            shutil.copyfileobj(source, archive, CHUNK)
        return _put(packed, packed.tell(), f"{location}.gz")


def fetch(location: str, path: Path) -> None:
    """Write the stored file to `path`, unpacked. Raises `Missing`."""
    with path.open("wb") as target:
        for chunk in chunks(location):
            target.write(chunk)


def chunks(location: str) -> Iterator[bytes]:
    """The stored file piece by piece, unpacked. Raises `Missing` at once, not at the first one."""
    pieces = _pieces(location)
    return chain([next(pieces, b"")], pieces)


def _pieces(location: str) -> Iterator[bytes]:
    with _open(location) as source:
        while chunk := source.read(CHUNK):
            yield chunk


def lines(location: str) -> Iterator[Any]:
    """The records of a stored JSON Lines file."""
    with _open(location) as source:
        for line in source:
            if line.strip():
                record = json.loads(line)
                yield storable(record) if b"\\u0000" in line else record


def load_json(location: str) -> Any:
    with _open(location) as source:
        return json.load(source)


def raw_files(before: date) -> Iterator[tuple[str, str]]:
    """(identifier of the dépôt, location) of the raw files received before that day, in UTC."""
    storage = _storage()
    if not storage.supports(Capability.SCAN):
        return
    for location in storage.scan():
        found = RAW.fullmatch(location)
        if found and found["day"] < before.isoformat():
            yield found["identifier"], location


def _today() -> date:
    return datetime.now(timezone.utc).date()


def remove(location: str) -> None:
    """Delete the file; nothing happens if it is gone."""
    storage = _storage()
    data = files.FileData(files.Location(location))
    if storage.exists(data):
        storage.remove(data)


def _put(content: IO[bytes], size: int, location: str) -> str:
    content.seek(0)
    upload = files.Upload(content, os.path.basename(location), size, OCTETS)  # type: ignore
    return str(_storage().upload(files.Location(location), upload).location)


@contextmanager
def _open(location: str) -> Iterator[IO[bytes]]:
    storage = _storage()
    data = files.FileData(files.Location(location))
    if not storage.exists(data):
        raise Missing(location)
    with SpooledTemporaryFile(KEPT_IN_MEMORY) as local:
        for chunk in storage.stream(data):
            local.write(chunk)
        local.seek(0)
        if location.endswith(".gz"):
            with gzip.GzipFile(fileobj=local, mode="rb") as unpacked:
                yield unpacked  # type: ignore
        else:
            yield local


def _storage() -> Any:
    """Made again at each start of CKAN; `files.storages` holds it meanwhile."""
    found = files.storages.get(NAME)
    if found is None:
        found = _make()
        files.storages.register(NAME, found)
    return found


def _make() -> Any:
    declared = config_tree(tk.config, prefix=files.STORAGE_PREFIX, depth=-1)
    default = declared.get(tk.config["ckan.files.default_storages.default"])
    base = dict(default) if default else {"type": "ckan:fs", "path": tk.config["ckan.storage_path"]}
    settings = {
        **base,
        "name": NAME,
        "path": os.path.join(base.get("path") or "", NAME),
        "initialize": True,
        "overwrite_existing": True,
        "public": False,
        "supported_types": [],
        "max_size": -1,
    }
    return make_storage(NAME, settings)
