"""Sentences of the step `read`: files that are no table, rows that are no data."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {}

RULES: dict[str, str] = {}
