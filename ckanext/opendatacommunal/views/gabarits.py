"""The gabarits: the documented model and what to download: `/gabarits`."""

from __future__ import annotations

import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

from flask import Response, request
from werkzeug.wrappers import Response as AnyResponse

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import gabarit_page
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.gabarits import load
from ckanext.opendatacommunal.helpers import opendatacommunal_theme as theme_of
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.views.common import action, blueprint
from ckanext.opendatacommunal.workbook import write_workbook

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

gabarits = blueprint("gabarits", url_prefix="/gabarits")


@gabarits.get("", strict_slashes=False)
def index() -> str:
    by_theme: dict[str, list[dict[str, Any]]] = {}
    for each in action("gabarit_list"):
        by_theme.setdefault(theme_of(each["theme"]), []).append(each)
    themes = sorted(by_theme.items(), key=lambda each: plain(each[0]))
    return tk.render("opendatacommunal/gabarits/list.html", {"themes": themes})


@gabarits.get("/<slug>")
def show(slug: str) -> str:
    gabarit = action("gabarit_show", slug=slug)
    return tk.render("opendatacommunal/gabarits/show.html", {"gabarit": gabarit})


@gabarits.get("/<slug>/classeur.xlsx")
def workbook_file(slug: str) -> AnyResponse:
    """The workbook to fill in, for who starts a table."""
    return download(_workbook(lookup.gabarit(slug).folder), f"{slug}.xlsx", XLSX)


@gabarits.get("/<slug>/modele.csv")
def empty_table(slug: str) -> AnyResponse:
    """The header alone, for who exports from a software."""
    return download(gabarit_page.empty_table(lookup.gabarit(slug)), f"{slug}.csv", "text/csv")


@gabarits.get("/<slug>/schema.json")
def schema(slug: str) -> AnyResponse:
    """The Table Schema, byte for byte as it is in the folder of the gabarit."""
    return download(
        lookup.gabarit(slug).schema_bytes, "schema.json", "application/json", shown=True
    )


@lru_cache(maxsize=64)
def _workbook(folder: Path) -> bytes:
    """Made once a process: a gabarit changes with a restart, as any schema of CKAN."""
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "classeur.xlsx"
        write_workbook(load(folder), path)
        return path.read_bytes()


def download(content: bytes, name: str, mimetype: str, *, shown: bool = False) -> AnyResponse:
    """A file to save, or to look at where `shown`; not sent again to who has it."""
    response = Response(content, mimetype=mimetype)
    if not shown:
        response.headers["Content-Disposition"] = f"attachment; filename={name}"
    response.add_etag()
    return response.make_conditional(request)
