"""Step `recognise`: which column of the file is which field of the gabarit.

What a person has said goes first (answers, then the profile), then the name of the column, then its
cells. A column that may be two fields, or two columns that may be one, is a question; a column that
is no field is named (law 2).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

from ckanext.opendatacommunal.pipeline.answers import OUTDATED
from ckanext.opendatacommunal.pipeline.depot import ROW, Column, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.reading.cells import column_letter
from ckanext.opendatacommunal.pipeline.reading.header import source_names
from ckanext.opendatacommunal.pipeline.reading.names import keys
from ckanext.opendatacommunal.pipeline.recognising.asking import (
    WHICH_COLUMN,
    ask_which_column,
    bad_answer,
    question_id,
    which_field,
)
from ckanext.opendatacommunal.pipeline.recognising.beside_street import (
    beside_address,
    beside_street,
    drop_impossible,
)
from ckanext.opendatacommunal.pipeline.recognising.by_content import by_content, point_or_place
from ckanext.opendatacommunal.pipeline.recognising.claims import (
    Claim,
    Vocabulary,
    address_of,
    position_of,
)
from ckanext.opendatacommunal.pipeline.recognising.content import (
    begin_with_digits,
    fits,
)
from ckanext.opendatacommunal.pipeline.recognising.missed import missed_fields
from ckanext.opendatacommunal.pipeline.recognising.nameless import says_nothing
from ckanext.opendatacommunal.pipeline.recognising.older_version import (
    by_version,
    issues_of_template,
    up_to_date,
)
from ckanext.opendatacommunal.pipeline.recognising.producers_number import take_producers_number
from ckanext.opendatacommunal.pipeline.recognising.search import Search

# A file whose columns are named, half of them at least, as in the gabarit, means what it says.
TEMPLATE_SHARE = 0.5

FEWEST_FIELDS = 2

SEVERAL_NAMES = re.compile(r"[;,\t|~^§:].+[;,\t|~^§:]| {2,}\S.* {2,}")
"""In the only name of a file: it holds those of several columns."""

FIRST_COLUMN, TRANSPOSED = 30, 4
"""Cells of the first column to look at; names of fields among them that show a table lying down."""

NOT_THIS_GABARIT = "not-this-gabarit"


def recognise(depot: Depot) -> Depot:
    """Fill `columns` and `values` (source columns under the names of fields, cells untouched).

    A whole address and a pair of coordinates come as the columns `adresse` and `position`.
    """
    sources = source_names(depot.header, depot.raw.width - 1)
    search = Search(depot, sources, Vocabulary(depot.gabarit))
    _what_was_said(search)
    by_version(search)
    _by_name(search)
    _settle(search)
    by_content(search)
    _drop_taken(search)
    _ask(search)
    columns = _columns(search)
    named = {f"c{index}": name for name, index in search.taken.items()}
    values = depot.raw.select(ROW, *named).rename(named)
    found = up_to_date(replace(depot, columns=columns, values=values))
    if len(search.taken) < FEWEST_FIELDS and not search.questions:
        aside = dict.fromkeys(depot.raw[ROW], (NOT_THIS_GABARIT,))
        return replace(found, set_aside=aside).with_issues([_not_this_gabarit(search)])
    issues = [*issues_of_template(depot), *search.issues, *_unmatched(search, columns)]
    return found.with_issues(issues).with_questions(search.questions)


def is_another_gabarit(depot: Depot) -> bool:
    """Hardly any column was recognised: going on would only say so of every cell."""
    return any(issue.code == NOT_THIS_GABARIT for issue in depot.issues)


def _what_was_said(search: Search) -> None:
    """Answers to earlier questions, then the columns of the profile, found by their very name."""
    profile = {_key(source): to for source, to in search.depot.settings.profile.columns.items()}
    answers = search.depot.settings.answers
    for index in search.used():
        source = search.sources[index]
        asked = question_id(source)
        if asked in answers:
            claims = search.words.claims(search.names[index])
            _apply(search, index, answers[asked], which_field(search, index, claims))
        elif _key(source) in profile:
            _apply(search, index, profile[_key(source)], None)
        else:
            search.open[index] = ()


def _key(source: str) -> str:
    return (keys(source) or (source,))[0]


def _apply(search: Search, index: int, name: str | None, asked: Question | None) -> None:
    """`name` None: the column is knowingly left out. What cannot be is said, and asked again."""
    wholes = address_of(search.gabarit), position_of(search.gabarit)
    allowed = {*(each.name for each in search.gabarit.readable_fields), *wholes}
    if name is None:
        search.ignored.add(index)
        search.how[index] = "profile"
    elif name in allowed and name not in search.taken:
        search.take(index, name, "profile")
    else:
        search.open[index] = ()
        if asked is not None:
            search.issues.append(bad_answer(asked, name))
            return
        if name not in allowed:
            params = {"answer": name, "case": "column"}
            search.issues.append(Issue(OUTDATED, "info", None, None, search.sources[index], params))
    if asked is not None:
        search.questions.append(asked)


def _by_name(search: Search) -> None:
    take_producers_number(search)
    for index in search.open:
        claims = search.words.claims(search.names[index])
        search.open[index] = point_or_place(search, index, claims)
    exact = sum(1 for claims in search.open.values() if claims and claims[0].how == "name")
    template = exact >= max(FEWEST_FIELDS, TEMPLATE_SHARE * len(search.open))
    if template:
        for index, claims in search.open.items():
            if claims and claims[0].how == "name":
                search.open[index] = claims[:1]
    drop_impossible(search)
    beside_street(search, template=template)
    beside_address(search)


def _settle(search: Search) -> None:
    """Take what is clear until nothing becomes clearer: a field taken leaves fewer to others."""
    _drop_taken(search)
    while True:
        before = dict(search.open)
        _take_clear(search)
        _drop_taken(search)
        if search.open == before and not _rule_out(search):
            return


def _take_clear(search: Search) -> None:
    clear: dict[str, list[tuple[int, Claim]]] = {}
    for index, claims in search.open.items():
        if len(claims) == 1 and search.doubt(index, claims[0]) is None:
            clear.setdefault(claims[0].field, []).append((index, claims[0]))
    for name, found in clear.items():
        best = min(claim.rank for _index, claim in found)
        first = [(index, claim) for index, claim in found if claim.rank == best]
        filled = [each for each in first if search.cells(each[0]).count()] or first[:1]
        filled = _in_own_unit(search, name, filled)
        if len(filled) == 1:
            index, claim = filled[0]
            search.take(index, name, claim.how)
            if claim.near:
                params = {"source": search.sources[index], "field": name, "case": claim.near}
                search.issues.append(Issue("near-name", "info", field=name, params=params))


def _in_own_unit(
    search: Search, name: str, found: list[tuple[int, Claim]]
) -> list[tuple[int, Claim]]:
    """Of `Surface (m²)` and `Surface (ha)`, the first, where the field is in square metres."""
    if len(found) < 2 or name not in search.gabarit:
        return found
    named = search.gabarit[name]
    own = [each for each in found if not search.context_of(each[0], named).decided]
    return own if len(own) == 1 else found


def _drop_taken(search: Search) -> None:
    for index, claims in search.open.items():
        left = tuple(claim for claim in claims if claim.field not in search.taken)
        search.open[index] = left


def _rule_out(search: Search) -> bool:
    """Drop the fields that the cells of a doubtful column cannot be; True if any was dropped."""
    dropped = False
    for index, claims in search.open.items():
        if len(claims) < 2:
            continue
        left = tuple(claim for claim in claims if _can_be(search, index, claim.field))
        if left and len(left) < len(claims):
            search.open[index], dropped = left, True
            params = {"source": search.sources[index], "field": left[0].field}
            if len(left) == 1:
                search.issues.append(
                    Issue("column-by-content", "info", field=left[0].field, params=params)
                )
    return dropped


def _can_be(search: Search, index: int, name: str) -> bool:
    if name not in search.gabarit:
        return True
    if name == search.gabarit.role("house_number") and _address_has_numbers(search):
        return False
    return fits(search.cells(index), search.gabarit[name], search.gabarit, search.context)


def _address_has_numbers(search: Search) -> bool:
    """Whole addresses that begin with the house number: no other column needs to hold it."""
    whole = address_of(search.gabarit)
    return whole in search.taken and begin_with_digits(search.cells(search.taken[whole]))


def _ask(search: Search) -> None:
    """What is left in doubt: columns that may be several fields, fields with several columns."""
    rivals: dict[str, list[int]] = {}
    for index, claims in search.open.items():
        if len(claims) == 1 and search.doubt(index, claims[0]) is None:
            rivals.setdefault(claims[0].field, []).append(index)
        elif claims:
            search.questions.append(which_field(search, index, claims))
    for name, indexes in rivals.items():
        ask_which_column(search, "two-columns", name, indexes)
    if len(search.taken) >= FEWEST_FIELDS:
        for name, indexes in missed_fields(search).items():
            ask_which_column(search, WHICH_COLUMN, name, indexes)


def _columns(search: Search) -> tuple[Column, ...]:
    fields = {index: name for name, index in search.taken.items()}
    return tuple(
        Column(index, search.sources[index], fields.get(index), search.how.get(index, "unmatched"))
        for index in search.used()
    )


def _unmatched(search: Search, columns: tuple[Column, ...]) -> list[Issue]:
    """One issue per column that goes nowhere, unless a person has said so or is asked."""
    asked = {index for index, claims in search.open.items() if claims}
    return [
        _not_taken_over(search, column)
        for column in columns
        if column.field is None and column.index not in search.ignored | asked
    ]


def _not_taken_over(search: Search, column: Column) -> Issue:
    filled = search.cells(column.index).count()
    params = {
        "question": question_id(column.source),
        "letter": column_letter(column.index),
        "samples": search.samples(column.index),
        "filled": filled,
        "case": "filled" if filled else "empty",
    }
    return Issue("unmatched-column", "warning", value=column.source, params=params)


def _not_this_gabarit(search: Search) -> Issue:
    expected = [each.title for each in search.gabarit.fields if each.required and not each.filled]
    found = [source for source in search.sources if source][:12]
    named = [name for name in search.depot.header if name.strip()]
    params: dict[str, Any] = {"gabarit": search.gabarit.title, "found": found, "expected": expected}
    first = [search.sources[0], *search.samples(0, FIRST_COLUMN)] if search.sources else []
    if sum(1 for name in first if search.words.claims(name)) >= TRANSPOSED:
        params["case"] = "transposed"
    elif all(says_nothing(name) for name in search.depot.header):
        params["case"] = "no-names"
    elif len(named) == 1 and SEVERAL_NAMES.search(named[0]):
        params |= {"case": "one-column", "found": named}
    return Issue(NOT_THIS_GABARIT, "error", params=params)
