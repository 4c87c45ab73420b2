"""Who may do what with a dépôt.

Editors and admins of an organisation see its dépôts; sysadmins and the admins of the métropole see
all. Nobody else does (design: roles).
"""

from __future__ import annotations

from dataclasses import dataclass

from ckan import authz, model
from ckan.plugins import toolkit as tk

from ckanext.opendatacommunal import config
from ckanext.opendatacommunal.depots import outcome
from ckanext.opendatacommunal.model import Depot, State

EDITOR = "create_dataset"
"""A permission that editors and admins of an organisation have."""
ADMIN = "update"
"""A permission that only its admins have."""


@dataclass(frozen=True)
class Person:
    """A logged-in user; `name` is None for a visitor."""

    name: str | None

    @property
    def is_sysadmin(self) -> bool:
        return bool(self.name) and authz.is_sysadmin(self.name)

    @property
    def helps_all(self) -> bool:
        """Sysadmins, and the admins of the métropole."""
        if not self.name:
            return False
        return authz.is_sysadmin(self.name) or self._may(config.metropole(), ADMIN)

    def edits(self, organisation_id: str | None) -> bool:
        return bool(organisation_id) and self._may(organisation_id, EDITOR)

    def administers(self, organisation_id: str | None) -> bool:
        return bool(organisation_id) and self._may(organisation_id, ADMIN)

    def organisations(self) -> list[model.Group]:
        """Those this person deposits for, by title; a sysadmin's list holds them all."""
        given = tk.get_action("organization_list_for_user")(
            {"user": self.name or "", "ignore_auth": True}, {"permission": EDITOR}
        )
        ids = [each["id"] for each in given]
        found = model.Session.query(model.Group).filter(model.Group.id.in_(ids))
        return sorted(found, key=lambda group: group.title or group.name)

    def _may(self, organisation: str | None, permission: str) -> bool:
        if not self.name or not organisation:
            return False
        return authz.has_user_permission_for_group_or_org(organisation, self.name, permission)


def may_see(person: Person, depot: Depot) -> bool:
    if depot.organisation_id is None and depot.created_by and person.name:
        user = model.User.get(person.name)
        if user is not None and user.id == depot.created_by:
            return True
    return person.edits(depot.organisation_id) or person.helps_all


def may_publish(person: Person, organisation_id: str | None) -> bool:
    if config.editors_publish() and person.edits(organisation_id):
        return True
    return person.administers(organisation_id) or person.helps_all


def may_purge(person: Person, organisation_id: str | None) -> bool:
    return person.administers(organisation_id) or person.helps_all


def is_ready(depot: Depot) -> bool:
    """Some of its rows can be published, whoever asks."""
    has_rows = bool(depot.counts.get("publishable")) and not outcome.is_blocked(depot)
    return depot.state in (State.PRET, State.A_CONFIRMER) and has_rows


def possible(person: Person, depot: Depot) -> dict[str, bool]:
    """What this person can do with the dépôt as it is now."""
    is_open = depot.state in State.OPEN
    publishes = may_publish(person, depot.organisation_id)
    return {
        "answer": is_open and depot.checked is not None,
        "publish": is_ready(depot) and publishes,
        "withdraw": depot.state == State.PUBLIE and publishes,
        "refuse": is_open,
        "purge": depot.state != State.PURGE and may_purge(person, depot.organisation_id),
    }
