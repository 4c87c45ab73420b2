"""One mistake found in the folder of a gabarit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from ckanext.opendatacommunal.messages import Translate, sentence

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class Finding:
    """`file`: its name in the folder. `line`: counted from 1, None where no line is to blame.
    `code`: of a sentence of `messages.lint`, `params` fill it. An error: the gabarit does not work
    as its author believes; a warning: it works, and could do better."""

    file: str
    code: str
    line: int | None = None
    params: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"

    def said(self, translate: Translate) -> tuple[str, str]:
        """The sentence and what to do about it."""
        return sentence(self.code, {"file": self.file, **self.params}, translate)


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that a slip may have meant, "" if none is near."""
    names = {each.casefold(): each for each in known}
    found = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
    return names[found[0]] if found else ""


def unknown(
    file: str, code: str, word: str, known: Iterable[str], line: int | None, **params: Any
) -> Finding:
    """A word that is none of the known ones, with the nearest or else all of them."""
    known = list(known)
    near = nearest(word, known)
    params = {"word": word, "near": near, "known": known, **params}
    return Finding(file, code, line, {**params, "case": "near"} if near else params)
