"""Columns told by their cells: a point, an identifier of ours, a file without names."""

from __future__ import annotations

from ckanext.opendatacommunal.pipeline.depot import Issue
from ckanext.opendatacommunal.pipeline.recognising.claims import (
    RANKS,
    Claim,
    address_of,
    position_of,
)
from ckanext.opendatacommunal.pipeline.recognising.content import (
    are_words,
    fits,
    is_identifier,
    is_pair,
)
from ckanext.opendatacommunal.pipeline.recognising.nameless import fields_by_cells, says_nothing
from ckanext.opendatacommunal.pipeline.recognising.search import Search


def point_or_place(search: Search, index: int, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """A name such as “localisation” or “coordonnées” says where, or whom to call: cells tell."""
    position = position_of(search.gabarit)
    wheres = {claim.field for claim in claims} & {
        address_of(search.gabarit),
        position,
        *_outlines(search),
    }
    if not wheres or not search.cells(index).count():
        return claims
    if is_pair(search.cells(index)):
        if not wheres <= _outlines(search) or not _fits_outline(search, index, wheres):
            found = Claim(position, "synonym", RANKS["synonym"])
            return (found,) if search.gabarit.role("longitude") else ()
        if _lacks_point(search) and not _names_a_point(search):
            return (Claim(position, "synonym", RANKS["synonym"]),)
        return claims
    if not are_words(search.cells(index)):
        return claims
    return tuple(claim for claim in claims if claim.field != position)


def _names_a_point(search: Search) -> bool:
    """Whether a column of the file may be a coordinate, by its name."""
    roles = (search.gabarit.role("longitude"), search.gabarit.role("latitude"))
    names = {*roles, position_of(search.gabarit)}
    return any(claim.field in names for each in search.names for claim in search.words.claims(each))


def _outlines(search: Search) -> set[str]:
    return {each.name for each in search.gabarit.fields if each.kind == "geojson"}


def _fits_outline(search: Search, index: int, names: set[str]) -> bool:
    return any(
        fits(search.cells(index), search.gabarit[name], search.gabarit, search.context)
        for name in names
        if name in search.gabarit
    )


def by_content(search: Search) -> None:
    """Columns of an unknown name whose cells can be one thing only."""
    identifier = search.gabarit.role("identifier")
    for index in [index for index, claims in search.open.items() if not claims]:
        cells = search.cells(index)
        if identifier and identifier not in search.taken and is_identifier(cells, search.gabarit):
            take_by_content(search, index, identifier)
        elif _lacks_point(search) and is_pair(cells):
            take_by_content(search, index, position_of(search.gabarit))
        elif says_nothing(search.depot.header[index]):
            _claim_by_cells(search, index)
    _settle_nameless(search)


def take_by_content(search: Search, index: int, name: str) -> None:
    search.take(index, name, "content")
    params = {"source": search.sources[index], "field": name}
    search.issues.append(Issue("column-by-content", "info", field=name, params=params))


def _claim_by_cells(search: Search, index: int) -> None:
    """The fields that a column without a name may be."""
    left = [each for each in search.gabarit.readable_fields if each.name not in search.taken]
    found, numbered = fields_by_cells(search.cells(index), left, search.depot.settings)
    names = [each.name for each in found]
    street = search.gabarit.role("street")
    if street in names and numbered:
        names = [address_of(search.gabarit) if name == street else name for name in names]
    search.open[index] = tuple(Claim(name, "content", RANKS["content"]) for name in names)


def _settle_nameless(search: Search) -> None:
    """One column for one field is taken; a point needs both its coordinates."""
    clear: dict[str, list[int]] = {}
    for index, claims in search.open.items():
        if len(claims) == 1 and claims[0].how == "content":
            clear.setdefault(claims[0].field, []).append(index)
    point = {search.gabarit.role(role) or "" for role in ("longitude", "latitude")}
    if not point <= clear.keys() | search.taken.keys():
        for name in point & clear.keys():
            for index in clear.pop(name):
                search.open[index] = ()
    for name, indexes in clear.items():
        if len(indexes) == 1:
            take_by_content(search, indexes[0], name)


def _lacks_point(search: Search) -> bool:
    longitude = search.gabarit.role("longitude")
    return longitude is not None and not {longitude, position_of(search.gabarit)} & set(
        search.taken
    )
