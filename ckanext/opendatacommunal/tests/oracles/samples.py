"""Schemas of our own that have every type, format, constraint, key and French check, and tables
that go wrong with them in every way."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ckanext.opendatacommunal.tests.oracles import texts


class Sample(NamedTuple):
    """A schema and the text of a table."""

    name: str
    schema: dict[str, Any]
    text: str


def csv_of(rows: Iterable[Sequence[str]]) -> str:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    return stream.getvalue()


def _field(kind: str, form: str = "default", **properties: Any) -> dict[str, Any]:
    """Small names are constraints, the others (`missingValues`…) properties of the field."""
    camel = {"minLength", "maxLength"}
    constraints = {k: v for k, v in properties.items() if k.islower() or k in camel}
    others = {k: v for k, v in properties.items() if k not in constraints}
    return {"name": "x", "type": kind, "format": form, "constraints": constraints, **others}


FIELDS = (
    {"name": "x"},
    _field("string"),
    _field("string", required=True),
    _field("string", pattern="^[A-Z]{3}-[0-9]+$"),
    _field("string", pattern="a|b.*"),
    _field("string", pattern="^a$|^b$"),
    _field("string", pattern=r"(?=a)\w+"),
    _field("string", pattern=r"\d+"),
    _field("string", pattern=r"[^\s]+"),
    _field("string", enum=["libre", "a", "TC", "b", "ab"]),
    _field("string", minLength=2, maxLength=6),
    _field("string", unique=True),
    _field("string", missingValues=["NC", "NA"]),
    _field("string", missingValues=["", "NC"], required=True),
    _field("string", missingValues=[], required=True),
    _field("string", "uri"),
    _field("string", "email"),
    _field("string", "uuid"),
    _field("string", "binary"),
    _field("number"),
    _field("number", minimum=0, maximum=100),
    _field("number", minimum=0.01, maximum=1),
    _field("number", enum=["1", 2.5]),
    _field("number", unique=True),
    _field("number", decimalChar=","),
    _field("number", decimalChar=",", groupChar=" "),
    _field("number", decimalChar=",", groupChar=".", minimum=0.5),
    _field("number", bareNumber=False),
    _field("number", bareNumber=False, decimalChar=",", groupChar=" "),
    _field("number", floatNumber=True, minimum=1),
    _field("number", missingValues=["NC"]),
    _field("integer"),
    _field("integer", minimum=1, maximum="2024"),
    _field("integer", bareNumber=False),
    _field("integer", enum=["1", 2024]),
    _field("integer", unique=True),
    _field("boolean"),
    _field("boolean", trueValues=["oui", "VRAI"], falseValues=["non"], unique=True),
    _field("boolean", enum=["true"]),
    _field("year"),
    _field("year", minimum=1500, maximum="2030", unique=True),
    _field("yearmonth"),
    _field("yearmonth", minimum="2024-05"),
    _field("date"),
    _field("date", minimum="2000-01-01", maximum="2024-06-30", unique=True),
    _field("date", "%d/%m/%Y", minimum="01/01/2000"),
    _field("date", "%d.%m.%y"),
    _field("date", "any"),
    _field("time"),
    _field("time", "%H:%M"),
    _field("time", "any"),
    _field("datetime", required=True, unique=True),
    _field("datetime", "%Y-%m-%d %H:%M:%S"),
    _field("datetime", "any"),
    _field("duration"),
    _field("geopoint"),
    _field("geopoint", "array"),
    _field("geopoint", "object"),
    _field("geojson"),
    _field("array"),
    _field("array", arrayItem={"type": "string", "constraints": {"enum": ["a", "b"]}}),
    _field("array", arrayItem={"type": "integer"}),
    _field("array", arrayItem={"constraints": {"required": True}}),
    _field(
        "array",
        arrayItem={"type": "string", "constraints": {"minLength": 2, "pattern": "a+"}},
    ),
    _field("object"),
    _field("object", maxLength=1),
    _field("array", arrayItem={"type": "boolean", "trueValues": ["a"], "missingValues": ["b"]}),
    _field("geojson", "topojson"),
    _field("duration", enum=["P12M", "PT24H"]),
    _field("string", "email", unique=True, missingValues=[]),
    _field("number", groupChar=".", unique=True),
    _field("integer", missingValues=[], unique=True),
    _field("date", "%Y%m%d"),
    _field("date", "%d %B %Y"),
    _field("any", enum=["1", "a"]),
    _field("any", required=True),
)


def of_every_type() -> Iterator[Sample]:
    """One column a table, because Validata stops at a thousand errors; some values stand twice."""
    cells = [*texts.ANYTHING, *texts.ANYTHING[1::7]]
    rows = [["line", "x"], *([f"line {i}", cell] for i, cell in enumerate(cells))]
    for field in FIELDS:
        schema = {"fields": [{"name": "line", "type": "string"}, field]}
        yield Sample(str(field), schema, csv_of(rows))


A = {"name": "a", "type": "integer", "constraints": {"required": True}}
B = {"name": "b", "type": "string"}
C = {"name": "c", "type": "number"}
ABC: dict[str, Any] = {"fields": [A, B, C], "missingValues": ["", "NC"]}
UNIQUE = {**ABC, "fields": [A, B, {**C, "constraints": {"unique": True}}]}
TO_ITSELF = {"fields": "c", "reference": {"resource": "", "fields": "a"}}
OF_TWO = {**ABC, "primaryKey": ["a", "b"]}
TREE = {**ABC, "foreignKeys": [TO_ITSELF]}
PARENT = {**ABC, "foreignKeys": [{"fields": "b", "reference": {"resource": "", "fields": "c"}}]}
TO_ANOTHER = {"fields": ["b"], "reference": {"resource": "other", "fields": ["z"]}}

STRUCTURES = (
    Sample("right", ABC, "a,b,c\n1,x,2\n"),
    Sample("no row", ABC, "a,b,c\n"),
    Sample("a column too many", ABC, "a,b,c,d\n1,x,2,9\nNC,,,NC\n,,,x\n"),
    Sample("two columns of one name", ABC, "a,b,b\nx,2,3\n"),
    Sample("a column without name", ABC, "a,b,,c\n1,2,3,4\n,,,\n,,9,\n"),
    Sample("two columns without name", ABC, "a,,\n1,2,3\n"),
    Sample("spaces around names", ABC, " a ,b ,c\nx,2,3\n"),
    Sample("a name on two lines", ABC, '"a\nz",b,c\nx,2,3\n'),
    Sample("another case", ABC, "A,b,c\nx,2,3\n"),
    Sample("other columns", ABC, "x,y,z\n1,2,3\n"),
    Sample("other order", ABC, "c,a,b\nx,y,z\n"),
    Sample("no compulsory column", ABC, "b,c\n1,2\n"),
    Sample("blank rows", ABC, "a,b,c\n1,x,2\n\n,,\nNC,NC,NC\n , , \n,,,9\n"),
    Sample("ragged rows", ABC, "a,b,c\n1,x,2\n1,x\n1\n1,x,2,3\n1,x,2,3,\n"),
    Sample("only NC is nothing", {**ABC, "missingValues": ["NC"]}, "a,b,c\nNC,x,1\n,x\n1\n\n1,,\n"),
    Sample("nothing is nothing", {**ABC, "missingValues": []}, "a,b,c\nNC,x,1\n,x,1\n1,,1\n1,x\n"),
    Sample("a title above", ABC, "Liste des parcs;;\na;b;c\n1;x;2\nx;y;3\n"),
    Sample("a short title above", ABC, "Liste\na,b,c\n1,x,2\nx,y,3\n1,x,2\n"),
    Sample("a blank row above", ABC, "\na,b,c\n1,x,2\nx,y,3\n"),
    Sample("long header", ABC, "a,b,c,d,e,f,g,h\n1,x\n1,x\n1,x\n1,x\n"),
    Sample("short header", ABC, "a\n1,x,2\n1,x,2\n"),
    Sample("delimiters at the end", ABC, "a,b,c,\n1,x,2,\nx,y,3,\n"),
    Sample("delimiters at the end of rows", ABC, "a,b,c\n1,x,2,\nx,y,3,\n"),
    Sample("quotes", ABC, '"a","b","c"\n"1","x ""y"" z","2"\n"x","a\nb",3\n'),
    Sample("tabs", ABC, "a\tb\tc\n1\tx\t2\nx\ty\t3\n"),
    Sample("bars", ABC, "a|b|c\n1|x|2\nx|y|3\n"),
    Sample("byte-order mark", ABC, "\ufeffa;b;c\r\n1;x;2,5\r\nx;y;3\r\n"),
    Sample("unique", UNIQUE, "a,b,c\n1,x,1\n1,x,1.0\n1,x,\n1,x,NC\n1,x,1e0\n1,x,y\n1,x,y\n"),
    Sample("key", {**ABC, "primaryKey": "a"}, "a,b,c\n1,x,\n1,y,\n,z,\n,,\n01,t,\nx,t,\n"),
    Sample("key of two", OF_TWO, "a,b,c\n1,x,\n1,x,\n,x,\n,x,\n,,1\nq,x,1\n"),
    Sample("no key", {**ABC, "primaryKey": "b"}, "a,c\n1,2\n1,2\n"),
    Sample("reference", TREE, "a,b,c\n1,x,\n2,x,1\n3,x,9\n4,x,y\n5,x,1.0\n,x,5\n"),
    Sample("key not of its type", {**ABC, "primaryKey": "a"}, "a,b,c\n1,x,\nx,y,\n1.5,z,\n2,,1\n"),
    Sample("twice in a key", {**ABC, "primaryKey": ["b", "b"]}, "a,b,c\n1,x,\n1,x,2\n1,,\n"),
    Sample("no number in a key", {**ABC, "primaryKey": "c"}, "a,b,c\n1,x,NaN\n1,y,NaN\n1,z,\n"),
    Sample("nothing is a key", {**OF_TWO, "missingValues": []}, "a,b,c\n1,,1\n1,,1\n,,2\n"),
    Sample("reference to no column", PARENT, "a,b\n1,x\n2,\n"),
    Sample("reference elsewhere", {**ABC, "foreignKeys": [TO_ANOTHER]}, "a,b,c\n1,x,\n2,,\n"),
)  # fmt: skip

COLUMNS = {
    "s": "string", "n": "number", "i": "integer", "d": "date", "t": "string", "y": "year",
    "o": "boolean",
}  # fmt: skip


def _checked(
    name: str, params: dict[str, Any], rows: Iterable[dict[str, str]], **more: Any
) -> Sample:
    fields = [{"name": column, "type": kind} for column, kind in COLUMNS.items()]
    schema = {"fields": fields, "custom_checks": [{"name": name, "params": params}], **more}
    written = [[row.get(column, "") for column in COLUMNS] for row in rows]
    return Sample(f"{name} {params}", schema, csv_of([list(COLUMNS), *written]))


PAIRS = (
    ("1", "2"), ("2", "1"), ("1", "1"), ("", "1"), ("1", ""), ("a", "1"), ("10", "9"), ("x", "y"),
    ("1.5", "1"), ("é", "e"), ("1e2", "99"), ("-1", "0"),
)  # fmt: skip


def of_french_checks() -> Iterator[Sample]:
    for names, cells in (
        (("french-siret-value", "siret", "french-siren-value", "siren"), texts.CODES),
        (("nomenclature-actes-value", "nomenclature-acte"), texts.ACTS),
        (("year-interval-value",), texts.YEARS),
        (("opening-hours-value",), texts.HOURS),
        (("phone-number-value",), texts.PHONES),
    ):
        for name in names:
            rows = [{"s": cell, "t": str(i)} for i, cell in enumerate((*cells, "", "abc"))]
            yield _checked(name, {"column": "s"}, rows)
        rows = [{"s": "", "t": "an empty cell has a value"}, {"s": "NC"}]
        yield _checked(names[0], {"column": "s"}, rows, missingValues=["NC"])
    rows = [{"s": year} for year in texts.YEARS]
    for allowed in ("true", "yes", "no", True):
        yield _checked("year-interval-value", {"column": "s", "allow-year-only": allowed}, rows)
    for op in (">", ">=", "==", "<=", "<", "<>"):
        for first, second in (("s", "t"), ("n", "i"), ("n", "s")):
            rows = [{first: a, second: b, "y": "2024"} for a, b in PAIRS]
            params = {"column": first, "column2": second, "op": op}
            yield _checked("compare-columns-value", params, rows)
    rows = [{"o": a, "i": b, "n": "1"} for a in ("1", "true", "0", "") for b in ("0", "1", "")]
    yield _checked("compare-columns-value", {"column": "o", "column2": "i", "op": ">="}, rows)
    points = ("4.85,45.75", "45.75,4.85", "0,0", "-61.5,16.1", "45.1,-12.8", "9.560091,45", "x", "")
    yield Sample(
        "points in France",
        {
            "fields": [{"name": "line"}, {"name": "x", "type": "geopoint"}],
            "custom_checks": [{"name": "french-gps-coordinates", "params": {"column": "x"}}],
        },
        csv_of([["line", "x"], *([str(i), point] for i, point in enumerate(points))]),
    )
    yield _checked("truc", {"column": "s"}, [{"s": "x"}])
    yield _checked("siret", {}, [{"s": "x"}])
    yield _checked("siret", {"column": "absent"}, [{"s": "x"}])
    yield _checked("sum-columns-value", {"column": "n", "columns": "i"}, [{"n": "1"}])
    totals = ("2025", "2026", "", "2025.0", "x")
    rows = [{"s": "k", "n": total, "i": "1", "y": "2024"} for total in totals]
    rows += [{"n": "1", "i": "x", "y": "2024"}, {"n": "1", "y": "2024"}]
    yield _checked("sum-columns-value", {"column": "n", "columns": ["i", "y"]}, rows)
    filled = [
        {"s": s, "n": n, "t": t} for s in ("a", "") for n in ("1", "x", "0", "") for t in ("b", "")
    ]
    for others in (["n", "t"], ["n", "absent"], []):
        params = {"column": "s", "othercolumns": others}
        yield _checked("cohesive-columns-value", params, filled)
    absent = {"column": "absent", "othercolumns": ["other"]}
    yield _checked("cohesive-columns-value", absent, filled)
    for first, second in (("s", "n"), ("absent", "n"), ("s", "absent"), ("absent", "other")):
        yield _checked("one-of-required", {"column1": first, "column2": second}, filled)
    third = {"column": "t", "column1": "s", "column2": "n"}
    yield _checked("one-of-required", third, filled)
    totals = [{"s": "2", "i": "2"}, {"s": "x", "i": "2"}]
    yield _checked("sum-columns-value", {"column": "s", "columns": ["i"]}, totals)
    on_fields = {
        "fields": [
            {"name": "s", "customCheck": "siret"},
            {"name": "t", "customCheck": {"name": "year-interval-value", "allow-year-only": "yes"}},
        ]
    }
    yield Sample("customCheck", on_fields, "s,t\n21690266800014,2017\n21690266800013,17\n")


A_FIELD: dict[str, Any] = {"name": "a", "type": "number"}


def of_schemas() -> Iterator[Sample]:
    """Schemas that may be wrong, on a table that is right."""
    for properties in (
        {"required": True},
        {"constraints": None},
        {"constraints": {"minimum": None}},
        {"constraints": {"pattern": "x"}},
        {"constraints": {"enum": "1"}},
        {"constraints": {"required": "true"}},
        {"bareNumber": "false"},
        {"decimalChar": 1},
        {"trueValues": "x"},
        {"missingValues": None},
        {"type": "string", "decimalChar": 1},
        {"type": "string", "format": "url"},
        {"type": "string", "constraints": {"minLength": 1.0}},
        {"type": "string", "constraints": {"minLength": "1"}},
        {"type": "string", "constraints": {"pattern": "("}},
        {"type": "text"},
        {"type": "any"},
        {"type": "array", "arrayItem": None},
    ):
        yield Sample(str(properties), {"fields": [{**A_FIELD, **properties}]}, "a\n1\n")
    for properties in (
        {"primaryKey": None},
        {"primaryKey": ""},
        {"primaryKey": "z"},
        {"foreignKeys": None},
        {"foreignKeys": {}},
        {"foreignKeys": [{"fields": "z", "reference": {"resource": "", "fields": "a"}}]},
        {"missingValues": "x"},
        {"fields": [A_FIELD, A_FIELD]},
    ):
        yield Sample(str(properties), {"fields": [A_FIELD], **properties}, "a\n1\n")
