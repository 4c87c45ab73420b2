"""Commune, INSEE code and postcode of each row: filled when missing, checked against each other.

Each distinct combination of the three is settled once. What contradicts is a question, never a
guess: two communes in one row, a commune other than the depositor's, a postcode of elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import NamedTuple

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import Commune
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import (
    ROW,
    Correction,
    Depot,
    Issue,
    Question,
    Settings,
)
from ckanext.opendatacommunal.pipeline.fields.insee import code_of_today
from ckanext.opendatacommunal.pipeline.placing.postcodes import settle_postcodes

ROLES = ("commune", "insee", "postcode")
_ROW_OF = attrgetter("row")


class Place(NamedTuple):
    """The three values of a row, as given or as filled; None = empty."""

    commune: str | None
    insee: str | None
    postcode: str | None


@dataclass(frozen=True)
class Settled:
    """What a combination becomes, and the questions it raises."""

    place: Place
    questions: tuple[Question, ...] = ()


def settle_territory(depot: Depot) -> Depot:
    """Fill and cross-check the three columns of every row whose own cells raise no question."""
    names = {role: depot.gabarit.role(role) for role in ROLES}
    if names["insee"] is None or names["commune"] is None:
        return depot
    values = _with_columns(depot.values, [name for name in names.values() if name])
    columns = [name for name in names.values() if name]
    left_alone = _held(depot, set(columns))
    held = pl.col(ROW).is_in(list(left_alone))
    codes = _codes(values, columns)
    told = values.select(ROW, *columns).with_columns(codes).filter(~held)
    given = told.unique("place", keep="first", maintain_order=True).drop(ROW)
    found = [_settle(place, names, depot.settings) for place in _places(given, names)]
    rows = _rows_of(told, given, _telling(given, found, names))
    asked: dict[str, tuple[Question, list[int]]] = {}
    corrections: list[Correction] = []
    for index, place in enumerate(_places(given, names)):
        held_by = rows.get(index, [])
        for row in held_by:
            corrections += _corrections(row, place, found[index].place, names)
        for question in found[index].questions:
            asked.setdefault(question.id, (question, []))[1].extend(held_by)
    settled = given.with_columns(
        pl.Series(f"{name} settled", [getattr(each.place, role) for each in found], pl.String)
        for role, name in names.items()
        if name
    )
    values = _with_settled(values, codes, settled, columns, held)
    depot = replace(depot, values=values).with_corrections(sorted(corrections, key=_ROW_OF))
    questions = _to_ask(
        [replace(question, rows=tuple(sorted(rows))) for question, rows in asked.values()],
        depot.settings,
    )
    depot = depot.with_questions(questions).with_issues(_bad_answers(questions, depot.settings))
    return settle_postcodes(depot, left_alone)


def _places(given: pl.DataFrame, names: dict[str, str | None]) -> Iterable[Place]:
    roles = [role for role, name in names.items() if name]
    for cells in given.select(names[role] for role in roles).iter_rows():
        yield Place(**{**dict.fromkeys(ROLES), **dict(zip(roles, cells, strict=True))})


def _telling(given: pl.DataFrame, found: list[Settled], names: dict[str, str | None]) -> list[int]:
    """Indexes of the combinations that raise a question or change a cell that was not empty."""
    return [
        index
        for index, (place, settled) in enumerate(zip(_places(given, names), found, strict=True))
        if settled.questions or any(_corrections(0, place, settled.place, names))
    ]


def _codes(values: pl.DataFrame, columns: list[str]) -> pl.Series:
    """A number for each combination of the columns: a join on texts takes a copy of them all."""
    code = pl.lit(0, dtype=pl.UInt64)
    for name in columns:
        distinct = values[name].drop_nulls().unique(maintain_order=True)
        places = pl.int_range(1, len(distinct) + 1, dtype=pl.UInt64, eager=True)
        place = pl.col(name).replace_strict(distinct, places, default=None).fill_null(0)
        code = code * (len(distinct) + 1) + place
    return values.select(code.cast(pl.UInt64).alias("place")).to_series()


def _rows_of(told: pl.DataFrame, given: pl.DataFrame, indexes: list[int]) -> dict[int, list[int]]:
    """Index of a combination → its rows, in the order of the file."""
    if not indexes:
        return {}
    index_of = {code: index for index, code in enumerate(given["place"])}
    wanted = told.filter(pl.col("place").is_in(given["place"][indexes].implode()))
    grouped = wanted.group_by("place", maintain_order=True).agg(ROW)
    return {index_of[code]: rows for code, rows in grouped.iter_rows()}


def _with_settled(
    values: pl.DataFrame,
    codes: pl.Series,
    settled: pl.DataFrame,
    columns: list[str],
    held: pl.Expr,
) -> pl.DataFrame:
    """The columns as they were settled, except in the rows `held`."""
    return values.with_columns(
        pl.when(held)
        .then(pl.col(name))
        .otherwise(codes.replace_strict(settled["place"], settled[f"{name} settled"], default=None))
        .alias(name)
        for name in columns
        if not settled[name].equals(settled[f"{name} settled"])
    )


def _with_columns(values: pl.DataFrame, names: Iterable[str]) -> pl.DataFrame:
    return values.with_columns(
        pl.lit(None, dtype=pl.String).alias(name) for name in names if name not in values.columns
    )


def _held(depot: Depot, names: set[str | None]) -> set[int]:
    """Rows where one of these cells is in error or waits for an answer: nothing is filled there."""
    open_rows = {row for each in depot.open_questions if each.field in names for row in each.rows}
    wrong = {i.row for i in depot.issues if i.severity == "error" and i.field in names}
    return open_rows | {row for row in wrong if row is not None}


def _corrections(
    row: int, given: Place, place: Place, names: dict[str, str | None]
) -> Iterable[Correction]:
    """A cell given by the commune and changed; an empty one that is filled is no correction."""
    for role, name in names.items():
        before, after = getattr(given, role), getattr(place, role)
        if name and before and after != before:
            yield Correction(row, name, before, after or "", "territory")


def _settle(given: Place, names: dict[str, str | None], settings: Settings) -> Settled:
    questions: list[Question] = []
    insee = _insee(given, names, settings, questions)
    if insee is None:
        return Settled(given, tuple(questions))
    insee = _confirmed(insee, names, settings, questions)
    place = communes.get(insee)
    if place is None:
        return Settled(given, tuple(questions))
    name = given.commune if _same_place(given.commune, place, settings) else place.name
    postcode = given.postcode
    if names["postcode"]:
        postcode = _postcode(given.postcode, place, names, settings, questions)
    return Settled(Place(name, insee, postcode), tuple(questions))


def _insee(
    given: Place, names: dict[str, str | None], settings: Settings, questions: list[Question]
) -> str | None:
    """The code that the row means; asks when its name and its code are of two communes."""
    named = _named(given.commune, settings)
    if given.insee and named and _apart(named, given.insee):
        value = f"{given.commune} / {given.insee}"
        params = {"commune": given.commune, "insee": given.insee}
        both = (_name(named), _name(given.insee))
        question = Question("commune-mismatch", names["insee"], value, (), both, params, True)
        questions.append(question)
        return _answer(question, settings) or given.insee
    found = _finer(given.insee, named)
    if found is None and given.commune is None:
        found = _from_postcode(given.postcode, settings) or settings.commune
    return communes.district_of(found, given.postcode) if found else None


def _named(name: str | None, settings: Settings) -> str | None:
    if not name:
        return None
    return communes.resolve(name, epci=settings.epci, near=settings.commune).insee


def _name(code: str) -> str:
    place = communes.get(code)
    return place.name if place else code


def _city(code: str) -> str | None:
    return communes.current(code)


def _apart(left: str, right: str) -> bool:
    """Whether two codes are of two communes, or of two arrondissements of one."""
    if _city(left) != _city(right):
        return True
    places = communes.get(left), communes.get(right)
    districts = {place.code for place in places if place and place.kind == "arrondissement"}
    return len(districts) == 2


def _finer(left: str | None, right: str | None) -> str | None:
    """Of two codes of one commune, that of the arrondissement."""
    codes = [code for code in (left, right) if code]
    return next((code for code in codes if _city(code) != code), codes[0] if codes else None)


def _from_postcode(postcode: str | None, settings: Settings) -> str | None:
    """The only commune of the depositor's territory with that postcode."""
    if not postcode:
        return None
    served = communes.of_postcode(postcode, epci=settings.epci) if settings.epci else []
    own = [place for place in served if _city(place.code) == settings.commune]
    cities = {place.current for place in own or served}
    return cities.pop() if len(cities) == 1 else None


def _confirmed(
    insee: str, names: dict[str, str | None], settings: Settings, questions: list[Question]
) -> str:
    """Equipment may stand in another commune: allowed once confirmed."""
    own = settings.commune
    if not own or _city(insee) == _city(own) or questions:
        return insee
    here, home = _name(insee), _name(own)
    params = {"commune": here, "own": home}
    question = Question("other-commune", names["insee"], insee, (), (here, home), params, True)
    questions.append(question)
    return _answer(question, settings) or insee


def _same_place(name: str | None, place: Commune, settings: Settings) -> bool:
    """Whether the given name may stay: that of the place, or of the city around it."""
    named = _named(name, settings)
    return named is not None and not _apart(named, place.code)


def _postcode(
    given: str | None,
    place: Commune,
    names: dict[str, str | None],
    settings: Settings,
    questions: list[Question],
) -> str | None:
    codes = place.postcodes
    if not codes or given in codes:
        return given
    if given is None:
        return codes[0] if len(codes) == 1 else None
    value = f"{given} / {place.name}"
    params = {"commune": place.name, "postcode": given}
    question = Question("postcode-mismatch", names["postcode"], value, (), codes, params, True)
    if not any(each.rule == "commune-mismatch" for each in questions):
        questions.append(question)
    answer = _answer(question, settings)
    return answer or given


def _answer(question: Question, settings: Settings) -> str | None:
    """The postcode, or the INSEE code, that was answered; None if nothing usable was."""
    said = answers.said(question, settings)
    answer = (said.answer or "").strip() if said else ""
    if not answer:
        return None
    if question.rule.startswith("postcode"):
        return answer if len(answer) == 5 and answer.isdigit() else None
    return code_of_today(answer) or _named(answer, settings)


def _to_ask(questions: list[Question], settings: Settings) -> list[Question]:
    """Those that an earlier file has not settled already."""
    found = ((question, answers.said(question, settings)) for question in questions)
    return [question for question, said in found if said is None or not said.remembered]


def _bad_answers(questions: list[Question], settings: Settings) -> Iterable[Issue]:
    for question in questions:
        answer = settings.answers.get(question.id)
        if answer is not None and _answer(question, settings) is None:
            yield answers.bad_answer(question, answer)
