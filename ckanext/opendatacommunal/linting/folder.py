"""The folder of a gabarit as the lint sees it: each file as far as it can be read."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

from ckanext.opendatacommunal.gabarits import Gabarit, GabaritError
from ckanext.opendatacommunal.gabarits.assembling import assemble
from ckanext.opendatacommunal.linting.marked import Marked, read_json, read_yaml

PLACEHOLDERS = {
    "title": "?",
    "description": "?",
    "version": "0.0.0",
    "kind": "deposit",
    "source": "?",
    "periodicity": "ANNUAL",
    "theme": "GOVE",
}


@dataclass(frozen=True)
class Folder:
    path: Path

    @cached_property
    def schema(self) -> Marked:
        return read_json(self.path / "schema.json")

    @cached_property
    def ours(self) -> Marked:
        return read_yaml(self.path / "gabarit.yaml")

    @cached_property
    def columns(self) -> dict[str, dict[str, Any]]:
        """Columns of the Table Schema by name, in its order."""
        listed = self.schema.mapping.get("fields")
        fields = listed if isinstance(listed, list) else []
        return {
            each["name"]: each
            for each in fields
            if isinstance(each, dict) and isinstance(each.get("name"), str)
        }

    def table(self, name: str) -> dict[str, Any]:
        """A mapping of gabarit.yaml, {} where it is something else."""
        found = self.ours.mapping.get(name)
        return found if isinstance(found, dict) else {}

    def tables(self, name: str) -> list[tuple[int, dict[str, Any]]]:
        """The mappings of a list of gabarit.yaml with their positions."""
        found = self.ours.mapping.get(name)
        entries = found if isinstance(found, list) else []
        return [(i, each) for i, each in enumerate(entries) if isinstance(each, dict)]

    @cached_property
    def gabarit(self) -> Gabarit | None:
        """The gabarit with the wrong parts left out, so that the right ones can be looked at; None
        where too little is left."""
        if not self.columns or not self.ours.mapping:
            return None
        internal = {each["name"] for _i, each in self.tables("interne") if "name" in each}
        parts = {each["name"] for _i, each in self.tables("parts") if "name" in each}
        shared = self.ours.mapping.get("parts")
        parts |= {name for name in shared if isinstance(name, str)} if _is_list(shared) else set()
        known = {*self.columns, *internal, *parts}
        ours = {**PLACEHOLDERS, **self.ours.mapping}
        fields = {name: each for name, each in self.table("fields").items() if name in known}
        roles = {role: name for role, name in self.table("roles").items() if name in known}
        key = ours.get("natural_key")
        ours["fields"], ours["roles"] = fields, roles
        ours["natural_key"] = [name for name in key if name in known] if _is_list(key) else []
        schema = {**self.schema.mapping, "fields": list(self.columns.values())}
        try:
            return assemble(self.path, schema, ours)
        except (GabaritError, LookupError, TypeError, ValueError, AttributeError):
            return None


def _is_list(value: Any) -> TypeGuard[list[Any]]:
    return isinstance(value, list)
