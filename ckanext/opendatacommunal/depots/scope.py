"""The scope of a dépôt (law 6), what it holds, and the number of its last publication."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from ckan import model

from ckanext.opendatacommunal.model import Depot, Ligne, LigneState, Publication


@dataclass(frozen=True)
class Scope:
    """Rows of one gabarit, organisation and source, of all their periods."""

    gabarit: str
    organisation_id: str
    source: str = "principal"

    @classmethod
    def of(cls, thing: Depot | Publication) -> Scope:
        return cls(str(thing.gabarit), str(thing.organisation_id), str(thing.source))

    def rows_of(self, table: Any) -> sa.ColumnElement[bool]:
        """Condition on a table that has the three columns of a scope."""
        return sa.and_(
            table.gabarit == self.gabarit,
            table.organisation_id == self.organisation_id,
            table.source == self.source,
        )


def version(scope: Scope) -> int:
    """Number of the last publication begun for the scope, 0 if there was none."""
    query = sa.select(sa.func.max(Publication.number)).where(scope.rows_of(Publication))
    return model.Session.scalar(query) or 0


def lignes(scope: Scope) -> list[Ligne]:
    """All rows of the scope, retired ones too, by identifier."""
    query = sa.select(Ligne).where(scope.rows_of(Ligne)).order_by(Ligne.identifier)
    return list(model.Session.scalars(query))


def answers_for(depot: Depot, *, incremental: bool) -> sa.ColumnElement[bool]:
    """The public rows that withdrawing the dépôt takes away (law 6): those of its periods,
    whichever file they came from; where rows accumulate, those that came from it."""
    own = Ligne.depot_id == depot.id if incremental else Ligne.period.in_(depot.periods)
    return sa.and_(Scope.of(depot).rows_of(Ligne), Ligne.state == LigneState.PUBLIEE, own)
