"""Shapes of the JSON that a person may have edited: answers, a profil d'import."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def are_answers(content: Any) -> bool:
    """Whether it is a dictionary of texts, some of which may be null."""
    return isinstance(content, dict) and all(
        isinstance(each, str | None) for each in content.values()
    )


def is_profile(content: Mapping[str, Any]) -> bool:
    """Whether it is a profile (`export.profile_json`), or part of one."""
    values = content.get("values", {})
    fields = list(values.values()) if isinstance(values, dict) else [None]
    return all(map(are_answers, [content.get("columns", {}), *fields]))
