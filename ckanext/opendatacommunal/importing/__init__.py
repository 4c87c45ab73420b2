"""Make the folder of a gabarit from a Table Schema: the national registry's, or any other.

The schema is kept byte for byte. The rest is a start that works: kinds, parts, synonyms and an
example are guessed, and the folder passes `opendatacommunal gabarit lint`. Needs no CKAN.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.gabarits.assembling import assemble
from ckanext.opendatacommunal.importing.described import described
from ckanext.opendatacommunal.importing.example import example_file
from ckanext.opendatacommunal.importing.written import gabarit_yaml, sheet_yaml
from ckanext.opendatacommunal.linting import NOT_SLUGS, SLUG
from ckanext.opendatacommunal.pipeline.errors import UsageError
from ckanext.opendatacommunal.pipeline.judging.descriptor import read_schema

__all__ = ["make_folder", "slug_of"]


def make_folder(
    source: Path, target: Path, *, title: str | None = None, today: str | None = None
) -> Path:
    """Write the folder `target`, whose name is the slug, from the Table Schema at `source`.

    `title`: instead of the schema's own. `today`: day of the first version, ISO. Raises
    `UsageError` (`bad-json`, `bad-schema`, `bad-slug`, `folder-there`).
    """
    if not SLUG.fullmatch(target.name) or target.name in NOT_SLUGS:
        raise UsageError("bad-slug", slug=target.name)
    if target.exists():
        raise UsageError("folder-there", name=str(target))
    schema = read_schema(source)
    kept = _bytes_of(source, schema)
    ours = described(json.loads(kept), target.name, title=title)
    target.mkdir(parents=True)
    (target / "schema.json").write_bytes(kept)
    (target / "gabarit.yaml").write_text(gabarit_yaml(ours), encoding="utf-8")
    (target / "dataset.yaml").write_text(sheet_yaml(ours, schema), encoding="utf-8")
    example = example_file(assemble(target, json.loads(kept), ours))
    if example:
        (target / "exemples").mkdir()
        (target / "exemples" / "valide.csv").write_bytes(example)
    return target


def slug_of(schema: Mapping[str, Any], name: str) -> str:
    """A slug out of the schema's name, else of the name of its file."""
    text = str(schema.get("name") or Path(name).stem)
    bare = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"[a-z0-9]+", "".join(c for c in bare if not unicodedata.combining(c)))
    return "-".join(word for word in words if word != "schema") or "gabarit"


def _bytes_of(source: Path, schema: Mapping[str, Any]) -> bytes:
    """The file itself where it is JSON; a schema in YAML is written as JSON."""
    if source.suffix.lower() in (".yml", ".yaml"):
        return (json.dumps(schema, ensure_ascii=False, indent=2) + "\n").encode()
    return source.read_bytes()
