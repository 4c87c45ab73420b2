"""Sentences of the step `validate`. Mark them with `messages.mark.N_`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {}

RULES: dict[str, str] = {}
