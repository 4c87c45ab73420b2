"""Hand in a file, look at it, choose, answer."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.opendatacommunal import config, jobs
from ckanext.opendatacommunal.depots import access, lookup, show
from ckanext.opendatacommunal.depots.check import check
from ckanext.opendatacommunal.depots.departments import department
from ckanext.opendatacommunal.depots.receive import receive
from ckanext.opendatacommunal.logic import schema
from ckanext.opendatacommunal.model import Depot, State

LONGEST_PAGE = 1000


def person_of(context: Context) -> access.Person:
    return access.Person(context.get("user") or None)


def shown(context: Context, depot: Depot) -> dict[str, Any]:
    return show.whole(depot, person_of(context))


def must_be_open(depot: Depot) -> None:
    """To be called with the dépôt locked: no publication of it begins meanwhile."""
    if show.unfinished(depot):
        raise tk.ValidationError(
            {"state": [tk._("This file is being published: look again in a moment.")]}
        )
    if depot.state not in State.OPEN:
        raise tk.ValidationError({"state": [tk._("This dépôt is closed: deposit the file again.")]})


@validate(schema.depot_create)
def opendatacommunal_depot_create(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Hand in a file and have it checked.

    :param upload: the file (multipart)
    :param gabarit: slug of the gabarit; proposed from the file when missing
    :param organisation: name or id of the owner; the only one of the user, else proposed from the
        file, when missing
    :param source: which department of the organisation deposits, where several have each a part of
        their own (`principal`)
    :returns: the dépôt, as `opendatacommunal_depot_show`. A large file is checked by the job
        worker: its state is `recu` meanwhile.
    """
    tk.check_access("opendatacommunal_depot_create", context, data_dict)
    person = person_of(context)
    slug = lookup.deposited_gabarit(data_dict["gabarit"]).slug if data_dict.get("gabarit") else None
    owner = _owner(person, data_dict.get("organisation"))
    source = department(data_dict.get("source"), owner)
    user = model.User.get(person.name) if person.name else None
    depot = receive(data_dict["upload"], user.id if user else None)
    depot.gabarit, depot.organisation_id = slug, owner
    depot.source = source
    model.Session.commit()
    have_checked(depot)
    return shown(context, depot)


@validate(schema.depot_update)
def opendatacommunal_depot_update(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say which gabarit and whose data a file is; it is checked again.

    :param id: of the dépôt
    :param gabarit: slug, unchanged when missing
    :param organisation: name or id, unchanged when missing
    :param source: department of the organisation, unchanged when missing
    """
    tk.check_access("opendatacommunal_depot_update", context, data_dict)
    depot = lookup.depot(data_dict["id"], lock=True)
    must_be_open(depot)
    slug, owner = depot.gabarit, depot.organisation_id
    if data_dict.get("gabarit"):
        depot.gabarit = lookup.deposited_gabarit(data_dict["gabarit"]).slug
    if data_dict.get("organisation"):
        depot.organisation_id = lookup.organisation(data_dict["organisation"]).id
    if "source" in data_dict:
        depot.source = department(data_dict["source"], depot.organisation_id)
    if (slug, owner) != (depot.gabarit, depot.organisation_id):
        # Questions of another gabarit have other answers.
        depot.answers, depot.head = {}, {}
    depot.message, depot.state = None, State.RECU
    model.Session.commit()
    have_checked(depot)
    return shown(context, depot)


@tk.side_effect_free
@validate(schema.one_depot)
def opendatacommunal_depot_show(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """One dépôt with its report (lists cut at 1,000 lines).

    :param id: of the dépôt
    """
    tk.check_access("opendatacommunal_depot_show", context, data_dict)
    return shown(context, lookup.depot(data_dict["id"]))


@tk.side_effect_free
@validate(schema.depot_list)
def opendatacommunal_depot_list(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """The dépôts that the user may see, newest first.

    :param organisation: name or id; :param gabarit: slug; :param state: of the dépôt
    :param limit: 25, at most 1,000; :param offset: 0
    :returns: `{count, results}`
    """
    tk.check_access("opendatacommunal_depot_list", context, data_dict)
    person = person_of(context)
    query = sa.select(Depot)
    if not person.helps_all:
        query = query.where(_visible(person))
    if data_dict.get("organisation"):
        owner = lookup.organisation(data_dict["organisation"])
        query = query.where(Depot.organisation_id == owner.id)
    for name in ("gabarit", "state"):
        if data_dict.get(name):
            query = query.where(getattr(Depot, name) == data_dict[name])
    count = model.Session.scalar(sa.select(sa.func.count()).select_from(query.subquery()))
    page = (
        query.order_by(Depot.created.desc(), Depot.id)
        .limit(min(data_dict["limit"], LONGEST_PAGE))
        .offset(data_dict["offset"])
    )
    return {"count": count, "results": [show.short(each) for each in model.Session.scalars(page)]}


@validate(schema.depot_answer)
def opendatacommunal_depot_answer(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Answer questions of the report; the file is checked again with the answers.

    :param id: of the dépôt
    :param answers: `{question id: candidate or value, null to leave as it is}`; added to those
        given before
    """
    tk.check_access("opendatacommunal_depot_answer", context, data_dict)
    depot = lookup.depot(data_dict["id"], lock=True)
    must_be_open(depot)
    depot.answers = {**depot.answers, **_answers(depot, data_dict["answers"])}
    depot.state = State.RECU
    model.Session.commit()
    have_checked(depot)
    return shown(context, depot)


def have_checked(depot: Depot) -> None:
    """Check at once, or have the job worker do it when the file is large."""
    if depot.size > config.web_max_bytes():
        jobs.enqueue_check(depot)
        return
    jobs.watch("depot", depot.id)
    jobs.check_depot(depot.id)
    jobs.forget("depot", depot.id)
    model.Session.refresh(depot)


def check_again(depot: Depot) -> None:
    """Same file, other rows in its scope: see what the report says now."""
    if depot.size > config.web_max_bytes():
        depot.state = State.RECU
        model.Session.commit()
        jobs.enqueue_check(depot)
        return
    check(depot)
    model.Session.commit()


def _owner(person: access.Person, reference: str | None) -> str | None:
    if reference:
        return lookup.organisation(reference).id
    mine = person.organisations()
    return mine[0].id if len(mine) == 1 and not person.helps_all else None


def _visible(person: access.Person) -> sa.ColumnElement[bool]:
    ids = [each.id for each in person.organisations()]
    user = model.User.get(person.name) if person.name else None
    own = sa.and_(Depot.organisation_id.is_(None), Depot.created_by == (user.id if user else ""))
    return sa.or_(Depot.organisation_id.in_(ids), own)


def _answers(depot: Depot, given: Any) -> dict[str, str | None]:
    """Checked by shape here; what they say is read by the pipeline, like a cell."""
    asked = depot.head.get("asked", {})
    if not isinstance(given, dict):
        raise tk.ValidationError({"answers": [tk._("Answers are a list of questions and values.")]})
    unknown = [question for question in given if question not in asked]
    if unknown:
        raise tk.ValidationError(
            {question: [tk._("This question is not asked any more.")] for question in unknown}
        )
    return {question: None if value is None else str(value) for question, value in given.items()}
