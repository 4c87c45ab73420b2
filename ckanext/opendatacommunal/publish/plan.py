"""What a publication does to the rows of its scope, decided before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal import storage
from ckanext.opendatacommunal.depots import outcome, scope
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import Depot, Ligne, LigneState

PUBLISH, WITHDRAW, PURGE = "publish", "withdraw", "purge"
DERIVE = "derive"
"""Rows made of what another publication has just changed."""

FOLLOWED = ("period", "commune", "key", "public", "internal", "lon", "lat")
"""What makes a row "changed"."""

Record = Mapping[str, Any]
"""One row of the file as the pipeline gives it back (`check --lignes`)."""


@dataclass
class Plan:
    """`public`: identifier → row to publish. `held`: identifier → codes, rows set aside that have
    a public version, which stays. `aside`: identifier → row set aside that never was public.
    `retired`: identifiers that leave. `known`: the rows of the scope before, by identifier.
    `periods`: those the file has rows of, published or set aside.
    """

    known: dict[str, Ligne]
    public: dict[str, Record] = field(default_factory=dict)
    held: dict[str, list[str]] = field(default_factory=dict)
    aside: dict[str, Record] = field(default_factory=dict)
    retired: set[str] = field(default_factory=set)
    periods: set[str] = field(default_factory=set)

    @property
    def kept(self) -> list[Ligne]:
        """Rows public before that stay as they are."""
        return [
            ligne
            for identifier, ligne in self.known.items()
            if ligne.state == LigneState.PUBLIEE
            and identifier not in self.public
            and identifier not in self.retired
        ]


def make_plan(kind: str, depot: Depot, gabarit: Gabarit, of: scope.Scope) -> Plan:
    plan = Plan({ligne.identifier: ligne for ligne in scope.lignes(of)})
    if kind == WITHDRAW:
        leaving = scope.answers_for(depot, incremental=gabarit.incremental)
        plan.retired = set(model.Session.scalars(sa.select(Ligne.identifier).where(leaving)))
    elif kind == PURGE:
        plan.retired = public_of(each for each in plan.known.values() if each.depot_id == depot.id)
    else:
        _sort(plan, storage.lines(depot.files["lignes"]))
        if outcome.retires_gone_rows(depot):
            gone = {each["identifier"] for each in _report(depot).get("disappeared", ())}
            plan.retired = public_of(plan.known.values()) & gone - set(plan.public)
    return plan


def _sort(plan: Plan, records: Iterable[Record]) -> None:
    for record in records:
        plan.periods.add(record["period"])
        identifier = record["identifier"]
        if not identifier or identifier in plan.public:
            continue
        before = plan.known.get(identifier)
        if record["publishable"]:
            plan.public[identifier] = record
            plan.held.pop(identifier, None)
            plan.aside.pop(identifier, None)
        elif before is not None and before.state == LigneState.PUBLIEE:
            plan.held[identifier] = list(record["codes"])
        else:
            plan.aside.setdefault(identifier, record)


def differs(ligne: Ligne, record: Record) -> bool:
    """Whether publishing the record changes the row."""
    fresh = ligne.state != LigneState.PUBLIEE
    return fresh or any(getattr(ligne, name) != record[name] for name in FOLLOWED)


def public_of(lignes: Iterable[Ligne]) -> set[str]:
    """Identifiers of those that are public."""
    return {each.identifier for each in lignes if each.state == LigneState.PUBLIEE}


def _report(depot: Depot) -> Mapping[str, Any]:
    """The whole report: the table keeps only the first lines of its lists."""
    return storage.load_json(depot.files["rapport"])
