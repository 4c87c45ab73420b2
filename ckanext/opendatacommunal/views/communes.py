"""The page of a commune: what it publishes, and how to show it elsewhere: `/commune/<insee>`."""

from __future__ import annotations

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
    return tk.render("opendatacommunal/commune.html", {"commune": commune})
