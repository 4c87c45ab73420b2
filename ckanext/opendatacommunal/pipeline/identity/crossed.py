"""Rows that carry the identifier of one published row and have the words that name another.

So it is when one column of a published table was sorted, filled down or shifted in a spreadsheet.
Which of the two is right is asked once for all of them; until it is answered they wait, and what is
published of both stays (laws 5, 8).
"""

from __future__ import annotations

import polars as pl

from ckanext.opendatacommunal.pipeline.answers import bad_answer
from ckanext.opendatacommunal.pipeline.depot import ROW, Question
from ckanext.opendatacommunal.pipeline.identity.naming import Naming
from ckanext.opendatacommunal.pipeline.identity.natural_keys import KEY, keys_of_both
from ckanext.opendatacommunal.pipeline.identity.previous import PLACE

WORDS, CELL = "nom", "identifiant"
"""What tells which row it is: the words that name it, or the cell of its identifier."""

MOST_SHOWN = 5
OTHER = "_other"


def sift(naming: Naming, carried: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Of rows with the published identifier that each carries and its `PLACE`: those that keep it,
    the ones with the words of its row first; those that wait for an answer, with the `OTHER`.

    The rest is to be found again by what it says.
    """
    told = _told(naming, carried)
    crossed = told.filter(pl.col(OTHER).is_not_null())
    answer = _answer(naming, crossed) if crossed.height else CELL
    if answer == WORDS:
        cells = crossed.select(ROW, "identifier").iter_rows()
        naming.replaced |= {row: (cell, "identifier-crossed") for row, cell in cells}
    kept = told if answer == CELL else told.filter(pl.col(OTHER).is_null())
    kept = kept.sort("same", descending=True, maintain_order=True).drop(OTHER, "same")
    return kept, crossed if answer is None else crossed.clear()


def _told(naming: Naming, carried: pl.DataFrame) -> pl.DataFrame:
    """`same`: whether a row has the words of the row it says it is; `OTHER`: of which other one."""
    names = [name for name in naming.gabarit.natural_key if name in naming.rows.columns]
    alike = pl.repeat(bool(names), carried.height, dtype=pl.Boolean, eager=True)
    standing = naming.rows[ROW].search_sorted(carried[ROW])
    for name in names:
        then = naming.previous.cells(name).gather(carried[PLACE])
        alike &= naming.rows[name].gather(standing).fill_null("") == then
    told = carried.with_columns(alike.alias("same"), pl.lit(None, pl.UInt32).alias(OTHER))
    if alike.all():
        return told
    rows = naming.rows.filter(pl.col(ROW).is_in(carried.filter(~alike)[ROW].implode()))
    free = ~pl.col(PLACE).is_in(told.filter("same")[PLACE].implode())
    here, there = keys_of_both(rows, naming.free.filter(free), naming.gabarit)
    there = there.select(KEY, pl.col(PLACE).alias(OTHER)).drop_nulls()
    there = there.filter(pl.col(KEY).is_unique())
    found = here.select(ROW, KEY).join(there, on=KEY, maintain_order="left").select(ROW, OTHER)
    told = told.drop(OTHER).join(found, on=ROW, how="left", maintain_order="left")
    mine = (pl.col(OTHER) == pl.col(PLACE)).fill_null(value=False)
    return told.with_columns(
        (pl.col("same") | mine).alias("same"),
        pl.when(~mine).then(pl.col(OTHER)).alias(OTHER),
    )


def _answer(naming: Naming, crossed: pl.DataFrame) -> str | None:
    name = naming.gabarit.role("name") or next(iter(naming.gabarit.natural_key), "")
    shown = crossed.head(MOST_SHOWN)
    then, now = (naming.previous.cells(name).gather(shown[each]) for each in (PLACE, OTHER))
    pairs = zip(shown["identifier"], then, now, strict=True)
    names = [f"{identifier} : {before} → {after}" for identifier, before, after in pairs]
    question = Question(
        "identifiers-crossed",
        naming.identifier,
        str(crossed.height),
        tuple(crossed[ROW]),
        (WORDS, CELL),
        {"names": names, **({"case": "one"} if crossed.height == 1 else {})},
        holds_row=True,
        about=tuple(crossed["identifier"]),
    )
    naming.questions[question.id] = question
    answers = naming.depot.settings.answers
    if question.id not in answers:
        return None
    answer = answers[question.id]
    if answer not in (WORDS, CELL, None):
        naming.issues.append(bad_answer(question, answer or ""))
        return None
    return answer or CELL


def hold(naming: Naming, crossed: pl.DataFrame) -> None:
    """Rows that wait: the published rows that their words name are not gone. Meanwhile each shows
    the identifier of that row, or the one it carries, whichever is free."""
    own = naming.previous.cells(naming.identifier).gather(crossed[OTHER])
    waiting = crossed.select(ROW, "identifier", OTHER)
    for (row, carried, place), named in zip(waiting.iter_rows(), own, strict=True):
        free = (each for each in (named, carried) if each not in naming.taken)
        naming.given[row] = identifier = next(free, carried)
        naming.taken.setdefault(identifier, row)
        naming.matched[row] = place
        naming.doubtful.add(row)
    naming.settle()
