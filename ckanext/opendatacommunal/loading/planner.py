"""Decide what becomes of the organisation of each commune of an EPCI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import Commune, names
from ckanext.opendatacommunal.communes.records import parts_of
from ckanext.opendatacommunal.messages import N_

from .plan import Departure, Kind, LoadingError, Obstacle, Organisation, Plan, Step, Values
from .polygons import Geometry

SHORTEST_NAME = 2  # of an organisation, for CKAN; there is a commune called Y

NOT_OURS = N_(
    "The organisation “{name}” looks like the town hall of {commune}. Use --adopt to make it so, or"
    " give it another name, title and SIREN."
)
SEVERAL = N_(
    "Several organisations look like the town hall of {commune}: {names}. Give its SIREN to one of"
    " them only."
)
DELETED = N_(
    "The organisation “{name}” was deleted. Restore it, or purge it from the trash of the"
    " administrators, then load again."
)
NAME_TAKEN = N_(
    "A group is already called “{name}”. Choose another name for the organisation of the métropole:"
    " option opendatacommunal.metropole."
)
NOT_THE_METROPOLE = N_(
    "The organisation “{name}” is not {title}. Name the right one in the option"
    " opendatacommunal.metropole."
)
METROPOLE_ELSEWHERE = N_(
    "The organisation “{name}” has the SIREN of {title}: write opendatacommunal.metropole = {name}"
    " in the configuration of CKAN, then load again."
)


def plan(
    siren: str,
    organisations: Sequence[Organisation],
    known: Mapping[str, Values],
    *,
    metropole: str | None,
    adopt: bool = False,
    polygons: Mapping[str, Geometry] | None = None,
) -> Plan:
    """Decide what loading an EPCI does.

    `known`: columns of the table of communes, by INSEE. `metropole`: name that the organisation of
    the EPCI must have, None to load its communes alone. `adopt`: use the organisations of the site
    that are those of communes. `polygons`: outlines by INSEE, over those of the package.
    """
    epci = communes.epci(siren)
    if epci is None:
        raise LoadingError(N_("There is no EPCI with the SIREN {siren}."), siren=siren)
    planner = _Planner(epci, organisations, known, metropole)
    planner.adopt, planner.polygons = adopt, polygons or {}
    steps = [*map(planner.commune_step, communes.of_epci(siren))]
    if metropole:
        steps.insert(0, planner.metropole_step(metropole))
    return Plan(
        epci,
        tuple(step for step in steps if step),
        tuple(planner.departures()),
        tuple(planner.obstacles),
    )


class _Planner:
    def __init__(
        self,
        epci: communes.Epci,
        organisations: Sequence[Organisation],
        known: Mapping[str, Values],
        metropole: str | None,
    ) -> None:
        self.epci, self.known = epci, known
        self.adopt = False
        self.polygons: Mapping[str, Geometry] = {}
        self.by_name = {each.name: each for each in organisations}
        self.by_id = {each.id: each for each in organisations}
        self.ours = {values["organisation_id"] for values in known.values()}
        self.free = [
            each
            for each in organisations
            if each.id not in self.ours and each.name != metropole and not each.group
        ]
        self.obstacles: list[Obstacle] = []

    # The métropole

    def metropole_step(self, name: str) -> Step | None:
        siren, there = self.epci.siren, self.by_name.get(name)
        extras = {"siren": siren}
        if there is None:
            other = next((each for each in self.free if each.siren == siren), None)
            if other:
                return self._obstacle(METROPOLE_ELSEWHERE, name=other.name, title=self.epci.name)
            return Step("create", name, self.epci.name, extras=extras)
        if there.group or there.deleted:
            return self._obstacle(NAME_TAKEN if there.group else DELETED, name=there.name)
        if there.id in self.ours or there.siren not in (None, siren):
            return self._obstacle(NOT_THE_METROPOLE, name=there.name, title=self.epci.name)
        kind: Kind = "keep" if there.siren == siren else "adopt"
        return Step(kind, there.name, None, organisation=there, extras=extras)

    # A commune

    def commune_step(self, commune: Commune) -> Step | None:
        before = self.known.get(commune.code, {})
        there = self.by_id.get(before.get("organisation_id") or "")
        if there is None:
            return self._first_step(commune, before)
        if there.deleted:
            return self._obstacle(DELETED, name=there.name)
        values = self._values(commune, before, there.id)
        changed = _changed(values, before)
        extras = _extras(commune)
        renamed = before.get("name") == there.title != commune.name
        mirrored = all(there.extras.get(key) == value for key, value in extras.items())
        kind: Kind = "update" if changed or renamed or not mirrored else "keep"
        title = commune.name if renamed else None
        return Step(kind, there.name, title, commune, there, extras, values, changed)

    def _first_step(self, commune: Commune, before: Values) -> Step | None:
        looking_alike = self._looking_alike(commune)
        if len(looking_alike) > 1:
            found = ", ".join(each.name for each in looking_alike)
            return self._obstacle(SEVERAL, commune=commune.name, names=found)
        if looking_alike:
            there = looking_alike[0]
            if there.deleted:
                return self._obstacle(DELETED, name=there.name)
            if not self.adopt:
                return self._obstacle(NOT_OURS, name=there.name, commune=commune.name)
            values = self._values(commune, before, there.id)
            changed = _changed(values, before)
            return Step(
                "adopt", there.name, None, commune, there, _extras(commune), values, changed
            )
        name = self._free_name(commune)
        values = self._values(commune, before, None)
        changed = _changed(values, before)
        return Step("create", name, commune.name, commune, None, _extras(commune), values, changed)

    def _looking_alike(self, commune: Commune) -> list[Organisation]:
        """Organisations of the site that are this town hall: by SIREN, else INSEE, name, title."""
        for alike in (
            [each for each in self.free if each.siren and each.siren == commune.siren],
            [each for each in self.free if communes.current(each.insee or "") == commune.code],
            [each for each in self.free if not each.siren and each.name == slug(commune.name)],
            [each for each in self.free if self._titled_after(each, commune)],
        ):
            if alike:
                return alike
        return []

    def _titled_after(self, organisation: Organisation, commune: Commune) -> bool:
        """« Ville de Bron », « BRON »; not « Habitat Bron », nor a name that a merger has ended."""
        if organisation.siren or organisation.insee:
            return False
        match = communes.resolve(organisation.title, epci=self.epci.siren)
        return match.sure and match.insee == commune.code and match.reason == "name"

    def _free_name(self, commune: Commune) -> str:
        name = slug(commune.name)
        taken = name in self.by_name or len(name) < SHORTEST_NAME
        return f"{name}-{commune.code.lower()}" if taken else name

    def _values(self, commune: Commune, before: Values, organisation: str | None) -> Values:
        parts = parts_of(commune.code)
        former = {part.code for part in parts if part.kind != "arrondissement"} - {commune.code}
        polygon = self.polygons.get(commune.code) or before.get("polygon")
        return {
            "insee": commune.code,
            "name": commune.name,
            "slug": slug(commune.name),
            "siren": commune.siren,
            "epci": commune.epci,
            "population": commune.population,
            "postcodes": list(commune.postcodes),
            "old_codes": sorted({*before.get("old_codes", ()), *commune.old_codes, *former}),
            "organisation_id": organisation,
            "polygon": polygon or communes.outline(commune.code),
        }

    # Communes that left

    def departures(self) -> Iterable[Departure]:
        members = {commune.code for commune in communes.of_epci(self.epci.siren)}
        for insee, values in self.known.items():
            if values.get("epci") != self.epci.siren or insee in members:
                continue
            place = communes.get(insee)
            if place is None:
                continue
            if place.current != insee:
                yield Departure(insee, values["name"], into=place.current)
            else:
                yield Departure(insee, values["name"], epci=place.epci)

    def _obstacle(self, sentence: str, **params: Any) -> None:
        self.obstacles.append(Obstacle(sentence, params))


def slug(name: str) -> str:
    """`Saint-Didier-au-Mont-d'Or` → `saint-didier-au-mont-d-or`."""
    return "-".join(names.plain(name).split())


def _extras(commune: Commune) -> dict[str, str]:
    """What the organisation of a commune repeats of the table."""
    return {"insee": commune.code, **({"siren": commune.siren} if commune.siren else {})}


def _changed(values: Values, before: Values) -> tuple[str, ...]:
    return tuple(key for key, value in values.items() if before.get(key) != value)
