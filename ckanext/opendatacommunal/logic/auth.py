"""Who may call which action, and law 13: on the datasets of a gabarit only the pipeline writes.

The actions of the pipeline itself call CKAN's with `ignore_auth`: no request can set it.
"""

from __future__ import annotations

from ckan.plugins import toolkit as tk
from ckan.types import AuthResult, Context, DataDict

from ckanext.opendatacommunal.depots import access, lookup
from ckanext.opendatacommunal.depots.access import Person
from ckanext.opendatacommunal.model import Depot

YES: AuthResult = {"success": True}


def _no(sentence: str) -> AuthResult:
    return {"success": False, "msg": sentence}


def _person(context: Context) -> Person:
    return Person(context.get("user") or None)


def _depot(data_dict: DataDict) -> Depot:
    return lookup.depot(tk.get_or_bust(data_dict, "id"))


def _owner(data_dict: DataDict) -> str:
    return lookup.organisation(tk.get_or_bust(data_dict, "organisation")).id


def _not_yours() -> AuthResult:
    return _no(tk._("This dépôt belongs to another organisation."))


def opendatacommunal_depot_create(context: Context, data_dict: DataDict) -> AuthResult:
    person = _person(context)
    if person.helps_all:
        return YES
    if data_dict and data_dict.get("organisation"):
        allowed = person.edits(_owner(data_dict))
    else:
        allowed = bool(person.name) and bool(person.organisations())
    return YES if allowed else _no(tk._("You may deposit for your own organisation only."))


def opendatacommunal_depot_show(context: Context, data_dict: DataDict) -> AuthResult:
    person = _person(context)
    if person.name and access.may_see(person, _depot(data_dict)):
        return YES
    return _not_yours()


opendatacommunal_depot_answer = opendatacommunal_depot_show
opendatacommunal_depot_refuse = opendatacommunal_depot_show


def opendatacommunal_depot_update(context: Context, data_dict: DataDict) -> AuthResult:
    seen = opendatacommunal_depot_show(context, data_dict)
    if not seen.get("success") or not data_dict.get("organisation"):
        return seen
    return opendatacommunal_depot_create(context, data_dict)


def opendatacommunal_depot_list(context: Context, data_dict: DataDict) -> AuthResult:
    """Every logged-in user has a list; what is in it depends on the user."""
    return YES if _person(context).name else _no(tk._("Log in to see dépôts."))


def opendatacommunal_depot_publish(context: Context, data_dict: DataDict) -> AuthResult:
    person = _person(context)
    if person.name and access.may_publish(person, _depot(data_dict).organisation_id):
        return YES
    return _no(tk._("An administrator of the organisation publishes its data."))


opendatacommunal_depot_withdraw = opendatacommunal_depot_publish


def opendatacommunal_depot_purge(context: Context, data_dict: DataDict) -> AuthResult:
    person = _person(context)
    if person.name and access.may_purge(person, _depot(data_dict).organisation_id):
        return YES
    return _no(tk._("An administrator of the organisation or of the métropole erases a file."))


def opendatacommunal_lignes_show(context: Context, data_dict: DataDict) -> AuthResult:
    person = _person(context)
    if person.edits(_owner(data_dict)) or person.helps_all:
        return YES
    return _no(tk._("These rows belong to another organisation."))


def opendatacommunal_nothing_to_declare(context: Context, data_dict: DataDict) -> AuthResult:
    return opendatacommunal_lignes_show(context, data_dict)


def opendatacommunal_deposited_elsewhere(context: Context, data_dict: DataDict) -> AuthResult:
    return opendatacommunal_lignes_show(context, data_dict)


def opendatacommunal_agents_update(context: Context, data_dict: DataDict) -> AuthResult:
    """The one column of the table of communes that is not the site's alone (law 13)."""
    person = _person(context)
    commune = lookup.commune(tk.get_or_bust(data_dict, "insee"))
    if person.is_sysadmin or person.administers(commune.organisation_id):
        return YES
    return _no(tk._("An administrator of the commune’s organisation tells this."))


@tk.auth_allow_anonymous_access
def opendatacommunal_coverage_show(context: Context, data_dict: DataDict) -> AuthResult:
    return YES


opendatacommunal_gabarit_list = opendatacommunal_coverage_show
opendatacommunal_gabarit_show = opendatacommunal_coverage_show
opendatacommunal_commune_list = opendatacommunal_coverage_show
opendatacommunal_commune_show = opendatacommunal_coverage_show
