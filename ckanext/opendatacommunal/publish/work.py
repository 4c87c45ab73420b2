"""What one publication works on, read again at each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ckan import model
from ckan.types import Context

from ckanext.opendatacommunal.depots import lookup, scope
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.model import Commune, Depot, Publication
from ckanext.opendatacommunal.publish import derived, tables
from ckanext.opendatacommunal.publish.plan import DERIVE, Plan, make_plan


@dataclass
class Work:
    publication: Publication
    depot: Depot
    gabarit: Gabarit

    @classmethod
    def load(cls, publication_id: str) -> Work:
        publication = model.Session.get(Publication, publication_id, populate_existing=True)
        assert publication is not None  # noqa: S101  (it is locked: nobody else deletes it)
        depot = lookup.depot(publication.depot_id)
        return cls(publication, depot, lookup.gabarit_ever(publication.gabarit))

    @property
    def scope(self) -> scope.Scope:
        return scope.Scope.of(self.publication)

    @cached_property
    def organisation(self) -> model.Group:
        return lookup.organisation(self.publication.organisation_id)

    @cached_property
    def metropole(self) -> model.Group:
        return lookup.metropole()

    @cached_property
    def commune(self) -> Commune | None:
        return lookup.commune_of(self.publication.organisation_id)

    @cached_property
    def plan(self) -> Plan:
        """Depends on the stored rows of the dépôt (of the source, where the rows are made from
        another gabarit) and on the rows before it only: until the step
        `lignes` is done, it is the same in every run.
        """
        if self.publication.kind == DERIVE:
            return derived.make_plan(self.gabarit, self.scope, self.organisation)
        return make_plan(self.publication.kind, self.depot, self.gabarit, self.scope)

    @property
    def context(self) -> Context:
        """For CKAN's actions: as the person who publishes, past the locks of law 13."""
        user = model.User.get(self.publication.user_id) if self.publication.user_id else None
        if user is None:
            return tables.site_context()
        return {"user": user.name, "ignore_auth": True}
