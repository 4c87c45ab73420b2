"""Sentences of the step `recognise`: which column is which field."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {}

RULES: dict[str, str] = {}
