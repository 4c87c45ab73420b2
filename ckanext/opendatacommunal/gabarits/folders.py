"""Find the folders that hold a gabarit, and load them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.gabarits.assembling import assemble
from ckanext.opendatacommunal.gabarits.files import SHIPPED, GabaritError, read_json, read_yaml
from ckanext.opendatacommunal.gabarits.gabarit import Gabarit
from ckanext.opendatacommunal.gabarits.keys import FIELD, GABARIT, allowed


def folders(dirs: Iterable[str | Path] = ()) -> Iterator[Path]:
    """Folders that hold a gabarit: those of `dirs`, then the shipped ones; a slug comes once."""
    seen: set[str] = set()
    for base in (*map(Path, dirs), SHIPPED):
        if not base.is_dir():
            raise GabaritError(f"{base}: no such folder")
        for folder in sorted(path for path in base.iterdir() if (path / "gabarit.yaml").is_file()):
            if folder.name not in seen:
                seen.add(folder.name)
                yield folder


def load_all(dirs: Iterable[str | Path] = ()) -> dict[str, Gabarit]:
    """Every gabarit by slug, in alphabetical order. Raises `GabaritError`."""
    found = {folder.name: load(folder) for folder in folders(dirs)}
    return dict(sorted(found.items()))


def load_deposited(dirs: Iterable[str | Path] = ()) -> dict[str, Gabarit]:
    """Those that files are made for."""
    return {slug: each for slug, each in load_all(dirs).items() if each.kind == "deposit"}


def find(slug: str, dirs: Iterable[str | Path] = ()) -> Gabarit | None:
    """The gabarit of that slug, or None. Reads that folder only."""
    for folder in folders(dirs):
        if folder.name == slug:
            return load(folder)
    return None


@lru_cache(maxsize=256)
def load(folder: Path) -> Gabarit:
    """Read one folder. Raises `GabaritError` naming the file and the key that is wrong."""
    ours = read_yaml(folder / "gabarit.yaml")
    relayed = ours.get("kind") == "relay" and not (folder / "schema.json").exists()
    schema = {"fields": []} if relayed else read_json(folder / "schema.json")
    _check_keys(folder, ours)
    try:
        return assemble(folder, schema, ours)
    except KeyError as missing:
        raise GabaritError(f"{folder.name}/gabarit.yaml: {missing} is missing") from missing


def _check_keys(folder: Path, ours: dict[str, Any]) -> None:
    """A key that nothing reads would be left out in silence; `gabarit lint` tells all mistakes."""
    fields = ours.get("fields")
    described = fields.values() if isinstance(fields, dict) else ()
    told = {name for each in described if isinstance(each, dict) for name in each}
    unknown = [*(ours.keys() - allowed(GABARIT)), *(told - allowed(FIELD).keys())]
    if unknown:
        names = ", ".join(sorted(map(str, unknown)))
        raise GabaritError(f"{folder.name}/gabarit.yaml: unknown key: {names}")
