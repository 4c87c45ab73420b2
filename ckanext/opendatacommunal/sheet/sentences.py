"""The sentences of the sheet, which `schemas/commun.yaml` holds, filled with names and numbers.

They are French whatever the language of the page: so are the data they describe.
"""

from __future__ import annotations

from collections.abc import Mapping


class Sentences:
    """`texts`: sentences by name, with `{words}`. `words`: what to put there, for one dataset."""

    def __init__(self, texts: Mapping[str, str], words: Mapping[str, object]) -> None:
        self._texts = texts
        self._words = words

    def __call__(self, name: str) -> str:
        return self._texts[name].format_map(self._words)


def count(number: int, one: str, many: str) -> str:
    """`aucune ligne`, `une ligne`, `1 234 lignes`; `one` begins with `un` or `une`."""
    if number == 0:
        return f"auc{one}"
    if number == 1:
        return one
    return f"{number:,} {many}".replace(",", "\u202f")
