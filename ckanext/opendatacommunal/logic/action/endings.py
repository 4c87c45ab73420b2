"""Publish, refuse, withdraw, purge."""

from __future__ import annotations

from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic import validate
from ckan.types import Context, DataDict

from ckanext.opendatacommunal import config, jobs, publish
from ckanext.opendatacommunal.depots import close, lookup, outcome
from ckanext.opendatacommunal.logic import schema
from ckanext.opendatacommunal.logic.action.depots import check_again, must_be_open, shown
from ckanext.opendatacommunal.model import Depot, State
from ckanext.opendatacommunal.publish import locks
from ckanext.opendatacommunal.publish.plan import PUBLISH, PURGE, WITHDRAW
from ckanext.opendatacommunal.publish.prepare import IdentifierTaken
from ckanext.opendatacommunal.sheet.schemas import in_use


@validate(schema.depot_publish)
def opendatacommunal_depot_publish(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Publish the rows of a dépôt that can be (law 8).

    :param id: of the dépôt
    :param waive: publish although questions are open; what they are about stays out
    :param precisions: what the producer adds to the description of its data, in its own words; as
        before when it is not given
    :returns: the dépôt; a large one is published by the job worker (`task` is set meanwhile)
    """
    tk.check_access("opendatacommunal_depot_publish", context, data_dict)
    depot = lookup.depot(data_dict["id"])
    said = data_dict.get("precisions")
    _with_scope_locked(context, depot, PUBLISH, waive=data_dict["waive"], precisions=said)
    return shown(context, depot)


@validate(schema.one_depot)
def opendatacommunal_depot_withdraw(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Take the rows of a published dépôt out of every public place.

    Those of its periods, whichever file they came from; where rows accumulate from one file to the
    next, those that came from it (`withdrawal` of `opendatacommunal_depot_show` counts them).

    :param id: of the dépôt
    """
    tk.check_access("opendatacommunal_depot_withdraw", context, data_dict)
    depot = lookup.depot(data_dict["id"])
    _with_scope_locked(context, depot, WITHDRAW)
    close.note(depot, context.get("user"), None)
    model.Session.commit()
    return shown(context, depot)


@validate(schema.depot_close)
def opendatacommunal_depot_refuse(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Say that this dépôt will not be published.

    :param id: of the dépôt
    :param reason: a sentence for the organisation
    """
    tk.check_access("opendatacommunal_depot_refuse", context, data_dict)
    depot = lookup.depot(data_dict["id"], lock=True)
    must_be_open(depot)
    close.refuse(depot, context.get("user"), data_dict["reason"])
    model.Session.commit()
    return shown(context, depot)


@validate(schema.depot_close)
def opendatacommunal_depot_purge(context: Context, data_dict: DataDict) -> dict[str, Any]:
    """Wipe a file that should never have been sent, with its reports, rows and profile values.

    Its rows leave every public place. What stays: sha256, who, when, why.

    :param id: of the dépôt
    :param reason: why, in a sentence
    """
    tk.check_access("opendatacommunal_depot_purge", context, data_dict)
    depot = lookup.depot(data_dict["id"])
    if depot.gabarit and depot.organisation_id:
        _with_scope_locked(context, depot, PURGE, precisions="")
    depot = lookup.depot(data_dict["id"], lock=True)
    _check_state(depot, PURGE, waive=False)
    close.purge(depot, context.get("user"), data_dict["reason"])
    return shown(context, depot)


def _with_scope_locked(
    context: Context,
    depot: Depot,
    kind: str,
    *,
    waive: bool = False,
    precisions: str | None = None,
) -> None:
    """One publication of an organisation's gabarit at a time; what was interrupted ends first."""
    if not depot.gabarit or not depot.organisation_id:
        raise tk.ValidationError(
            {"state": [tk._("Say first which template this file follows and whose data it is.")]}
        )
    try:
        with locks.held(depot.gabarit, depot.organisation_id):
            for interrupted in publish.unfinished(depot.gabarit, depot.organisation_id):
                publish.run(interrupted)
            # Nobody answers, refuses or erases between this look and the start.
            model.Session.refresh(depot, with_for_update=True)
            _check_state(depot, kind, waive)
            if kind != PURGE or depot.state in (State.PUBLIE, State.REMPLACE):
                _begin(context, depot, kind, precisions)
    except locks.Busy:
        raise tk.ValidationError(
            {"state": [tk._("Another publication of these data is under way: try again soon.")]}
        ) from None
    model.Session.refresh(depot)


def _check_state(depot: Depot, kind: str, waive: bool) -> None:
    if kind == PURGE and depot.state == State.PURGE:
        raise tk.ValidationError({"state": [tk._("This dépôt is already erased.")]})
    if kind == WITHDRAW and depot.state != State.PUBLIE:
        raise tk.ValidationError({"state": [tk._("Only published data can be withdrawn.")]})
    if kind != PUBLISH:
        return
    if depot.gabarit not in {each.slug for each in in_use()}:
        raise tk.ValidationError(
            {
                "state": [
                    tk._(
                        "This portal no longer uses the template of this file: its data can be "
                        "withdrawn or erased, not published."
                    )
                ]
            }
        )
    if depot.state not in (State.PRET, State.A_CONFIRMER):
        raise tk.ValidationError({"state": [_why_not(depot)]})
    questions = outcome.open_questions(depot)
    if outcome.is_blocked(depot):
        raise tk.ValidationError(
            {"questions": [tk._("Answer the question that stops everything.")]}
        )
    if questions and not waive:
        raise tk.ValidationError(
            {
                "questions": [
                    tk._("Questions are open: answer them, or publish without the answers.")
                ]
            }
        )
    if not depot.counts["publishable"]:
        raise tk.ValidationError({"state": [_nothing_to_publish()]})
    depot.waived = bool(questions)


def _why_not(depot: Depot) -> str:
    if depot.state == State.PUBLIE:
        return tk._("These data are already published.")
    if depot.state == State.RECU:
        return tk._("This file is still being checked.")
    if depot.state == State.A_CORRIGER:
        return _nothing_to_publish()
    return tk._("This dépôt is closed: deposit the file again.")


def _nothing_to_publish() -> str:
    return tk._("No row of this file can be published as it is.")


def _begin(context: Context, depot: Depot, kind: str, precisions: str | None) -> None:
    user = model.User.get(context.get("user") or "")
    try:
        publication = publish.start(depot, user.id if user else None, kind, precisions)
        if depot.size > config.web_max_bytes() and kind == PUBLISH:
            jobs.enqueue_publication(publication)
            return
        jobs.watch("publication", publication.id)
        publish.run(publication)
        jobs.forget("publication", publication.id)
    except (publish.Overtaken, IdentifierTaken):
        check_again(depot)
        raise tk.ValidationError(
            {
                "state": [
                    tk._(
                        "Other data of the same kind were published since this file was checked. "
                        "It has been checked again: look at it, then publish."
                    )
                ]
            }
        ) from None
