"""The mark that has a sentence extracted for translation; apart, so that all may import it."""

from __future__ import annotations


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, do not translate here"
    return text
