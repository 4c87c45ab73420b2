"""Deposit a file, look at what was understood, answer, publish: `/depots`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Response

import ckan.plugins.toolkit as tk
from ckan.lib.pagination import Page

from ckanext.opendatacommunal import config
from ckanext.opendatacommunal.depots.departments import departments_of
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.review import Review, answers_of, columns_of
from ckanext.opendatacommunal.views.common import action, blueprint
from ckanext.opendatacommunal.views.depositors import Depositor

PER_PAGE = 25
CHOICES = ("organisation", "gabarit", "source")
FILTERS = ("organisation", "gabarit", "state")
STATES = (
    "recu",
    "a_corriger",
    "a_confirmer",
    "pret",
    "publie",
    "remplace",
    "refuse",
    "retire",
    "purge",
)

depots = blueprint("depots", url_prefix="/depots")


@depots.get("", strict_slashes=False)
def index() -> str:
    """The dépôts that the person may see, newest first."""
    tk.check_access("opendatacommunal_depot_list", {}, {})
    chosen = {name: tk.request.args.get(name, "") for name in FILTERS}
    page = max(tk.h.get_page_number(tk.request.args), 1)
    given = {name: value for name, value in chosen.items() if value}
    found = action("depot_list", limit=PER_PAGE, offset=(page - 1) * PER_PAGE, **given)
    pager = Page(
        collection=found["results"],
        page=page,
        items_per_page=PER_PAGE,
        item_count=found["count"],
        presliced_list=True,
        url=lambda page: tk.url_for("opendatacommunal_depots.index", page=page, **given),
    )
    extra = {
        "depots": found["results"],
        "count": found["count"],
        "chosen": chosen,
        "filtered": bool(given),
        "gabarits": action("gabarit_list"),
        "organisations": Depositor.here().organisations,
        "states": STATES,
        "page": pager,
    }
    return tk.render("opendatacommunal/depots/list.html", extra)


@depots.get("/nouveau")
def new() -> str:
    """The form that asks for a file, and for nothing that the tool can find."""
    tk.check_access("opendatacommunal_depot_create", {}, {})
    return _form({name: tk.request.args.get(name, "") for name in CHOICES}, {})


@depots.post("/nouveau")
def create() -> str | Response:
    tk.check_access("opendatacommunal_depot_create", {}, {})
    said = {name: tk.request.form.get(name, "") for name in CHOICES}
    upload = tk.request.files.get("upload")
    if upload is None or not upload.filename:
        return _form(said, {"upload": [tk._("Choose the file to deposit.")]})
    given = {name: value for name, value in said.items() if value}
    try:
        depot = action("depot_create", upload=upload, **given)
    except tk.ValidationError as error:
        return _form(said, error.error_dict)
    return _to(depot["id"])


@depots.post("/rien-a-declarer")
def nothing_to_declare() -> str | Response:
    """The organisation says that it has nothing for a gabarit: the board shows it, dated."""
    said = {name: tk.request.form.get(name, "") for name in ("organisation", "gabarit")}
    missing = {name: [tk._("Make a choice.")] for name, value in said.items() if not value}
    if missing:
        return _form(said, missing)
    action("nothing_to_declare", **said)
    tk.h.flash_success(tk._("Noted: the coverage board now says so."))
    return tk.redirect_to("opendatacommunal_couverture.board")


def _form(said: dict[str, str], errors: dict[str, Any]) -> str:
    extra = {
        "said": said,
        "errors": errors,
        **_who_deposits(),
        "largest": config.max_bytes(),
    }
    return tk.render("opendatacommunal/depots/new.html", extra)


def _who_deposits() -> dict[str, Any]:
    depositor = Depositor.here()
    known = departments_of(each["id"] for each in depositor.organisations)
    return {
        "depositor": depositor,
        "gabarits": _deposited_gabarits(),
        "departments": sorted({name for names in known.values() for name in names}, key=plain),
    }


def _deposited_gabarits() -> list[dict[str, Any]]:
    return [each for each in action("gabarit_list") if each.get("kind", "deposit") == "deposit"]


@depots.get("/<depot_id>")
def show(depot_id: str) -> str:
    """The review page: what was understood, changed and doubted, and what will go out."""
    return _review(depot_id)


def _review(depot_id: str, errors: dict[str, Any] | None = None) -> str:
    depot = action("depot_show", id=depot_id)
    extra: dict[str, Any] = {
        "depot": depot,
        "busy": _busy(depot),
        "to_choose": _to_choose(depot),
        "errors": errors or {},
        "said": tk.request.form,
    }
    if extra["to_choose"] or depot["can"]["answer"]:
        extra |= _who_deposits()
    if depot.get("report"):
        extra["review"] = Review(depot["report"], _fields(depot["gabarit"]))
    return tk.render("opendatacommunal/depots/review.html", extra)


def _busy(depot: dict[str, Any]) -> str | None:
    """What the job worker is doing with the file right now, if anything."""
    if depot["state"] == "recu" and not depot.get("message"):
        return "checking"
    return "publishing" if depot.get("task") else None


def _to_choose(depot: dict[str, Any]) -> bool:
    """True when a person must say, or confirm, what the file is and whose."""
    known = depot.get("gabarit") and depot.get("organisation")
    return depot["state"] == "verifie" or (depot["state"] == "recu" and not known)


def _fields(slug: str | None) -> list[dict[str, Any]]:
    """The fields of the gabarit; none when the operator no longer uses it."""
    try:
        return action("gabarit_show", slug=slug)["fields"] if slug else []
    except tk.ObjectNotFound:
        return []


@depots.post("/<depot_id>")
def act(depot_id: str) -> str | Response:
    """One form, one intention: the hidden field `do` names it."""
    intention = INTENTIONS.get(tk.request.form.get("do", ""))
    if intention is None:
        return _review(depot_id, {"form": [tk._("This form is not complete. Send it again.")]})
    try:
        said = intention(depot_id)
    except tk.ValidationError as error:
        return _review(depot_id, error.error_dict)
    if said:
        tk.h.flash_success(said)
    return _to(depot_id)


def _answer(depot_id: str) -> str:
    report = action("depot_show", id=depot_id)["report"] or {}
    asked = [*report.get("questions", []), *report.get("answered", [])]
    answers = answers_of(tk.request.form, asked)
    if not answers:
        raise tk.ValidationError({"questions": [tk._("Choose at least one answer.")]})
    action("depot_answer", id=depot_id, answers=answers)
    return tk._("Your answers were taken into account and the file checked again.")


def _map(depot_id: str) -> str:
    """What the person says that columns of the file are."""
    report = action("depot_show", id=depot_id)["report"] or {}
    answers = columns_of(tk.request.form, Review(report, ()).mappable)
    if not answers:
        raise tk.ValidationError({"columns": [tk._("Change at least one column.")]})
    action("depot_answer", id=depot_id, answers=answers)
    return tk._("Your choices were taken into account and the file checked again.")


def _publish(depot_id: str) -> str:
    """Publish what the person was shown: if the numbers have changed since, show them first."""
    form = tk.request.form
    counts = action("depot_show", id=depot_id)["counts"]
    seen = (form.get("publishable"), form.get("set_aside"))
    if seen != (str(counts.get("publishable")), str(counts.get("set_aside"))):
        raise tk.ValidationError(
            {"form": [tk._("The file was checked again since you opened this page: look at it.")]}
        )
    said = {"precisions": form["precisions"].strip()} if "precisions" in form else {}
    depot = action("depot_publish", id=depot_id, waive=form.get("waive") == "yes", **said)
    if depot["state"] == "publie":
        return tk._("Your data is published.")
    return tk._("Publication has started. This page will tell when it is done.")


def _choose(depot_id: str) -> str:
    chosen = {name: tk.request.form.get(name, "") for name in ("gabarit", "organisation")}
    if not all(chosen.values()):
        raise tk.ValidationError(
            {name: [tk._("Make a choice.")] for name, value in chosen.items() if not value}
        )
    action("depot_update", id=depot_id, source=tk.request.form.get("source", ""), **chosen)
    return tk._("Thank you. The file was checked with these choices.")


def _withdraw(depot_id: str) -> str:
    action("depot_withdraw", id=depot_id)
    return tk._("These data are no longer published. Your file is kept.")


def _refuse(depot_id: str) -> str:
    action("depot_refuse", id=depot_id, reason=_reason())
    return tk._("This file was refused. The reason is shown to the organisation.")


def _purge(depot_id: str) -> str:
    action("depot_purge", id=depot_id, reason=_reason())
    return tk._("The file, its report and its rows were erased.")


def _reason() -> str:
    return tk.request.form.get("reason", "")


INTENTIONS: dict[str, Callable[[str], str]] = {
    "answer": _answer,
    "map": _map,
    "publish": _publish,
    "choose": _choose,
    "withdraw": _withdraw,
    "refuse": _refuse,
    "purge": _purge,
}


def _to(depot_id: str) -> Response:
    return tk.redirect_to("opendatacommunal_depots.show", depot_id=depot_id)
