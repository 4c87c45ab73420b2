"""Every kind of cell: its own examples, and what must hold of any text."""

from __future__ import annotations

import dataclasses

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ckanext.opendatacommunal.gabarits import Field
from ckanext.opendatacommunal.pipeline.fields import (
    FIELD_TYPES,
    Context,
    Example,
    FieldType,
    Reading,
    field_type,
    read_cell,
)
from ckanext.opendatacommunal.pipeline.fields.address import split
from ckanext.opendatacommunal.pipeline.fields.area import unit_of
from ckanext.opendatacommunal.pipeline.fields.tidying import tidy
from ckanext.opendatacommunal.pipeline.judging.table_schema import columns_of
from ckanext.opendatacommunal.tests.pipeline.parks import BRON, LYON_METROPOLE, TODAY, gabarit

CONTEXT = Context(TODAY, BRON, LYON_METROPOLE)
FIELDS = gabarit().fields


def sample(kind: FieldType) -> Field:
    return dataclasses.replace(kind.sample, kind=kind.name)


EVERY_FIELD = {field.name: field for field in FIELDS} | {
    f"sample of {kind.name}": sample(kind) for kind in FIELD_TYPES.values()
}
"""The fields of the parks, and one of every kind of cell."""

WORDS = (
    "oui non NC rue Av. Mions BRON lundi 8h-12h 1,2 ha 12/03/2024 1.220 piéton vélo TC | ; , / - '"
    " ’ "
    "24h/24 St bis 36 B PAR-69283-001 4,85 45.7 é Ã© \ufffd \u200b \u00a0 # = @ https://a.fr (x)"
).split(" ")
CODES = (
    "04 78 12 34 56 +33 (0)4 0262 3639 mairie @ ville.fr (at) [dot] mailto: ; 21690123100011 "
    "216901231 2,43E+13 W692001234 31/12/24 janv. 2024 mardi 12 h 30 midi 24h 0.375 240 cm 2m40 mm "
    "45 % 1 100 0,5 12 k€ ½ places 4°57'11\" N E 69 003 CEDEX 2A004 https:// www. http:/ T00:00 Z "
    "-1 × conforme"
).split(" ")
TEXTS = st.one_of(
    st.text(max_size=40),
    st.lists(st.sampled_from(CODES), max_size=5).map(" ".join),
    st.lists(st.sampled_from(CODES), max_size=4).map("".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=6).map("".join),
    st.from_regex(r"[0-9 .,/:hm²a-z-]{1,14}", fullmatch=True),
)


USUAL = (
    r"[A-Z]{2,4}-[0-9]{5}-[0-9]{1,4}|[0-9]{1,6}([.,][0-9]{1,4})?"
    r"|(Rue|Avenue|R\.|Place) (de la |St |d')?[A-ZÉa-z' éÃ0-9.-]{1,24}|"
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}|https?://[a-z.]{1,9}/[a-z%?#' é]{0,5}"
    r"|n[ée]e? le [0-9]{1,2} mars [0-9]{4} au parc|0[1-7]( ?[0-9]{2}){4} parc"
)


def all_examples() -> list[tuple[FieldType, Example]]:
    return [(kind, example) for kind in FIELD_TYPES.values() for example in kind.examples]


@pytest.mark.parametrize(
    ("kind", "example"), all_examples(), ids=lambda each: getattr(each, "name", None) or each.raw
)
def test_example(kind: FieldType, example: Example) -> None:
    context = dataclasses.replace(CONTEXT, decided=example.decided)
    reading = read_cell(example.raw, sample(kind), context)
    assert (reading.value, reading.error, not reading.sure) == (
        example.value,
        example.error,
        example.asks,
    )


@pytest.mark.parametrize(
    ("kind", "example"), all_examples(), ids=lambda each: getattr(each, "name", None) or each.raw
)
def test_what_a_question_proposes_is_an_answer(kind: FieldType, example: Example) -> None:
    context = dataclasses.replace(CONTEXT, decided=example.decided)
    reading = read_cell(example.raw, sample(kind), context)
    proposed = () if reading.whole_column else reading.candidates
    for candidate in proposed:
        again = read_cell(candidate, sample(kind), context.of_answers)
        assert (again.value, again.settled) == (candidate, True)


@pytest.mark.parametrize("kind", FIELD_TYPES.values(), ids=lambda kind: kind.name)
def test_every_kind_shows_what_it_keeps(kind: FieldType) -> None:
    assert any(example.value is not None for example in kind.examples)


def test_every_kind_of_the_gabarits_has_a_reader() -> None:
    assert {field.kind for field in FIELDS} <= set(FIELD_TYPES)


@pytest.mark.parametrize("field", EVERY_FIELD.values(), ids=EVERY_FIELD)
@given(raw=TEXTS)
@settings(max_examples=150, deadline=None)
def test_reading_what_was_read_changes_nothing(field: Field, raw: str) -> None:
    reading = read_cell(raw, field, CONTEXT)
    if reading.value is not None:
        again = read_cell(reading.value, field, CONTEXT)
        assert (again.value, again.rule) == (reading.value, None)
    if reading.rule is None and reading.settled:
        assert reading.value == raw or (reading.value is None and nothing_to_see(raw))


@pytest.mark.parametrize("raw", ["2|", "2;2", "oui|", " | 3"])
def test_separators_around_one_part_of_a_list_say_nothing(raw: str) -> None:
    equipment = next(field for field in FIELDS if field.name == "type_equip")
    alone = read_cell(raw.strip(" |;").split(";")[0], equipment, CONTEXT)
    assert read_cell(raw, equipment, CONTEXT) == alone


def nothing_to_see(raw: str) -> bool:
    return tidy(raw).text is None


@pytest.mark.parametrize("field", EVERY_FIELD.values(), ids=EVERY_FIELD)
@given(raws=st.lists(TEXTS | st.from_regex(USUAL, fullmatch=True), min_size=20, max_size=60))
@settings(max_examples=12, deadline=None)
def test_a_plain_value_is_one_that_its_reader_leaves_as_it_is(
    field: Field, raws: list[str]
) -> None:
    plain = field_type(field.kind).plain
    if plain is None:
        return
    for raw in pl.DataFrame({"cell": raws}).filter(plain(pl.col("cell"), field))["cell"]:
        assert read_cell(raw, field, CONTEXT) == Reading(raw)


@pytest.mark.parametrize("field", gabarit().public_fields, ids=lambda field: field.name)
@given(raw=TEXTS)
@settings(max_examples=150, deadline=None)
def test_a_valid_value_is_never_turned_into_another(field: Field, raw: str) -> None:
    """What the schema takes stays as it is, is asked about, or changes its writing only."""
    judged = next(each for each in columns_of(gabarit().schema) if each.name == field.name)
    strict = field.kind in (
        "boolean",
        "number",
        "year",
        "date",
        "area",
        "enum",
        "multi",
        "postcode",
    )
    if strict and not field.open and raw and raw.strip() == raw and not judged.flaws(raw):
        reading = read_cell(raw, field, CONTEXT)
        assert reading.value in (raw, None)
        assert reading.value == raw or not reading.settled


@pytest.mark.parametrize(
    ("text", "number", "street", "postcode", "commune"),
    [
        (
            "36 bis avenue de la République 69780 Mions",
            "36 bis",
            "avenue de la République",
            "69780",
            "Mions",
        ),
        ("12, rue Jean Jaurès, 69500 BRON", "12", "rue Jean Jaurès", "69500", "BRON"),
        ("12 Grande Rue", "12", "Grande Rue", None, None),
        ("12 et 14 rue du Lac", "12 et 14", "rue du Lac", None, None),
        ("12, 14 et 16 rue du Lac, Bron", "12, 14 et 16", "rue du Lac", None, "Bron"),
        ("12 à 18 rue du Lac", "12 à 18", "rue du Lac", None, None),
        ("12 a 18 rue du Lac", "12 a 18", "rue du Lac", None, None),
        ("12bis-14 rue du Lac", "12bis-14", "rue du Lac", None, None),
        ("12/14/16 rue du Lac", "12/14/16", "rue du Lac", None, None),
        ("1 place du 11 novembre 1918", "1", "place du 11 novembre 1918", None, None),
        ("Place du 8 mai 1945", None, "Place du 8 mai 1945", None, None),
        ("8 mai 1945", None, "8 mai 1945", None, None),
        ("12 bis, av. Foch, Bron", "12 bis", "av. Foch", None, "Bron"),
        ("36/38 rue A 69 500 Bron", "36/38", "rue A", "69 500", "Bron"),
        ("Chemin des Écoliers (69780)", None, "Chemin des Écoliers", "69780", None),
        ("", None, None, None, None),
    ],
)
def test_an_address_is_cut(
    text: str, number: str | None, street: str | None, postcode: str | None, commune: str | None
) -> None:
    found = split(text, epci=LYON_METROPOLE, near=BRON)
    assert (found.number, found.street, found.postcode, found.commune) == (
        number,
        street,
        postcode,
        commune,
    )


def test_a_landmark_before_the_address_is_told_apart() -> None:
    found = split("Parc Chambovet, 12 rue Coignet")
    assert (found.complement, found.number, found.street) == ("Parc Chambovet", "12", "rue Coignet")


@pytest.mark.parametrize("field", EVERY_FIELD.values(), ids=EVERY_FIELD)
@pytest.mark.parametrize("part", ["a", "1", "1 ", "a.", "rue ", "a@", "(", "1,", "é|", "lundi "])
def test_a_hostile_cell_is_read_like_any_other(field: Field, part: str) -> None:
    """A pattern that backtracks would never come back from these."""
    read_cell(part * 20_000, field, CONTEXT)


@given(raw=TEXTS)
@settings(max_examples=300, deadline=None)
def test_cutting_an_address_never_fails(raw: str) -> None:
    split(raw, epci=LYON_METROPOLE, near=BRON)


@pytest.mark.parametrize(
    ("header", "unit"),
    [
        ("Surface (ha)", "ha"),
        ("Surface en hectares", "hectares"),
        ("Surface en m²", None),
        ("surf_m2", None),
        ("Surface", None),
        ("", None),
    ],
)
def test_the_header_may_say_the_unit(header: str, unit: str | None) -> None:
    assert unit_of(header) == unit


def test_an_unknown_kind_is_read_as_text() -> None:
    assert field_type("whatever").name == "text"


def test_a_count_of_playgrounds_is_asked_about() -> None:
    """Published as it is, « 2 » would be the name of an equipment."""
    field = next(each for each in FIELDS if each.name == "type_equip")
    assert not read_cell("2", field, CONTEXT).sure
    assert read_cell("1", field, CONTEXT).value == "aires de jeux"


@pytest.mark.parametrize("text", ["fermé le mardi", "fermé le lundi et le mardi"])
def test_days_of_closing_alone_are_no_opening_hours(text: str) -> None:
    """`Tu off` alone reads as never open: the sentence stays a sentence."""
    field = next(each for each in FIELDS if each.name == "horaires")
    assert read_cell(text, field, CONTEXT).value is None
