"""The page of a commune: what it publishes, what it must, how to show it: `/commune/<insee>`."""

from __future__ import annotations

from typing import Any

from flask import redirect
from werkzeug.wrappers import Response

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.views.common import action, blueprint

communes = blueprint("commune")


@communes.get("/commune/<insee>")
def show(insee: str) -> str | Response:
    """An old code, or that of an arrondissement, leads for good to the commune of today."""
    commune = action("commune_show", insee=insee)
    if commune["insee"] != insee:
        address = tk.url_for("opendatacommunal_commune.show", insee=commune["insee"])
        return redirect(address, code=301)
    return _page(commune, {})


@communes.post("/commune/<insee>")
def tell_agents(insee: str) -> str | Response:
    """How many agents the town hall employs: the one thing the law needs that no file says."""
    try:
        # As a French spreadsheet groups digits: 1 200.
        said = "".join(tk.request.form.get("agents", "").split())
        action("agents_update", insee=insee, agents=said)
    except tk.ValidationError as error:
        return _page(action("commune_show", insee=insee), error.error_dict)
    tk.h.flash_success(tk._("Thank you: what the law asks of the commune is up to date."))
    return tk.redirect_to("opendatacommunal_commune.show", insee=insee)


@communes.post("/commune/<insee>/ailleurs")
def tell_elsewhere(insee: str) -> Response:
    """The town hall says that it has handed in elsewhere, or that it has not after all."""
    said = {name: tk.request.form.get(name, "") for name in ("gabarit", "declared")}
    organisation = action("commune_show", insee=insee)["organisation"]["name"]
    action("deposited_elsewhere", organisation=organisation, **said)
    tk.h.flash_success(tk._("Noted: the page of the commune now says so."))
    return tk.redirect_to("opendatacommunal_commune.show", insee=insee)


def _page(commune: dict[str, Any], errors: dict[str, Any]) -> str:
    extra = {
        "commune": commune,
        "tells_agents": _may("agents_update", {"insee": commune["insee"]}),
        "tells_elsewhere": bool(commune["organisation"])
        and _may("deposited_elsewhere", {"organisation": commune["organisation"]["name"]}),
        "errors": errors,
        "said": tk.request.form,
    }
    return tk.render("opendatacommunal/commune.html", extra)


def _may(name: str, data: dict[str, Any]) -> bool:
    user = tk.current_user.name if tk.current_user.is_authenticated else ""
    try:
        return tk.check_access(f"opendatacommunal_{name}", {"user": user}, data)
    except tk.NotAuthorized:
        return False
