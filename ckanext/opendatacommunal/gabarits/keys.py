"""Every key of gabarit.yaml, told once: what it holds and what it is for.

The lint of the folders and the table of docs/gabarits.md are made from here. A key that code reads
and that is not here is a mistake; so is the contrary.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ckanext.opendatacommunal.messages.mark import N_

Shape = Literal[
    "text",
    "whole",
    "flag",
    "texts",
    "texts_by_name",
    "table",
    "tables",
    "tables_by_name",
    "values",
    "columns",
    "column",
    "languages",
    "interne",
    "audience",
    "free",
]
"""`texts`: a list. `tables`: a list of tables, `tables_by_name`: name → table. `columns`: a list of
fields of the gabarit. `texts_by_name`: name → text or list. `languages`: {fr, en}. `values`: a
list, or value → its other writings. `interne`: names of common columns, or tables. `free`: not
looked at."""


@dataclass(frozen=True)
class Key:
    """`what`: a sentence in English, extracted for translation. `among`: the only values there are.
    `inside`: keys of the table, or of each one of them."""

    name: str
    shape: Shape
    what: str
    required: bool = False
    among: tuple[str, ...] = ()
    inside: tuple[Key, ...] = ()


KINDS_OF_GABARIT = ("deposit", "derived", "relay")
GEOMETRIES = ("adresse", "point", "aucune")
LEVELS = ("required", "recommended", "optional")

FREQUENCIES = tuple(
    """
    DECENNIAL QUINQUENNIAL QUADRENNIAL TRIENNIAL BIENNIAL ANNUAL ANNUAL_2 ANNUAL_3 QUARTERLY
    BIMONTHLY MONTHLY MONTHLY_2 MONTHLY_3 BIWEEKLY WEEKLY WEEKLY_2 WEEKLY_3 WEEKLY_5 DAILY DAILY_2
    HOURLY CONT UPDATE_CONT IRREG AS_NEEDED NEVER NOT_PLANNED OTHER UNKNOWN
""".split()
)
"""Codes of http://publications.europa.eu/resource/authority/frequency."""

THEMES = tuple("AGRI ECON EDUC ENER ENVI GOVE HEAL INTR JUST OP_DATPRO REGI SOCI TECH TRAN".split())
"""Codes of http://publications.europa.eu/resource/authority/data-theme."""

OPTIONS: dict[str, str] = {
    "as": N_("For a percentage: how the schema writes it."),
    "composed": N_("For a whole address or a pair of coordinates: how it is written."),
    "computed": N_("Other columns that make this one, as a pattern."),
    "each_row": N_("Differs from row to row: no value can be asked for all rows."),
    "exhaustive": N_("For a part that gives yes: what it does not name is no."),
    "day_hours": N_("For several values: the one that hours by day mean; they go to the details."),
    "day_unknown": N_("first or last: the day of a date that tells only its month or its year."),
    "confirm": N_("Asked even where it is known: it may be that of another body."),
    "counts_people": N_("It counts people: lines that count one are remarked."),
    "default": N_("What an empty cell stands for."),
    "digits": N_("Digits at least, zeros before."),
    "gives": N_("For a part: how its cells give those of other columns."),
    "likely": N_("For a length: the least and the most there are; tells which unit is meant."),
    "longest_first": N_("For a part that gives sizes: the first column is the longer by nature."),
    "to": N_("For a part: the columns that its cells give."),
    "empty": N_("Words that say nothing here: the cell is left empty."),
    "future": N_("A day or a year to come is right."),
    "keeps": N_("For a part: words of the rows that are the dataset’s own; others are set aside."),
    "legal_total": N_("What a law asks of the sum of the column, by population; an information."),
    "largest": N_("Above that, the cell is asked about."),
    "names_mean_yes": N_("A name where yes or no is expected means yes; it is kept as a remark."),
    "no": N_("Other words that mean no."),
    "numbers": N_("For a beneficiary: columns of the numbers by which a body is known."),
    "of_people": N_("The cells are the names of people: that is what the column is for."),
    "or_empty": N_("The row may do without an answer, although the schema wants the cell."),
    "ones": N_("For a percentage: how a column of nothing but 1 is meant."),
    "ordinal": N_("“1st” is read as 1."),
    "others_to": N_("For an identifier: role of the column that keeps what is none of ours."),
    "ranges": N_("Values that follow one another: “lundi au vendredi” is five of them."),
    "sn": N_("false: no SN is written where a street has no number."),
    "product": N_("Other columns that make this one, multiplied."),
    "told_by": N_("A column whose words tell this one where it is empty."),
    "suggestions": N_("Values to propose when the cell is empty."),
    "type_of": N_("Column of the number whose register this one names."),
    "types": N_("Words for a SIRET, a code of a school, another number, none."),
    "unit": N_("Unit of the numbers of the schema."),
    "upper": N_("Written in capitals."),
    "words": N_("Words that may stand before the code and say nothing."),
    "yes": N_("Other words that mean yes."),
    "yes_means": N_("The value that “yes” stands for."),
}
"""Options of a column → what they do; which kind of cell reads which is told by its module."""

ROLES: dict[str, str] = {
    "identifier": N_("Names the row from one year to the next."),
    "number": N_("Number that the identifier ends with."),
    "name": N_("What the thing is called."),
    "house_number": N_("House number."),
    "street": N_("Street."),
    "complement": N_("Whatever helps to find the place."),
    "postcode": N_("Postcode."),
    "commune": N_("Name of the commune."),
    "insee": N_("INSEE code of the commune."),
    "longitude": N_("Longitude of the point."),
    "latitude": N_("Latitude of the point."),
    "address": N_("Whole address in one cell."),
    "position": N_("Both coordinates in one cell."),
    "position_source": N_("Where the point comes from."),
    "geometry": N_("Outline, GeoJSON."),
    "opening_hours": N_("Opening hours, in the writing of OpenStreetMap."),
    "opening_hours_details": N_("What opening hours cannot say."),
    "producer_name": N_("Name of the producer, on every row."),
    "producer_siren": N_("SIREN of that organisation."),
    "producer_siret": N_("SIRET of the producer, on every row."),
    "matter_code": N_("Code of a matter in the nomenclature of acts."),
    "matter_name": N_("Name of that matter."),
    "issued": N_("Day the row was first published."),
    "updated": N_("Day the row last changed."),
    "internal_code": N_("Code of the row in the software of the commune; never published."),
    "internal_contact": N_("Person to call; never published."),
    "internal_comment": N_("Remarks of the commune; never published."),
}
"""Part that a column plays in the pipeline → what it is; code names no column outright."""

_SAID = (
    Key("fr", "text", N_("In French."), required=True),
    Key("en", "text", N_("In English.")),
)

FIELD: tuple[Key, ...] = (
    Key("kind", "text", N_("Kind of cell: what is read, how it is written.")),
    Key("level", "text", N_("How much it is asked of the commune."), among=LEVELS),
    Key("filled", "flag", N_("The tool fills it where the commune does not.")),
    Key("title", "text", N_("Title, where the schema has none or one for engineers.")),
    Key("description", "text", N_("What the column holds, where the schema does not say it well.")),
    Key("example", "text", N_("An example, where the schema has none.")),
    Key("synonyms", "texts", N_("Other names that town halls give to the column.")),
    Key("values", "values", N_("Values of the list, each with its other writings.")),
    Key("open", "flag", N_("Other values than those of the list are right too.")),
    Key("options", "free", N_("Options of the kind: see the table of options.")),
)

INTERNE: tuple[Key, ...] = (
    Key("name", "text", N_("Name of the column."), required=True),
    Key("role", "text", N_("Part it plays, if any."), among=tuple(ROLES)),
    *FIELD,
)

GABARIT: tuple[Key, ...] = (
    Key("title", "text", N_("Title, as everybody sees it."), required=True),
    Key("description", "text", N_("What the rows are; two sentences."), required=True),
    Key("version", "text", N_("Version of the gabarit: three numbers."), required=True),
    Key(
        "kind",
        "text",
        N_(
            "deposit: communes hand in files. derived: made from another gabarit. relay: elsewhere."
        ),
        required=True,
        among=KINDS_OF_GABARIT,
    ),
    Key("source", "text", N_("Where the model comes from."), required=True),
    Key(
        "periodicity",
        "text",
        N_("How often it is due: code of the list of the EU."),
        required=True,
        among=FREQUENCIES,
    ),
    Key("theme", "text", N_("Theme: code of the list of the EU."), required=True, among=THEMES),
    Key("keywords", "texts", N_("Keywords of the datasets.")),
    Key(
        "geometry",
        "text",
        N_("adresse: the point comes from the address. point: it is given. aucune: no map."),
        among=GEOMETRIES,
    ),
    Key("far_metres", "whole", N_("From there on, a point and its address contradict each other.")),
    Key("natural_key", "columns", N_("Columns that name a row when it has no identifier.")),
    Key(
        "identifier",
        "table",
        N_("How rows are named."),
        inside=(
            Key("prefix", "text", N_("Three capitals before the identifiers the tool makes.")),
            Key("pattern", "text", N_("How they are made of {prefix}, {place} and {number}.")),
            Key("given", "flag", N_("The identifier is the commune’s own, and kept as it is.")),
            Key("per_producer", "flag", N_("Two producers, or two years, may give the same one.")),
        ),
    ),
    Key(
        "period",
        "table",
        N_("What cuts the dataset in periods: a new file replaces its own periods only."),
        inside=(
            Key("fields", "columns", N_("Columns that say the period."), required=True),
            Key(
                "part",
                "text",
                N_("value: the cell itself. year: the year of a date."),
                among=("value", "year"),
            ),
        ),
    ),
    Key("incremental", "flag", N_("Rows that a new file does not have are kept.")),
    Key("roles", "texts_by_name", N_("Part played → column that plays it.")),
    Key(
        "fields",
        "tables_by_name",
        N_("What the schema does not say of its columns."),
        inside=FIELD,
    ),
    Key(
        "interne",
        "interne",
        N_("Columns that are never published: common ones by their name, or your own."),
        inside=INTERNE,
    ),
    Key(
        "parts",
        "interne",
        N_("Columns that a file may have and the schema has not, read to make others."),
        inside=INTERNE,
    ),
    Key(
        "obligations",
        "tables",
        N_("Who must publish it, by which law."),
        inside=(
            Key("text", "text", N_("Short name of the law."), required=True),
            Key("url", "text", N_("Address of its text.")),
            Key("what", "languages", N_("What it asks."), required=True, inside=_SAID),
            Key("on_data", "flag", N_("false: the law is about the thing, and asks for no data.")),
            Key("who", "audience", N_("Which communes; everyone when it is not said.")),
        ),
    ),
    Key(
        "known_defects",
        "tables",
        N_("What the national schema refuses although it is right."),
        inside=(
            Key("field", "column", N_("Column the rule is on."), required=True),
            Key("schema", "text", N_("Version of the schema it holds for."), required=True),
            Key("code", "text", N_("Code of the error.")),
            Key("constraint", "text", N_("Constraint that refuses.")),
            Key("accepts", "text", N_("What is right, as a regular expression.")),
            Key("why", "languages", N_("Why the rule is wrong."), required=True, inside=_SAID),
        ),
    ),
    Key(
        "changes",
        "tables",
        N_("What each version changed, the newest first."),
        inside=(
            Key("version", "text", N_("The version."), required=True),
            Key("date", "text", N_("Its day."), required=True),
            Key("what", "languages", N_("What changed."), required=True, inside=_SAID),
            Key("renamed", "texts_by_name", N_("Old name of a column → new one.")),
            Key("values", "free", N_("Column → old value → new one.")),
        ),
    ),
    Key("derived", "free", N_("How a derived gabarit is made from another one.")),
    Key("relay", "free", N_("Where a relayed dataset is handed in.")),
)


def allowed(keys: tuple[Key, ...]) -> dict[str, Key]:
    return {each.name: each for each in keys}
