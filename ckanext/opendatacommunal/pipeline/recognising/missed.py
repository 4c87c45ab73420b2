"""Required fields without a column, and columns without a field that may be theirs."""

from __future__ import annotations

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.pipeline.recognising.claims import address_of
from ckanext.opendatacommunal.pipeline.recognising.content import LOOSE_KINDS, counts_rows, fits
from ckanext.opendatacommunal.pipeline.recognising.search import Search

LONG_WORD = 5

ONE_VALUE = "missing-column"
"""Rule of the question whose answer is one value for all rows: the file has no such column."""


def missed_fields(search: Search) -> dict[str, list[int]]:
    """Field → columns to propose. A column is proposed for its cells where these tell something,
    for a word of its name, or because the field is one that no single value can fill."""
    unknown = [
        index for index, claims in search.open.items() if not claims and search.cells(index).count()
    ]
    found = {}
    for field in search.gabarit.public_fields:
        if _is_missed(search, field):
            columns = [index for index in unknown if _may_be(search, index, field)]
            if columns:
                found[field.name] = columns
    return found


def _is_missed(search: Search, field: Field) -> bool:
    split = (
        field.name == search.gabarit.role("street") and address_of(search.gabarit) in search.taken
    )
    known = search.depot.settings.profile.values.get(field.name, {})
    claimed = any(claim.field == field.name for each in search.open.values() for claim in each)
    settled = split or claimed or field.name in search.taken or ONE_VALUE in known
    return field.required and not field.filled and not settled


def _may_be(search: Search, index: int, field: Field) -> bool:
    if counts_rows(search.cells(index)):
        return False
    if not fits(search.cells(index), field, search.gabarit, search.context):
        return False
    if field.kind not in LOOSE_KINDS or field.name in search.gabarit.natural_key:
        return True
    words = {word for known in (field.name, field.title, *field.synonyms) for word in _words(known)}
    return bool(words & _words(search.sources[index]))


def _words(text: str) -> set[str]:
    return {word for word in plain(text).split("_") if len(word) >= LONG_WORD}
