"""Which version of a gabarit published rows were checked with, and the schema that says so."""

from __future__ import annotations

from collections.abc import Sequence

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.gabarits.changes import numbers


def version_of(gabarit: Gabarit, versions: Sequence[str]) -> str:
    """The newest version that rows were checked with; the present one where none is said."""
    return max(versions, key=numbers) if versions else gabarit.version


def schemas_of(gabarit: Gabarit, versions: Sequence[str], site_url: str) -> list[str]:
    """What `dct:conformsTo` names: the schema of each of these versions, the newest first."""
    ordered = sorted(versions or (gabarit.version,), key=numbers, reverse=True)
    found = (_schema_url(gabarit, site_url, version) for version in ordered)
    return list(dict.fromkeys(url for url in found if url))


def _schema_url(gabarit: Gabarit, site_url: str, version: str) -> str | None:
    """The national schema, else the one served here; None where its schema was not kept."""
    schema = gabarit.schema_of(version)
    if schema is None:
        return None
    national = str(schema.get("path", ""))
    if national.startswith("https://"):
        return national
    return f"{site_url}/gabarits/{gabarit.slug}/{version}/schema.json"
