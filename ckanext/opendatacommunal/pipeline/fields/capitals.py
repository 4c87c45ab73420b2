"""Columns of names all in capitals: written as usual where that is sure, else one question.

`PARC DE LA REPUBLIQUE` is surely `Parc de la République`, because every word of it is known and has
one writing. A word that is not known keeps the accents nobody can see: its name is a proposal.
Until the question is answered, the name stays as it was written.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

from ckanext.opendatacommunal.gabarits import Field

from .capital_words import in_capitals, learnt_from, written
from .reading import Context, Reading

RULE = "capitals"
PROPOSED = "proposed"
LEARNT, SAMPLES, MOSTLY = "capitals-learnt", "capitals-samples", "capitals-mostly"
"""What `survey` says of a column: names it also writes in small letters, examples, yes or no."""

_MOST_VALUES = 2000
_MOST_SAMPLES = 3
_BETWEEN_SAMPLES = "\n"
_SHARE = 0.5
"""Share of a column in capitals from which its unknown names are asked about."""


def lowered(settled: Reading, field: Field, context: Context) -> Reading:
    """The reading of a name, put in small letters if it is all in capitals."""
    text = settled.value
    if text is None or not settled.settled or field.internal or not in_capitals(text):
        return settled
    found = _written(text, field, context)
    if found.text == text:
        return settled
    if found.sure or context.decided.get(RULE) == PROPOSED:
        return replace(settled, value=found.text, rule="case")
    if context.decided.get(MOSTLY) == "no":
        return settled
    return Reading(
        rule=RULE,
        sure=False,
        candidates=(PROPOSED,),
        whole_column=True,
        params={"samples": _samples(context) or (f"{text} → {found.text}",)},
        meanwhile=settled,
    )


def _samples(context: Context) -> tuple[str, ...]:
    shown = context.decided.get(SAMPLES)
    return tuple(shown.split(_BETWEEN_SAMPLES)) if shown else ()


def survey(values: Iterable[str], field: Field, context: Context) -> Mapping[str, str]:
    """What the first values of a column show: see `LEARNT`, `SAMPLES`, `MOSTLY`."""
    held = list(islice(values, _MOST_VALUES))
    shouted = [text for text in held if in_capitals(text)]
    if not shouted or field.internal:
        return {}
    decided = {
        LEARNT: learnt_from(text for text in held if text != text.upper()),
        MOSTLY: "yes" if len(shouted) >= _SHARE * len(held) else "no",
    }
    aware = replace(context, decided=decided)
    pairs = ((text, _written(text, field, aware)) for text in shouted)
    doubtful = (f"{text} → {new.text}" for text, new in pairs if not new.sure)
    return {**decided, SAMPLES: _BETWEEN_SAMPLES.join(islice(doubtful, _MOST_SAMPLES))}


def _written(text: str, field: Field, context: Context):
    learnt = context.decided.get(LEARNT, "")
    return written(text, street=field.kind == "street", epci=context.epci, learnt=learnt)
