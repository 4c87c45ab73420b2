"""A value already in our writing stays as it is, whatever the kind: law 3 at its simplest."""

from __future__ import annotations

import dataclasses
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.fields import FIELD_TYPES, Context, read_cell
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, TODAY

CONTEXT = Context(TODAY, BRON, LYON_METROPOLE)


def matching(pattern: str) -> st.SearchStrategy[str]:
    return st.from_regex(pattern, fullmatch=True)


def days_before(last: date) -> st.SearchStrategy[str]:
    days = st.integers(1, 300 * 365).map(lambda ago: (last - timedelta(days=ago)).isoformat())
    return days.filter(lambda day: day not in ("1900-01-01", "1970-01-01"))


def with_key(digits: str) -> str:
    """The digits and the one that makes their sum by Luhn's rule a multiple of ten."""
    doubled = [int(each) * (2 if place % 2 == 0 else 1) for place, each in enumerate(digits[::-1])]
    return f"{digits}{-sum(each // 10 + each % 10 for each in doubled) % 10}"


SIRENS = matching(r"[1-9][0-9]{7}").map(with_key)

NO_NAMES = {"autre", "autres", "divers", "rare", "rares", "sans", "total", "prénom", "prénoms"}

VALID = {
    "boolean": st.sampled_from(("oui", "non")),
    "number": matching(r"-?(0|[1-9][0-9]{0,8})(\.([0-9]{1,2}|[0-9]{4,6}))?"),
    "integer": matching(r"-?(0|[1-9][0-9]{0,8})"),
    "percentage": matching(r"0\.[0-9]{1,6}"),
    "length": matching(r"[0-9]\.[0-9]{1,2}"),
    "area": matching(r"(0|[1-9][0-9]{0,6})(\.[0-9]{1,2})?"),
    "year": matching(r"1[0-9]{3}|20[01][0-9]"),
    "date": days_before(TODAY),
    "time": matching(r"([01][0-9]|2[0-3]):[0-5][0-9]"),
    "number_code": matching(r"[1-9][0-9]{2,5}"),
    "postcode": matching(r"(0[1-9]|[1-8][0-9]|9[0-8])[0-9]{3}"),
    "siren": SIRENS,
    "siret": SIRENS.flatmap(
        lambda siren: matching(r"[0-9]{3}[1-9]").map(lambda place: with_key(siren + place))
    ),
    "given_name": matching(r"[A-ZÉÈÎ][a-zéèïç]{2,9}(-[A-ZÉ][a-zéë]{1,7}){0,2}").filter(
        lambda name: not {*name.lower().split("-")} & NO_NAMES
    ),
    "days": st.tuples(days_before(TODAY), days_before(TODAY)).map(
        lambda two: "/".join(sorted(two))
    ),
    "datetime": days_before(TODAY).map(lambda day: f"{day}T08:30:00Z"),
    "matter_code": matching(r"1\.[1-7]|5\.[1-8]|7\.([1-9]|10)|9\.[1-4]"),
    "rna": matching(r"W[0-9]{9}"),
    "phone": matching(r"\+33[1-9][0-9]{8}|3[0-9]{3}|1[578]|112"),
    "email": matching(r"[a-z]{2,12}@[a-z]{2,9}(-[a-z]{2,9})?\.(fr|com|eu)"),
    "url": matching(r"https?://[a-z]{2,9}\.(fr|com)(/[a-z0-9_-]{1,9}){0,3}"),
    "longitude": matching(r"-?[0-9]\.[0-9]{2,7}"),
    "latitude": matching(r"4[2-9]\.[0-9]{2,7}"),
    "geojson": st.tuples(
        st.floats(-5, 9).map(lambda x: round(x, 6)), st.floats(42, 51).map(lambda x: round(x, 6))
    ).map(lambda at: f'{{"type": "Point", "coordinates": [{at[0]}, {at[1]}]}}'),
}


@pytest.mark.parametrize("kind", VALID)
@given(data=st.data())
@settings(max_examples=100, deadline=None)
def test_what_is_in_our_writing_stays_as_it_is(kind: str, data: st.DataObject) -> None:
    field = dataclasses.replace(FIELD_TYPES[kind].sample, kind=kind)
    raw = data.draw(VALID[kind])
    reading = read_cell(raw, field, CONTEXT)
    assert (reading.value, reading.rule, reading.settled) == (raw, None, True)


def test_a_code_with_one_wrong_digit_is_never_taken() -> None:
    """Luhn's key shows any single wrong digit."""
    right = "21690123100011"
    field = dataclasses.replace(FIELD_TYPES["siret"].sample, kind="siret")
    for place in range(len(right)):
        for digit in set("0123456789") - {right[place]}:
            wrong = f"{right[:place]}{digit}{right[place + 1 :]}"
            assert read_cell(wrong, field, CONTEXT).error == "not-a-siret"
