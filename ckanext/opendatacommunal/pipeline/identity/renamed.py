"""A row that is new beside one that is gone: the same thing under another name, or another thing?

Only a person knows, so it is asked where something else than the name says that they are one: the
same house number and street, the same point, or all the rest. Until it is answered the row keeps
the identifier it may have and waits; what is published stays as it is (laws 5, 6, 8).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import BAD_ANSWER, ROW, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import in_full
from ckanext.opendatacommunal.pipeline.identity.previous import Row

SAME, OTHER = "oui", "non"

MOST_QUESTIONS = 3
"""Pairs asked one by one; more of them are one question."""

FEWEST_CELLS = 3
"""Cells that two rows must share besides the name to look like one."""

# Four decimals of a degree are some ten metres.
DECIMALS = 4

FILLED_ROLES = (
    "identifier",
    "number",
    "name",
    "insee",
    "commune",
    "postcode",
    "updated",
    "position_source",
    "longitude",
    "latitude",
)
"""Fields that say nothing on their own: the name itself, and what whole columns share."""


@dataclass(frozen=True)
class Pair:
    """A row of the file and the published row that it may be."""

    row: int
    name: str
    before: Row


def pairs(gabarit: Gabarit, new: pl.DataFrame, gone: pl.DataFrame) -> list[Pair]:
    """Rows of `new` that are like one row gone only, which is like them only."""
    name = gabarit.role("name")
    if name is None or gabarit.incremental or new.is_empty() or gone.is_empty():
        return []
    like, liked = _alike(gabarit, new, gone)
    found = [
        (i, min(others))
        for i, others in sorted(like.items())
        if len(others) == 1 and len(liked[min(others)]) == 1
    ]
    rows = new[[i for i, _ in found]].iter_rows(named=True)
    before = gone[[j for _, j in found]].iter_rows(named=True)
    return [
        Pair(row[ROW], row.get(name) or "", known) for row, known in zip(rows, before, strict=True)
    ]


def _alike(
    gabarit: Gabarit, new: pl.DataFrame, gone: pl.DataFrame
) -> tuple[Mapping[int, set[int]], Mapping[int, set[int]]]:
    """Which rows of one table share a sign with which rows of the other, both ways."""
    like: dict[int, set[int]] = defaultdict(set)
    liked: dict[int, set[int]] = defaultdict(set)
    places: dict[object, list[int]] = defaultdict(list)
    for j, row in enumerate(gone.iter_rows(named=True)):
        for key in _signs(row, gabarit):
            places[key].append(j)
    for i, row in enumerate(new.iter_rows(named=True)):
        for key in _signs(row, gabarit):
            for j in places.get(key, ()):
                like[i].add(j)
                liked[j].add(i)
    return like, liked


def _signs(row: Row, gabarit: Gabarit) -> Iterator[object]:
    """What says that two rows of one period may be one."""
    for sign in (_address, _point, _rest):
        key = sign(row, gabarit)
        if key is not None:
            yield sign, gabarit.period_of(row), key


def _cell(row: Row, gabarit: Gabarit, role: str) -> str:
    return row.get(gabarit.role(role) or "") or ""


def _address(row: Row, gabarit: Gabarit) -> object:
    number, street = _cell(row, gabarit, "house_number"), _cell(row, gabarit, "street")
    if not street or number in ("", NO_NUMBER, "0"):
        return None
    return fold(number), fold(in_full(street)), _cell(row, gabarit, "insee")


def _point(row: Row, gabarit: Gabarit) -> object:
    lon, lat = _cell(row, gabarit, "longitude"), _cell(row, gabarit, "latitude")
    try:
        return (round(float(lon), DECIMALS), round(float(lat), DECIMALS)) if lon and lat else None
    except ValueError:
        return None


def _rest(row: Row, gabarit: Gabarit) -> object:
    aside = {gabarit.role(role) for role in FILLED_ROLES}
    cells = tuple(
        (each.name, row.get(each.name))
        for each in gabarit.public_fields
        if each.name not in aside and row.get(each.name) not in (None, "", NO_NUMBER)
    )
    street = gabarit.role("street")
    told = [name for name, _cell in cells if name != street]
    return cells if len(told) >= FEWEST_CELLS and len(told) < len(cells) else None


def questions_on(depot: Depot, found: Sequence[Pair]) -> list[tuple[Question, Sequence[Pair]]]:
    """One question a pair, or one for all of them."""
    if len(found) > MOST_QUESTIONS:
        return [(_ask("renamed-several", depot.gabarit, found), found)]
    return [(_ask("renamed", depot.gabarit, [pair]), [pair]) for pair in found]


def _ask(rule: str, gabarit: Gabarit, found: Sequence[Pair]) -> Question:
    identifier = gabarit.role("identifier") or ""
    name = gabarit.role("name") or ""
    first = found[0]
    said = [f"{pair.before.get(name)} → {pair.name}" for pair in found[:5]]
    return Question(
        rule,
        None,
        first.name if len(found) == 1 else str(len(found)),
        tuple(pair.row for pair in found),
        (SAME, OTHER),
        {"before": first.before.get(name) or "", "names": said},
        holds_row=True,
        about=tuple(pair.before.get(identifier) or "" for pair in found),
    )


def answer_to(question: Question, depot: Depot) -> tuple[str | None, Issue | None]:
    """`SAME`, `OTHER` or None while it is open; what is wrong with an answer."""
    answers = depot.settings.answers
    if question.id not in answers:
        return None, None
    answer = answers[question.id]
    if answer in (SAME, OTHER):
        return answer, None
    if answer is None:
        return OTHER, None
    params = {"question": question.id, "answer": answer, "candidates": question.candidates}
    return None, Issue(BAD_ANSWER, "warning", value=answer, params=params)
