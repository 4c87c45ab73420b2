"""The communes and EPCI of France, read from the package, no more of them than is asked for.

The archive holds one table per first two characters of the codes; a table is read when a code or an
EPCI that it holds is asked for, and kept. Nothing is read at import.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

if TYPE_CHECKING:
    from zipfile import ZipFile

Kind = Literal["commune", "arrondissement", "deleguee", "associee"]

DATA = Path(__file__).parent / "data"


@dataclass(frozen=True)
class Commune:
    """A territory with an INSEE code: a commune, or a part of one.

    `parent`: INSEE code of the commune it is a part of, None for a commune. `epci`: SIREN of the
    EPCI (that of the parent for a part). `siren`, `population`: None where the source has none.
    `old_codes`: INSEE codes that this commune has replaced.
    """

    code: str
    name: str
    kind: Kind
    epci: str | None
    parent: str | None
    siren: str | None
    population: int | None
    postcodes: tuple[str, ...]
    old_codes: tuple[str, ...]

    @property
    def current(self) -> str:
        """INSEE code of the commune of today that holds this territory."""
        return self.parent or self.code


@dataclass(frozen=True)
class Epci:
    """A group of communes with taxes of its own. `kind`: CC, CA, CU, METRO or MET69 (DGCL)."""

    siren: str
    name: str
    kind: str


@dataclass(frozen=True)
class Table:
    """The territories whose code starts with the same two characters, by code.

    A commune and a part of it may have the same code (69149 is Oullins-Pierre-Bénite and Oullins):
    `by_code` has the commune, `parts` keeps all that are not communes.
    """

    by_code: dict[str, Commune]
    parts: tuple[Commune, ...]
    replaced: dict[str, str]

    @property
    def communes(self) -> list[Commune]:
        return [one for one in self.by_code.values() if one.kind == "commune"]


def get(code: str) -> Commune | None:
    """The territory of an INSEE code: commune, arrondissement, commune déléguée or associée.

    A code that no territory bears any more gives the commune that replaced it.
    """
    code = code.strip().upper()
    known = table(code[:2])
    if known and code in known.by_code:
        return known.by_code[code]
    replacement = (known.replaced.get(code) if known else None) or _moved().get(code)
    return get(replacement) if replacement else None


def current(code: str) -> str | None:
    """INSEE code of today's commune for any code: 69152 → 69149, 69382 → 69123, 59355 → 59350."""
    found = get(code)
    return found.current if found else None


def same_today(one: str, other: str) -> bool:
    """Whether two codes are of one commune of today; one arrondissement is never another."""
    if one == other:
        return True
    here, there = get(one), get(other)
    if here is None or there is None:
        return False
    both_quarters = here.kind == there.kind == "arrondissement"
    return not both_quarters and here.current == there.current


def epci(siren: str) -> Epci | None:
    """The EPCI of this SIREN."""
    found = _epcis().get(siren.strip())
    return found[0] if found else None


def of_epci(siren: str) -> list[Commune]:
    """The communes of an EPCI in the order of their codes; empty if there is no such EPCI."""
    return [one for one in territories(siren) if one.kind == "commune"]


def of_postcode(postcode: str, *, epci: str | None = None) -> list[Commune]:
    """The territories served by a postcode, of one EPCI or of all France.

    Paris, Lyon and Marseille give the arrondissement rather than the whole city.
    """
    postcode = postcode.strip()
    if epci is not None:
        found = [place for place in territories(epci) if postcode in place.postcodes]
    else:
        places = [get(code) for code in _postcodes().get(postcode, ())]
        found = [place for place in places if place is not None]
    cities = {place.parent for place in found if place.kind == "arrondissement"}
    return [place for place in found if place.code not in cities]


def territories(siren: str) -> list[Commune]:
    """The communes of an EPCI and their parts, in the order of their codes, communes first."""
    siren = siren.strip()
    known = _epcis().get(siren)
    if known is None:
        return []
    return [place for prefix in known[1] for place in everything(prefix) if place.epci == siren]


def everything(prefix: str) -> list[Commune]:
    """All that one table holds, in the order of the codes; for one code, the commune first."""
    known = table(prefix)
    if known is None:
        return []
    places = [*known.communes, *known.parts]
    return sorted(places, key=lambda place: (place.code, place.kind != "commune"))


def district_of(code: str, postcode: str | None) -> str:
    """The arrondissement that a postcode names, when `code` is that of its city; else `code`."""
    place = get(code)
    if not postcode or place is None or place.kind == "arrondissement":
        return code
    served = of_postcode(postcode, epci=place.epci)
    districts = [each for each in served if each.parent == code and each.kind == "arrondissement"]
    return districts[0].code if len(districts) == 1 else code


def parts_of(code: str) -> list[Commune]:
    """Arrondissements, communes déléguées and associées of a commune, those of its own table."""
    known = table(code[:2])
    return [part for part in known.parts if part.parent == code] if known else []


def named(code: str, name: str) -> Commune:
    """The territory with this code and this official name, both taken from `all_names`."""
    known = table(code[:2])
    if known is None:
        raise LookupError(code)
    found = known.by_code[code]
    if found.name == name:
        return found
    return next(part for part in known.parts if part.code == code and part.name == name)


def all_names() -> tuple[list[str], list[str]]:
    """Codes and names of every territory of France, side by side, without making their records."""
    codes: list[str] = []
    names: list[str] = []
    for prefix in _prefixes():
        for line in _read(f"{prefix}.tsv"):
            code, name, _ = line.split("\t", 2)
            codes.append(code)
            names.append(name)
    return codes, names


@cache
def table(prefix: str) -> Table | None:
    """The table of the codes that start with these two characters, None if no code does."""
    if prefix not in _prefixes():
        return None
    by_code: dict[str, Commune] = {}
    parts: list[Commune] = []
    replaced: dict[str, str] = {}
    for line in _read(f"{prefix}.tsv"):
        place = _record(line)
        if place.kind == "commune":
            by_code[place.code] = place
            replaced.update(dict.fromkeys(place.old_codes, place.code))
        else:
            parts.append(place)
            by_code.setdefault(place.code, place)
    return Table(by_code, tuple(parts), replaced)


def _record(line: str) -> Commune:
    code, name, kind, group, parent, siren, population, postcodes, old_codes = line.split("\t")
    return Commune(
        code=code,
        name=name,
        kind=cast(Kind, kind),
        epci=group or None,
        parent=parent or None,
        siren=siren or None,
        population=int(population) if population else None,
        postcodes=tuple(postcodes.split()),
        old_codes=tuple(old_codes.split()),
    )


@cache
def _epcis() -> dict[str, tuple[Epci, tuple[str, ...]]]:
    """SIREN → the EPCI and the tables that hold its communes."""
    found = {}
    for line in _read("epci.tsv"):
        siren, name, kind, prefixes = line.split("\t")
        found[siren] = (Epci(siren, name, kind), tuple(prefixes.split()))
    return found


@cache
def _moved() -> dict[str, str]:
    """Old code → current code, where the two stand in different tables."""
    return dict(line.split("\t") for line in _read("moved.tsv"))


@cache
def _postcodes() -> dict[str, list[str]]:
    """Postcode → codes of the territories it serves, in all France."""
    found: dict[str, list[str]] = {}
    for prefix in _prefixes():
        for line in _read(f"{prefix}.tsv"):
            fields = line.split("\t")
            for postcode in fields[7].split():
                found.setdefault(postcode, []).append(fields[0])
    return found


@cache
def _prefixes() -> tuple[str, ...]:
    """The tables of the archive: `01` … `2A` … `98`."""
    names = (Path(name).stem for name in _archive().namelist())
    return tuple(sorted(name for name in names if len(name) == len("01")))


def _read(member: str) -> list[str]:
    return _archive().read(member).decode("utf-8").splitlines()


@cache
def _archive() -> ZipFile:
    """The archive in memory: an open file would share its position with forked workers."""
    from zipfile import ZipFile  # noqa: PLC0415 - kept out of the import, which must cost nothing

    return ZipFile(BytesIO((DATA / "communes.zip").read_bytes()))
