"""What a column of a Table Schema is, by its type, its constraints and its name.

A guess only starts the folder of a gabarit: its author reads it over. Where nothing is sure the
column is plain text, which changes nothing in a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ckanext.opendatacommunal.gabarits.files import BLOCKS, read_yaml
from ckanext.opendatacommunal.pipeline.cell_types import CONSTRAINTS
from ckanext.opendatacommunal.pipeline.fields import FIELD_TYPES
from ckanext.opendatacommunal.pipeline.reading.names import faithful_key, plain

Column = Mapping[str, Any]

LATITUDE = re.compile(r"(?:^|_)y?lat(?:itude)?(?:_|\d|$)")
LONGITUDE = re.compile(r"(?:^|_)x?(?:lon|long|lng|longitude)(?:_|\d|$)")
PHONE = re.compile(r"(?:^|_)(?:tel|telephone|phone|portable|mobile)(?:_|\d|$)")
FAX = re.compile(r"(?:^|_)(?:fax|telecopie)(?:_|$)")
EMAIL = re.compile(r"(?:^|_)(?:e_?mail|mail|courriel)s?(?:_|$)")
SIRET = re.compile(r"(?:^|_)siret(?:_|$)")
SIREN = re.compile(r"(?:^|_)siren(?:_|$)")
RNA = re.compile(r"(?:^|_)rna(?:_|$)")
FOURTEEN, NINE = (re.compile(rf"\^?(?:\\d|\[0-9\])\{{{n}\}}\$?") for n in (14, 9))

NAMES = ("nom", "name", "libelle", "designation", "denomination", "intitule", "titre")
IDENTIFIERS = ("id", "identifiant", "uid", "uuid", "identifier")

TYPE_OF_ROLE = {
    "position": ("geopoint", "string"),
    "longitude": ("number",),
    "latitude": ("number",),
    "updated": ("date",),
    "geometry": ("geojson",),
}
"""Types that a column must have to play a part; text for the others."""

TEXT = ("string", "any")

NOT_GUESSED = ("identifier", "number", "position_source")
SAYS_LITTLE = ("identifier", "insee", "commune", "postcode", "updated", "longitude", "latitude")
"""Parts that do not tell two rows apart."""

WHOLES = {"address": "street", "position": "longitude"}
"""Part that holds several things in one cell → what the schema must not have beside it."""

PARTS = {
    "address": ("house_number", "street", "postcode", "commune"),
    "position": ("longitude", "latitude"),
}
"""The same → the parts that are read to make it, common ones of `blocs.yaml`."""

POSTCODE = re.compile(r"\b\d{5}\b")


def kind_of(column: Column) -> str | None:
    """The kind to say in gabarit.yaml; None where the type of the schema says it all."""
    kind = column.get("type", "string")
    constraints = column.get("constraints") or {}
    if kind == "string" and constraints.get("enum"):
        return "enum"
    if kind in TEXT:
        return _by_format(column) or _by_name(column) or "text"
    if kind == "number":
        name = _plain(column)
        if LATITUDE.search(name):
            return "latitude"
        return "longitude" if LONGITUDE.search(name) else None
    return None if kind in FIELD_TYPES else "text"


def _by_format(column: Column) -> str | None:
    return {"email": "email", "uri": "url"}.get(str(column.get("format", "")))


def _by_name(column: Column) -> str | None:
    name = _plain(column)
    pattern = str((column.get("constraints") or {}).get("pattern", ""))
    if SIRET.search(name) or FOURTEEN.fullmatch(pattern):
        return "siret"
    if SIREN.search(name):
        return "siren"
    if RNA.search(name):
        return "rna"
    if PHONE.search(name) and not FAX.search(name):
        return "phone"
    return "email" if EMAIL.search(name) else None


def _plain(column: Column) -> str:
    """The name in words: `numSiret` and `NUM_SIRET` are `num_siret`."""
    return plain("_".join(words_of(str(column["name"]))))


def words_of(name: str) -> list[str]:
    """`menuRestaurantNom`, `ADR_NOMVOIE`, `coordonneesXY` → their words."""
    apart = re.sub(r"(?<=[a-zà-ÿ0-9])(?=[A-ZÀ-Þ][a-zà-ÿ]|[A-Z]+$)", " ", name)
    return [word for word in re.split(r"[\s_\-.]+", apart) if word]


def roles_of(columns: Sequence[Column], prefix: str = "") -> dict[str, str]:
    """Part → column that plays it, by the names that the pilots' columns have. A point needs both
    coordinates. `prefix`: what all names begin with, and says nothing."""
    blocks = read_yaml(BLOCKS)
    roles = blocks["roles"]
    named = [(each.get("role"), name) for name, each in blocks["parts"].items()]
    found: dict[str, str] = {}
    taken: set[str] = set()
    for role, block in roles.items():
        own = (name for played, name in named if played == role)
        words = {faithful_key(str(word)) for word in (*own, *block.get("synonyms", ()))}
        if role in NOT_GUESSED or (role in WHOLES and _has_parts(role, found)):
            continue
        for column in columns:
            if column["name"] not in taken and _plays(column, role, words, prefix):
                found[role] = column["name"]
                taken.add(column["name"])
                break
    if not {"longitude", "latitude"} <= found.keys():
        found.pop("longitude", None)
        found.pop("latitude", None)
    found.update(_name_role(columns, taken))
    return found


def _has_parts(role: str, found: Mapping[str, str]) -> bool:
    return WHOLES[role] in found


def parts_of(
    columns: Sequence[Column], roles: Mapping[str, str]
) -> tuple[list[str], dict[str, dict[str, str]]]:
    """(common parts to read, column → its options) of whole addresses and pairs of coordinates."""
    blocks = read_yaml(BLOCKS)["parts"]
    common = {each["role"]: name for name, each in blocks.items() if "role" in each}
    named = {each["name"]: each for each in columns}
    parts: list[str] = []
    options: dict[str, dict[str, str]] = {}
    for whole, inside in PARTS.items():
        if whole in roles:
            names = {role: roles.get(role) or common[role] for role in inside}
            parts += [common[role] for role in inside if role not in roles]
            kept = {role: f"{{{name}}}" for role, name in names.items()}
            pattern = _written(whole, named[roles[whole]]).format_map(kept)
            options[roles[whole]] = {"composed": pattern}
    # The INSEE code is filled from the commune, which the file may name or the tool know.
    if "insee" in roles and "commune" not in roles and common["commune"] not in parts:
        parts.append(common["commune"])
    return [name for name in parts if name not in named], options


def _written(whole: str, column: Column) -> str:
    """As the example of the column is written."""
    if whole == "position":
        apart = "{longitude},{latitude}"
        return f"[{apart}]" if column.get("format") == "array" else apart
    short = "{house_number} {street}"
    example = str(column.get("example", ""))
    return f"{short} {{postcode}} {{commune}}" if POSTCODE.search(example) else short


def _plays(column: Column, role: str, words: set[str], prefix: str) -> bool:
    if column.get("type", "string") not in TYPE_OF_ROLE.get(role, TEXT):
        return False
    if role in ("longitude", "latitude"):
        return kind_of(column) == role
    if role == "position" and column.get("type") == "geopoint":
        return column.get("format", "default") in ("default", "array")
    if (column.get("constraints") or {}).get("enum"):
        return False
    name = str(column["name"])
    if role == "insee" and "insee" in _plain(column).split("_"):
        return True
    names = {faithful_key(name), faithful_key(name.removeprefix(prefix))}
    return bool(names & words)


def _name_role(columns: Sequence[Column], taken: set[str]) -> Iterator[tuple[str, str]]:
    for column in columns:
        if plain(str(column["name"])) in NAMES and column.get("type", "string") in TEXT:
            if column["name"] not in taken:
                yield "name", column["name"]
            return


def identifier_of(schema: Mapping[str, Any], columns: Sequence[Column]) -> str | None:
    """The column that names a row: the key of the schema, else one that is unique or called so."""
    key = schema.get("primaryKey") or []
    key = [key] if isinstance(key, str) else key
    texts = [each for each in columns if each.get("type", "string") in TEXT]
    names = [each["name"] for each in texts]
    if len(key) == 1:
        return key[0] if key[0] in names else None
    for each in texts:
        if plain(str(each["name"])) in IDENTIFIERS and _is(each, "required"):
            return each["name"]
    alone = [each["name"] for each in texts if _is(each, "unique") and _is(each, "required")]
    return alone[0] if len(alone) == 1 else None


def natural_key_of(
    schema: Mapping[str, Any], columns: Sequence[Column], roles: Mapping[str, str]
) -> list[str]:
    """Columns that tell two rows apart: the key of several columns, else the name and the street,
    else what is required and says something of the row itself."""
    key = schema.get("primaryKey") or []
    if isinstance(key, list) and len(key) > 1:
        return key
    told = [roles[role] for role in ("name", "street") if role in roles]
    if told:
        return told
    same_everywhere = {roles.get(role) for role in SAYS_LITTLE}
    required = [each["name"] for each in columns if _is(each, "required")]
    of_row = [
        name
        for name in required
        if name not in same_everywhere and not re.match(r"(?i)coll_|nomattrib|idattrib", name)
    ]
    return (of_row or [each["name"] for each in columns])[:4]


def _is(column: Column, constraint: str) -> bool:
    return bool((column.get("constraints") or {}).get(constraint))


def shared_prefix(columns: Sequence[Column]) -> str:
    """`ADR_` or `menu` where most names begin with it, "" otherwise."""
    firsts = [words_of(str(each["name"]))[:1] for each in columns]
    words = [word[0] for word in firsts if word]
    for word in dict.fromkeys(words):
        if len(words) > 2 and words.count(word) > 0.8 * len(words):
            return word
    return ""


def is_known_type(column: Column) -> bool:
    return column.get("type", "string") in CONSTRAINTS
