"""The files of a gabarit's folder, read; a mistake is told with the file it is in."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

SHIPPED = Path(str(files("ckanext.opendatacommunal.schemas")))
BLOCKS = SHIPPED / "blocs.yaml"
"""What gabarits have in common: by role, and the internal columns any of them may take."""


class GabaritError(Exception):
    """A folder that cannot be used as a gabarit; the text says which file and what is wrong."""


def read_json(path: Path) -> dict[str, Any]:
    """A mapping. Raises `GabaritError`."""
    return _read(path, json.loads)


def read_yaml(path: Path) -> dict[str, Any]:
    """A mapping. Raises `GabaritError`."""
    return _read(path, _yaml)


def _read(path: Path, parse: Any) -> dict[str, Any]:
    try:
        content = parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise GabaritError(f"{path.parent.name}/{path.name}: {error}") from error
    if not isinstance(content, dict):
        raise GabaritError(f"{path.parent.name}/{path.name}: a mapping is expected")
    return content


def _yaml(text: str) -> Any:
    """By libyaml: the command reads every gabarit each time it starts."""
    return yaml.load(text, yaml.CSafeLoader)
