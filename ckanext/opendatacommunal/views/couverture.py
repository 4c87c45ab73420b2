"""The coverage board, commune × gabarit: `/couverture`."""

from __future__ import annotations

import csv
import io
from typing import Any

from flask import Response

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.expectations import EXPECTED
from ckanext.opendatacommunal.helpers import opendatacommunal_state as state_of
from ckanext.opendatacommunal.views.common import action, blueprint

couverture = blueprint("couverture")


@couverture.get("/couverture")
def board() -> str:
    coverage = action("coverage_show")
    return tk.render(
        "opendatacommunal/couverture.html",
        {
            "gabarits": coverage["gabarits"],
            "communes": [_with_signs(each) for each in coverage["communes"]],
            "totals": totals(coverage),
            "states": sorted(_states(coverage)),
        },
    )


@couverture.get("/couverture.csv")
def as_csv() -> Response:
    """The same board for a spreadsheet: one line per commune and gabarit."""
    coverage = action("coverage_show")
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(
        [
            tk._("INSEE code"),
            tk._("Commune"),
            tk._("Population"),
            tk._("Agents"),
            tk._("Gabarit"),
            tk._("Required by law"),
            tk._("State"),
            tk._("Date"),
            tk._("Rows"),
            tk._("Set aside"),
            tk._("Next update"),
        ]
    )
    answers = {"yes": tk._("yes"), "no": tk._("no"), "unknown": tk._("not known yet")}
    for commune in coverage["communes"]:
        for gabarit in coverage["gabarits"]:
            cell = commune["cells"].get(gabarit["slug"]) or {}
            writer.writerow(
                [
                    commune["insee"],
                    commune["name"],
                    commune["population"],
                    commune["agents"],
                    gabarit["slug"],
                    answers[commune["duties"][gabarit["slug"]]],
                    state_of(cell.get("state")).label,
                    (cell.get("date") or "")[:10],
                    cell.get("rows"),
                    cell.get("set_aside"),
                    cell.get("due"),
                ]
            )
    # Byte order mark: without it, Excel reads the accents wrong.
    return Response(
        "\ufeff" + out.getvalue(),
        mimetype="text/csv",
        headers={"Content-Disposition": "attachment; filename=couverture.csv"},
    )


def totals(coverage: dict[str, Any]) -> dict[str, dict[str, int]]:
    """By gabarit: communes that published, rows published, rows set aside."""
    found = {}
    for gabarit in coverage["gabarits"]:
        cells = [commune["cells"].get(gabarit["slug"]) or {} for commune in coverage["communes"]]
        found[gabarit["slug"]] = {
            "communes": sum(bool(cell.get("rows")) for cell in cells),
            "rows": sum(cell.get("rows") or 0 for cell in cells),
            "set_aside": sum(cell.get("set_aside") or 0 for cell in cells),
        }
    return found


def _with_signs(commune: dict[str, Any]) -> dict[str, Any]:
    """With `publishes`, whether anything of it is public, and `late`, whether an update is due."""
    cells = commune["cells"].values()
    return {
        **commune,
        "publishes": any(cell.get("rows") for cell in cells),
        "late": any(cell.get("late") for cell in cells),
    }


def _states(coverage: dict[str, Any]) -> set[str]:
    """The states that stand on this board: its legend."""
    found = set()
    for commune in coverage["communes"]:
        for gabarit in coverage["gabarits"]:
            cell = commune["cells"].get(gabarit["slug"]) or {}
            asked = commune["duties"][gabarit["slug"]] == "yes"
            found |= {cell.get("state") or (EXPECTED if asked else None)}
            found |= {"late"} if cell.get("late") else set()
    return {state for state in found if state}
