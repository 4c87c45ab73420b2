"""More files of a gabarit: its schema in each version, its workbook with one's own rows."""

from __future__ import annotations

import io
from typing import Any

from flask import request
from werkzeug.wrappers import Response as AnyResponse

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.logic.action.lignes import LONGEST_PAGE
from ckanext.opendatacommunal.model import LigneState
from ckanext.opendatacommunal.views.common import action
from ckanext.opendatacommunal.views.depositors import Depositor
from ckanext.opendatacommunal.views.gabarits import XLSX, download, gabarits
from ckanext.opendatacommunal.workbook import Place, write_workbook


@gabarits.get("/<slug>/<version>/schema.json")
def schema_of_version(slug: str, version: str) -> AnyResponse:
    """What `conformsTo` names: the Table Schema of that version, which may no longer be in use."""
    content = lookup.gabarit(slug).schema_bytes_of(version)
    if content is None:
        raise tk.ObjectNotFound
    return download(content, "schema.json", "application/json", shown=True)


@gabarits.get("/<slug>/nos-lignes.xlsx")
def own_rows(slug: str) -> AnyResponse:
    """The workbook that begins with the organisation's public rows, internal columns included: the
    yearly update is a change of what has changed. Nobody else may have it (law 9)."""
    gabarit = lookup.deposited_gabarit(slug)
    only = Depositor.here().only or {}
    name = request.args.get("organisation") or only.get("name")
    if not name:
        raise tk.ObjectNotFound
    rows = [gabarit.migration.row(each) for each in _rows(slug, name)]
    commune = lookup.commune_of(lookup.organisation(name).id)
    place = None
    if commune:
        postcode = commune.postcodes[0] if len(commune.postcodes) == 1 else None
        place = Place(commune.insee, commune.name, postcode)
    book = io.BytesIO()
    write_workbook(gabarit, book, place=place, rows=rows)
    return download(book.getvalue(), f"{slug}-{name}.xlsx", XLSX)


def _rows(slug: str, organisation: str) -> list[dict[str, Any]]:
    """Public rows by identifier, all columns together."""
    found: list[dict[str, Any]] = []
    while True:
        page = action(
            "lignes_show",
            gabarit=slug,
            organisation=organisation,
            limit=LONGEST_PAGE,
            offset=len(found),
        )
        found += page["lignes"]
        if not page["lignes"] or len(found) >= page["count"]:
            break
    public = (each for each in found if each["state"] == LigneState.PUBLIEE)
    return [{**each["public"], **each["internal"]} for each in public]
