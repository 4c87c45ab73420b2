"""The files of a dépôt, for those who may see it: `/depots/<id>/…`."""

from __future__ import annotations

import logging
from urllib.parse import quote

from flask import Response

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import storage
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.model import Depot
from ckanext.opendatacommunal.views.common import action
from ckanext.opendatacommunal.views.depots import depots

log = logging.getLogger(__name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@depots.get("/<depot_id>/fichier")
def raw(depot_id: str) -> Response:
    """The file as it was received. Never shown by the browser: it comes from anywhere."""
    depot = _readable(depot_id)
    return _stream(depot, "fichier", depot.file_name, "application/octet-stream")


@depots.get("/<depot_id>/rapport.json")
def full_report(depot_id: str) -> Response:
    depot = _readable(depot_id)
    return _stream(depot, "rapport", f"{_stem(depot)}_rapport.json", "application/json")


@depots.get("/<depot_id>/ecartees.csv")
def rejects(depot_id: str) -> Response:
    """Rows set aside, in the person's own layout, with the reason."""
    depot = _readable(depot_id)
    return _stream(depot, "ecartees", f"{_stem(depot)}_ecartees.csv", "text/csv")


@depots.get("/<depot_id>/retour.xlsx")
def returned(depot_id: str) -> Response:
    """The person's file, cells to correct coloured and commented."""
    depot = _readable(depot_id)
    return _stream(depot, "retour", f"{_stem(depot)}_retour.xlsx", XLSX)


def _readable(depot_id: str) -> Depot:
    """The row of a dépôt that the person may see."""
    action("depot_show", id=depot_id)
    return lookup.depot(depot_id)


def _stream(depot: Depot, kind: str, name: str, mimetype: str) -> Response:
    location = depot.files.get(kind)
    if not location:
        raise tk.ObjectNotFound
    try:
        content = storage.chunks(location)
    except storage.Missing:
        log.warning("Dépôt %s: its file %s is not in the storage", depot.id, location)
        raise tk.ObjectNotFound(tk._("The portal no longer has this file.")) from None
    return Response(
        content,
        mimetype=mimetype,
        headers={
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
            "X-Content-Type-Options": "nosniff",
        },
    )


def _stem(depot: Depot) -> str:
    return depot.file_name.rsplit(".", 1)[0]
