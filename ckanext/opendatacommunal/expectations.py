"""What is expected of a commune: what the law asks it to publish, and what is due again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from ckanext.opendatacommunal.days import day_of
from ckanext.opendatacommunal.gabarits import Duty, Gabarit, Obligation, duty
from ckanext.opendatacommunal.gabarits.obligation import general
from ckanext.opendatacommunal.model import Commune, State
from ckanext.opendatacommunal.model.columns import now
from ckanext.opendatacommunal.sheet.frequency import due

RELAY = "relay"
EXPECTED = "attendu"
"""State of data that the law asks for and that nobody has published or announced."""


def duty_of(commune: Commune, gabarit: Gabarit) -> Duty:
    """What is made from other data asks nothing of anybody."""
    laws = gabarit.obligations if gabarit.kind != "derived" else ()
    return duty(laws, commune.population, commune.agents)


def general_duty(commune: Commune) -> dict[str, Any]:
    """Whether the commune must publish its data at all, whatever they are."""
    return duty_dict(duty(general(), commune.population, commune.agents))


def of_commune(
    commune: Commune, gabarits: Iterable[Gabarit], cells: Mapping[str, Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """One entry a gabarit: `{slug, title, theme, kind, duty, state, date, due, late, dataset,
    departments, periods}`; `cells`: slug → cell of the board."""
    found = []
    for gabarit in gabarits:
        cell = cells.get(gabarit.slug) or {}
        asked = duty_of(commune, gabarit)
        entry = {name: getattr(gabarit, name) for name in ("slug", "title", "theme", "kind")}
        known = {name: cell.get(name) for name in ("date", "due", "dataset")}
        known |= {name: cell.get(name, []) for name in ("departments", "periods")}
        found.append(
            {
                **entry,
                **known,
                "late": bool(cell.get("late")),
                "duty": duty_dict(asked),
                "state": cell.get("state") or (EXPECTED if asked.answer == "yes" else None),
            }
        )
    return found


def next_time(cell: Mapping[str, Any], gabarit: Gabarit) -> dict[str, Any]:
    """`{due, late}` of data published at the date of its cell."""
    if cell.get("state") != State.PUBLIE or gabarit.kind != "deposit":
        return {"due": None, "late": False}
    day = due(day_of(datetime.fromisoformat(cell["date"])), gabarit.periodicity)
    return {"due": day.isoformat() if day else None, "late": bool(day and day < day_of(now()))}


def law_dict(law: Obligation) -> dict[str, Any]:
    names = ("text", "url", "on_data", "population_over", "agents_at_least")
    return {**{name: getattr(law, name) for name in names}, "what": dict(law.what)}


def duty_dict(found: Duty) -> dict[str, Any]:
    return {
        "answer": found.answer,
        "law": law_dict(found.law) if found.law else None,
        "reasons": [{**each._asdict(), "holds": each.holds} for each in found.reasons],
    }
