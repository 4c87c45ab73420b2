"""Load, check and list the gabarits: one folder each, data and not code.

A folder `<slug>/` holds `schema.json` (a standard Table Schema: the columns that are published),
`gabarit.yaml` (ours, over it), `dataset.yaml` (the metadata sheet) and `exemples/`. The folders
shipped with the package are searched last, so that an operator's own folder replaces one of ours by
its name.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

import yaml

Level = Literal["required", "recommended", "optional"]

SHIPPED = Path(str(files("ckanext.opendatacommunal.schemas")))
BLOCKS = SHIPPED / "blocs.yaml"
"""What gabarits have in common: by role, and the internal columns any of them may take."""


CONSOLIDE_COLUMNS = {
    "commune_insee": ("Code INSEE actuel", "Commune d’aujourd’hui où se trouve la ligne."),
    "producteur": ("Producteur", "Organisation qui a publié la ligne."),
    "producteur_siren": ("SIREN du producteur", "Numéro SIREN de cette organisation."),
}
"""Columns of a consolidé after those of the schema → label, description."""


class GabaritError(Exception):
    """A folder that cannot be used as a gabarit; the text says which file and what is wrong."""


@dataclass(frozen=True)
class Field:
    """One column of a gabarit.

    `kind`: name of a module of `pipeline.fields`. `level`: how much it is asked of the commune.
    `filled`: the tool fills it when the commune does not. `internal`: never public (law 9).
    `values`: allowed value → other writings of it (closed list unless `open`).
    `constraints`: those of the Table Schema, untouched. `decimals`: digits kept in a number.
    """

    name: str
    kind: str
    title: str
    description: str = ""
    level: Level = "optional"
    filled: bool = False
    internal: bool = False
    synonyms: tuple[str, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    open: bool = False
    constraints: Mapping[str, Any] = field(default_factory=dict)
    example: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def required(self) -> bool:
        return self.level == "required"


@dataclass(frozen=True)
class Gabarit:
    """The template of one shared dataset.

    `roles`: part played in the pipeline → field name (`identifier`, `number`, `name`, `street`,
    `house_number`, `postcode`, `commune`, `insee`, `longitude`, `latitude`, `position_source`,
    `updated`, `internal_code`, `internal_comment`, …); code never names a field outright.
    `natural_key`: fields that name a row when it has no identifier. `period`: field that cuts the
    dataset in periods, or None. `incremental`: rows missing from a new file are kept.
    `far_metres`: from which distance a point and the address beside it contradict each other.
    """

    slug: str
    version: str
    title: str
    description: str
    kind: Literal["deposit", "derived", "relay"]
    source: str
    periodicity: str
    theme: str
    folder: Path
    schema: Mapping[str, Any]
    fields: tuple[Field, ...]
    roles: Mapping[str, str]
    natural_key: tuple[str, ...] = ()
    identifier_prefix: str | None = None
    period: str | None = None
    incremental: bool = False
    geometry: Literal["adresse", "point", "aucune"] = "aucune"
    far_metres: int | None = None
    keywords: tuple[str, ...] = ()
    obligation: str | None = None
    known_defects: tuple[Mapping[str, Any], ...] = ()

    def __getitem__(self, name: str) -> Field:
        return self._by_name[name]

    def __contains__(self, name: object) -> bool:
        return name in self._by_name

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {each.name: each for each in self.fields}

    @property
    def public_fields(self) -> tuple[Field, ...]:
        """In the order of the Table Schema: the header of every published file."""
        return tuple(each for each in self.fields if not each.internal)

    @property
    def internal_fields(self) -> tuple[Field, ...]:
        return tuple(each for each in self.fields if each.internal)

    def role(self, name: str) -> str | None:
        """The field that plays `name`, or None where this gabarit has no such field."""
        return self.roles.get(name)

    @property
    def schema_bytes(self) -> bytes:
        """The Table Schema byte for byte as it is in the folder."""
        return (self.folder / "schema.json").read_bytes()


def folders(dirs: Iterable[str | Path] = ()) -> Iterator[Path]:
    """Folders that hold a gabarit: those of `dirs`, then the shipped ones; a slug comes once."""
    seen: set[str] = set()
    for base in (*map(Path, dirs), SHIPPED):
        if not base.is_dir():
            raise GabaritError(f"{base}: no such folder")
        for folder in sorted(path for path in base.iterdir() if (path / "gabarit.yaml").is_file()):
            if folder.name not in seen:
                seen.add(folder.name)
                yield folder


def load_all(dirs: Iterable[str | Path] = ()) -> dict[str, Gabarit]:
    """Every gabarit by slug, in alphabetical order. Raises `GabaritError`."""
    found = {folder.name: load(folder) for folder in folders(dirs)}
    return dict(sorted(found.items()))


def find(slug: str, dirs: Iterable[str | Path] = ()) -> Gabarit | None:
    """The gabarit of that slug, or None. Reads that folder only."""
    for folder in folders(dirs):
        if folder.name == slug:
            return load(folder)
    return None


@lru_cache(maxsize=256)
def load(folder: Path) -> Gabarit:
    """Read one folder. Raises `GabaritError` naming the file and the key that is wrong."""
    schema = _read(folder / "schema.json", json.loads)
    ours = _read(folder / "gabarit.yaml", _yaml)
    try:
        return _assemble(folder, schema, ours)
    except KeyError as missing:
        raise GabaritError(f"{folder.name}/gabarit.yaml: {missing} is missing") from missing


def _read(path: Path, parse: Any) -> dict[str, Any]:
    try:
        content = parse(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise GabaritError(f"{path.parent.name}/{path.name}: {error}") from error
    if not isinstance(content, dict):
        raise GabaritError(f"{path.parent.name}/{path.name}: a mapping is expected")
    return content


def _assemble(folder: Path, schema: dict[str, Any], ours: dict[str, Any]) -> Gabarit:
    described, blocks = ours["fields"], _blocks()
    roles = dict(ours.get("roles", {}))
    shared = {name: blocks["roles"].get(role, {}) for role, name in roles.items()}
    public = [
        _field(column, _laid_over(shared.get(column["name"], {}), described.get(column["name"])))
        for column in schema["fields"]
    ]
    interne = ours.get("interne", ())
    columns = [_internal_column(folder, each, blocks["interne"]) for each in interne]
    roles |= {column["role"]: column["name"] for column in columns if "role" in column}
    fields = (*public, *(_field(column, column, internal=True) for column in columns))
    _check_names(folder, fields, described, ours)
    identifier = ours.get("identifier", {})
    return Gabarit(
        slug=folder.name,
        version=str(ours["version"]),
        title=ours["title"],
        description=" ".join(ours["description"].split()),
        kind=ours["kind"],
        source=ours["source"],
        periodicity=ours["periodicity"],
        theme=ours["theme"],
        folder=folder,
        schema=schema,
        fields=fields,
        roles=roles,
        natural_key=tuple(ours.get("natural_key", ())),
        identifier_prefix=identifier.get("prefix"),
        period=ours.get("period"),
        incremental=bool(ours.get("incremental", False)),
        geometry=ours.get("geometry", "aucune"),
        far_metres=ours.get("far_metres"),
        keywords=tuple(ours.get("keywords", ())),
        obligation=ours.get("obligation"),
        known_defects=tuple(ours.get("known_defects", ())),
    )


@cache
def _blocks() -> Mapping[str, Any]:
    return _read(BLOCKS, _yaml)


def _yaml(text: str) -> Any:
    """By libyaml: the command reads every gabarit each time it starts."""
    return yaml.load(text, yaml.CSafeLoader)


def _laid_over(shared: Mapping[str, Any], own: Mapping[str, Any] | None) -> dict[str, Any]:
    """What the gabarit says of a field over what its role says; both synonyms are kept."""
    own = own or {}
    synonyms = (*own.get("synonyms", ()), *shared.get("synonyms", ()))
    return {**shared, **own, "synonyms": tuple(dict.fromkeys(map(str, synonyms)))}


def _internal_column(
    folder: Path, given: str | Mapping[str, Any], known: Mapping[str, Any]
) -> dict[str, Any]:
    """One entry of `interne`: the name of a common column, or a column of the gabarit's own."""
    if not isinstance(given, str):
        return dict(given)
    if given not in known:
        raise GabaritError(f"{folder.name}/gabarit.yaml: {given}: not a column of {BLOCKS.name}")
    return {"name": given, **known[given]}


def _field(column: Mapping[str, Any], ours: Mapping[str, Any], *, internal: bool = False) -> Field:
    constraints = column.get("constraints", {})
    default_level: Level = "required" if constraints.get("required") else "optional"
    values = ours.get("values", {})
    if not isinstance(values, Mapping):
        values = dict.fromkeys(values, ())
    return Field(
        name=column["name"],
        kind=ours.get("kind", column.get("type", "string")),
        title=column.get("title", column["name"]),
        description=column.get("description", ""),
        level=ours.get("level", default_level),
        filled=bool(ours.get("filled", False)),
        internal=internal,
        synonyms=tuple(map(str, ours.get("synonyms", ()))),
        values={str(value): tuple(map(str, other or ())) for value, other in values.items()},
        open=bool(ours.get("open", False)),
        constraints=constraints,
        example=str(column.get("example", "")),
        options=ours.get("options", {}),
    )


def _check_names(
    folder: Path, fields: Iterable[Field], described: Mapping[str, Any], ours: Mapping[str, Any]
) -> None:
    names = [each.name for each in fields]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise GabaritError(f"{folder.name}: column named twice: {', '.join(sorted(twice))}")
    used = {*described, *ours.get("roles", {}).values(), *ours.get("natural_key", ())}
    unknown = used - set(names)
    if unknown:
        raise GabaritError(
            f"{folder.name}/gabarit.yaml: not a column of schema.json: {', '.join(sorted(unknown))}"
        )
