"""Validators of the suite; those of the metadata sheet are named in `schemas/commun.yaml`."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import ckan.plugins.toolkit as tk


def opendatacommunal_min_length(shortest: int) -> Callable[[str], str]:
    """A text of `shortest` characters at least, blanks around it left out."""

    def validator(value: str) -> str:
        if len(value.strip()) < shortest:
            raise tk.Invalid(
                tk._("Write at least {shortest} characters: there are {length}.").format(
                    shortest=shortest, length=len(value.strip())
                )
            )
        return value

    return validator


def opendatacommunal_geojson_text(value: Any) -> str:
    """A GeoJSON geometry, given as text or as an object; kept as text."""
    try:
        geometry = json.loads(value) if isinstance(value, str) else value
        if geometry["type"] and isinstance(geometry.get("coordinates"), list):
            return json.dumps(geometry, separators=(",", ":"))
    except (ValueError, TypeError, KeyError, AttributeError):
        pass
    raise tk.Invalid(tk._("This is not a GeoJSON geometry."))


def opendatacommunal_required_lists(_field: None, schema: Mapping[str, Any]) -> Callable[..., None]:
    """The repeating fields marked `required` have at least one entry.

    What an entry must hold is asked by its own fields. Stands in `before_validators` of a schema:
    ckanext-scheming asks nothing of a list that is not there.
    """
    required = [
        field["field_name"]
        for field in schema["dataset_fields"]
        if field.get("required") and "repeating_subfields" in field
    ]

    def validator(
        _key: Any, data: Mapping[Any, Any], errors: dict[Any, Any], _context: Any
    ) -> None:
        given = {key[0] for key in data if len(key) > 1}
        for name in required:
            if name not in given:
                errors.setdefault((name,), []).append(tk._("Missing value"))

    return validator


opendatacommunal_required_lists.is_a_scheming_validator = True
