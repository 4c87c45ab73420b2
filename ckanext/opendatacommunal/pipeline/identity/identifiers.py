"""Rows keep their identifier from one dépôt to the next (law 5); new ones get an unused number.

A row is found again by its identifier, then by what names it in the commune's software, then by its
natural key, then by its name within 30 m, then by its number. The number comes last among the signs
of an earlier row: a column 1, 2, 3… shifts as soon as a row is deleted.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline import answers
from ckanext.opendatacommunal.pipeline.depot import ROW, Correction, Depot, Issue, Question
from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.geocoding.same_street import one_address
from ckanext.opendatacommunal.pipeline.identity import renamed
from ckanext.opendatacommunal.pipeline.identity.naming import Naming, has_number, named
from ckanext.opendatacommunal.pipeline.identity.previous import (
    Previous,
    Row,
    natural_key,
    written_values,
)

NEAR_METRES = 30


def name_rows(
    depot: Depot, previous: Previous, skipped: frozenset[int]
) -> tuple[Depot, dict[int, Row]]:
    """Give every row but `skipped` its identifier; also: row → the previous row that it is."""
    naming = Naming(depot, previous)
    rows = naming.rows(skipped)
    if naming.identifier is None or not depot.gabarit.identifier_prefix:
        _match_only(naming, rows)
        return depot, naming.matched
    by_content = (_by_internal_code, _by_key, _by_name_and_place, _by_name_and_street)
    by_content = by_content if previous.rows else ()
    for find in (_by_identifier, *by_content, _by_number):
        for row in rows:
            if row[ROW] not in naming.given:
                find(naming, row)
    _twins(naming, rows)
    _by_question(naming, [row[ROW] for row in rows if row[ROW] not in naming.given])
    for row in rows:
        if row[ROW] not in naming.given:
            _next_number(naming, row)
    return named(naming), naming.matched


def _by_question(naming: Naming, new: Sequence[int]) -> None:
    """Rows that may be published ones under another name keep their identifiers meanwhile."""
    if not naming.previous.rows or not new:
        return
    depot = naming.depot
    rows = written_values(replace(depot, values=depot.values.filter(pl.col(ROW).is_in(new))))
    found = renamed.pairs(
        depot.gabarit, rows.rows(named=True), naming.previous, naming.matched.values()
    )
    for question, asked in renamed.questions_on(depot, found):
        answer, problem = renamed.answer_to(question, depot)
        naming.questions[question.id] = question
        naming.issues += [problem] if problem else []
        for pair in asked if answer != renamed.OTHER else ():
            _claim_found(naming, {ROW: pair.row}, pair.before)


def _match_only(naming: Naming, rows: Sequence[Row]) -> None:
    """A gabarit whose identifiers are not ours: rows are found again, none is named."""
    claimed: set[int] = set()
    for row in rows:
        found = (
            naming.previous.by_identifier.get(row.get(naming.identifier or "") or "")
            or naming.previous.by_internal_code.get(naming.previous.code_of(row) or ("", ""))
            or naming.previous.by_key.get(natural_key(row, naming.gabarit) or "")
        )
        if found is not None and id(found) not in claimed:
            claimed.add(id(found))
            naming.matched[row[ROW]] = found


def _by_identifier(naming: Naming, row: Row) -> None:
    """The identifier that the row carries, if it is its own: the same commune, the same number."""
    given = row.get(naming.identifier or "")
    if not given:
        return
    if given in naming.of_other_periods:
        # Copied with the table of another year, whose rows stay as they are: it gets its own.
        naming.copied[row[ROW]] = given
        return
    before = naming.previous.by_identifier.get(given)
    if before is not None:
        _claim(naming, row, given, before)
        return
    shape = re.fullmatch(naming.gabarit.identifier_shape, given)
    insee, number = _place(naming, row), row.get(naming.number or "")
    mine = (
        shape is not None
        and shape["prefix"] == naming.gabarit.identifier_prefix
        and _is_in(shape["place"], insee)
        and (not number or has_number(naming.gabarit, given, number))
    )
    if mine:
        _claim(naming, row, given, None)
    else:
        _ask_identifier(naming, row, given)


def _ask_identifier(naming: Naming, row: Row, given: str) -> None:
    made = _made(naming, row)
    known = {"insee": row.get(naming.insee or ""), "number": row.get(naming.number or "")}
    question = Question(
        "identifier-mismatch",
        naming.identifier,
        given,
        (row[ROW],),
        (made,) if made else (),
        known,
        holds_row=True,
    )
    said = answers.said(question, naming.depot.settings)
    if said is None or not said.remembered:
        naming.questions[question.id] = question
    if said is None:
        naming.given[row[ROW]] = given
        naming.doubtful.add(row[ROW])
        return
    answer = said.answer or given
    if answer != given:
        before = naming.previous.by_identifier.get(answer)
        naming.corrections.append(
            Correction(row[ROW], naming.identifier or "", given, answer, "answer")
        )
        _claim(naming, row, answer, before)
    else:
        _claim(naming, row, given, None)


def _by_internal_code(naming: Naming, row: Row) -> None:
    code = naming.previous.code_of(row)
    _claim_found(naming, row, naming.previous.by_internal_code.get(code) if code else None)


def _by_key(naming: Naming, row: Row) -> None:
    key = natural_key(row, naming.gabarit)
    _claim_found(naming, row, naming.previous.by_key.get(key or ""))


def _twins(naming: Naming, rows: Sequence[Row]) -> None:
    """Rows that one key names, as many as last time: the same ones, in their order."""
    if not naming.previous.rows:
        return
    left = [row for row in rows if row[ROW] not in naming.given]
    new, before = _by_keys(left, naming), _by_keys(naming.previous.rows, naming) if left else {}
    for key, found in new.items():
        if len(found) == len(before.get(key, ())) > 1:
            for row, twin in zip(found, before[key], strict=True):
                _claim_found(naming, row, twin)


def _by_keys(rows: Iterable[Row], naming: Naming) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        key = natural_key(row, naming.gabarit)
        if key:
            found.setdefault(key, []).append(row)
    return found


def _by_name_and_place(naming: Naming, row: Row) -> None:
    """The only previous row of that name within 30 m."""
    here = _point(naming.gabarit, row)
    name = fold(row.get(naming.gabarit.role("name") or "") or "")
    if here is None or not name:
        return
    near = []
    for before in naming.previous.by_name.get(name, ()):
        if _of_another_period(naming, row, before):
            continue
        there = _point(naming.gabarit, before)
        if there is not None and communes.metres(here, there) <= NEAR_METRES:
            near.append(before)
    if len(near) == 1:
        _claim_found(naming, row, near[0])


def _by_name_and_street(naming: Naming, row: Row) -> None:
    """The only previous row of that name at that number of a street that is surely the same: last
    time the geocoder gave it its official name."""
    role = naming.gabarit.role
    name, street, number = role("name") or "", role("street") or "", role("house_number") or ""
    written = row.get(street) or ""
    if not row.get(name) or not written:
        return
    here = (row.get(number) or NO_NUMBER, written)
    same = [
        before
        for before in naming.previous.by_name.get(fold(row[name]), ())
        if one_address(here, (before.get(number) or NO_NUMBER, before.get(street) or ""))
        and not _of_another_period(naming, row, before)
    ]
    if len(same) == 1:
        _claim_found(naming, row, same[0])


def _by_number(naming: Naming, row: Row) -> None:
    """The number of the row; not that of an earlier row once numbers are seen to have shifted."""
    made = _made(naming, row)
    if made is None:
        return
    before = naming.previous.by_identifier.get(made)
    if naming.numbers_shifted and (before is not None or made in naming.taken):
        return
    if made in naming.of_other_periods or _of_another_period(naming, row, before):
        return
    _claim(naming, row, made, before)


def _of_another_period(naming: Naming, row: Row, before: Row | None) -> bool:
    gabarit = naming.gabarit
    return before is not None and gabarit.period_of(row) != gabarit.period_of(before)


def _made(naming: Naming, row: Row) -> str | None:
    insee, number = row.get(naming.insee or ""), row.get(naming.number or "")
    return naming.gabarit.identifier(insee, number) if insee and number else None


def _claim_found(naming: Naming, row: Row, before: Row | None) -> None:
    identifier = before.get(naming.identifier or "") if before else None
    if before is not None and not identifier and id(before) not in naming.nameless:
        # Read back from a published table, which has no such column: known, but to be named again.
        naming.nameless.add(id(before))
        naming.matched.setdefault(row[ROW], before)
    if before is None or not identifier or identifier in naming.taken:
        return
    _claim(naming, row, identifier, before)


def _claim(naming: Naming, row: Row, identifier: str, before: Row | None) -> None:
    """Give `identifier` to the row, unless another row has it or it was retired."""
    number = row[ROW]
    naming.given[number] = identifier
    other = naming.taken.get(identifier)
    if other is not None:
        naming.issues.append(_not_its_own("same-identifier", naming, row, identifier, other))
        return
    if before is None and identifier in naming.depot.settings.reserved:
        naming.issues.append(_not_its_own("identifier-taken", naming, row, identifier, None))
    naming.taken[identifier] = number
    if before is not None:
        naming.matched[number] = before


def _not_its_own(code: str, naming: Naming, row: Row, identifier: str, other: int | None) -> Issue:
    """Told by what the person wrote: not by an identifier that we made of his number."""
    written = naming.numbers_written.get(row[ROW])
    if row.get(naming.identifier or "") == identifier or not written:
        return Issue(code, "error", row[ROW], naming.identifier, identifier, {"other": other})
    params = {"other": other, "identifier": identifier, "case": "number"}
    return Issue(code, "error", row[ROW], naming.number, written, params)


def _next_number(naming: Naming, row: Row) -> None:
    """The number after the highest ever used in that commune, so that none is used twice."""
    insee = _place(naming, row)
    if not insee:
        return
    start = naming.gabarit.identifier(insee, "")
    if start not in naming.highest:
        used = (*naming.taken, *naming.reserved)
        numbers = (each[len(start) :] for each in used if each.startswith(start))
        naming.highest[start] = max((int(n) for n in numbers if n.isdigit()), default=0)
    naming.highest[start] += 1
    digits = 3
    if naming.number:
        digits = max(digits, int(naming.gabarit[naming.number].options.get("digits", digits)))
    _claim(naming, row, f"{start}{naming.highest[start]:0{digits}d}", None)


def _place(naming: Naming, row: Row) -> str | None:
    """Where the row is: its own commune, else that of the depositor, else his SIREN."""
    if naming.insee:
        return row.get(naming.insee)
    siret = row.get(naming.siret or "") or ""
    return naming.depot.settings.commune or siret[:9] or None


def _is_in(place: str, other: str | None) -> bool:
    """Whether a place of an identifier is the other one, maybe under an older code."""
    today = communes.current(place)
    return other in (None, place) or (today is not None and today == communes.current(other))


def _point(gabarit: Gabarit, row: Row) -> tuple[float, float] | None:
    lon = row.get(gabarit.role("longitude") or "")
    lat = row.get(gabarit.role("latitude") or "")
    try:
        return (float(lon), float(lat)) if lon and lat else None
    except ValueError:
        return None
