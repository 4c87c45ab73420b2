"""Sentences of the step `clean`. Mark them with `messages.mark.N_`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {}

RULES: dict[str, str] = {}
