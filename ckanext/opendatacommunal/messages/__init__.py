"""The sentences of the pipeline: one table cut by step, turned into text when it is shown.

A step says `code` and `params`; nobody carries text around. Each module of this package holds
`SENTENCES` {code: (sentence, hint)} and `RULES` {rule: label}, in English, marked by `mark.N_` so
that they are extracted; `{row}`, `{column}`, `{value}` and the step's own `params` fill them. A
question's rule is the code of its sentence. Imports no CKAN.
"""

from __future__ import annotations

import gettext
from collections.abc import Callable, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ckanext.opendatacommunal.messages import (
    clean,
    complete,
    consolidate,
    geocode,
    lint,
    locate,
    measures,
    moments,
    read,
    recognise,
    shell,
    validate,
    values,
)
from ckanext.opendatacommunal.messages.mark import N_
from ckanext.opendatacommunal.messages.numbers import grouped, rows_in_words

__all__ = ["N_", "Translate", "rule_label", "said_in", "sentence", "translator"]

Translate = Callable[[str], str]

DOMAIN = "ckanext-opendatacommunal"

LANGUAGE = N_("en")
"""Translated, the code of the language of the sentences: it picks among the words of a gabarit."""

OR_EMPTY = N_("You may leave the cell empty.")
"""What stands for `{or_empty}` in a hint where `params` say `may_be_empty`."""

COUNTS = frozenset(
    (
        "all",
        "columns",
        "count",
        "filled",
        "found",
        "here",
        "metres",
        "n",
        "population",
        "rows",
        "total",
    )
)
"""Parameters that count something, where they are whole numbers; a line is never grouped."""

STEPS = (
    read,
    recognise,
    clean,
    measures,
    moments,
    values,
    complete,
    locate,
    geocode,
    validate,
    shell,
    consolidate,
    lint,
)

SENTENCES: dict[str, tuple[str, str]] = {
    code: texts for step in STEPS for code, texts in step.SENTENCES.items()
}

RULES: dict[str, str] = {rule: label for step in STEPS for rule, label in step.RULES.items()}


class _Params(dict[str, Any]):
    """A sentence whose parameter is missing keeps its other words rather than failing."""

    def __missing__(self, key: str) -> str:
        return "[…]"


def sentence(code: str, params: Mapping[str, Any], translate: Translate) -> tuple[str, str]:
    """The sentence and the hint ("" when there is none) of `code`, filled and translated.

    Where `params` have a `case` or a `constraint`, the sentence of `code:case` goes first. A `code`
    that no step knows is returned as it is: the report is still readable.
    """
    in_this_case = f"{code}:{params.get('case') or params.get('constraint')}"
    text, hint = SENTENCES.get(in_this_case) or SENTENCES.get(code, (code, ""))
    shown = _Params({key: _shown(key, value, translate) for key, value in params.items()})
    shown["or_empty"] = f" {translate(OR_EMPTY)}" if params.get("may_be_empty") else ""
    hint = translate(hint).format_map(shown).strip() if hint else ""
    return translate(text).format_map(shown), hint


def said_in(words: Mapping[str, str], translate: Translate) -> str:
    """Of the words that a gabarit gives in several languages, those of the reader, else French."""
    return words.get(translate(LANGUAGE)) or words.get("fr") or next(iter(words.values()), "")


def rule_label(rule: str, translate: Translate, *, default: str | None = None) -> str:
    """What a rule does, in a few words, for a list; `default` (else the rule itself) if unknown."""
    if rule in RULES:
        return translate(RULES[rule])
    return rule if default is None else default


@lru_cache(maxsize=8)
def translator(lang: str) -> Translate:
    """English → `lang`, by the compiled catalogues of `i18n/`; English where there is none."""
    folder = str(files("ckanext.opendatacommunal.i18n"))
    return gettext.translation(DOMAIN, folder, languages=[lang], fallback=True).gettext


def _shown(key: str, value: Any, translate: Translate) -> Any:
    if value is None:
        return ""
    if key in COUNTS and type(value) is int:
        return grouped(value, translate)
    if isinstance(value, Mapping):
        return said_in(value, translate)
    if isinstance(value, (list, tuple, set, frozenset)):
        if key == "rows" and all(type(each) is int for each in value):
            return rows_in_words(value)
        return ", ".join(map(str, value))
    return value
