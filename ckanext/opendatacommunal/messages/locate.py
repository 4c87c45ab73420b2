"""Sentences of the step `locate`."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, str]] = {}

RULES: dict[str, str] = {}
