"""Helpers of our templates; all bear the prefix `opendatacommunal_`."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any, NamedTuple

import sqlalchemy as sa
from babel.dates import format_date, format_time
from babel.numbers import format_decimal

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import communes as reference
from ckanext.opendatacommunal import outline, vocabulary
from ckanext.opendatacommunal.days import here
from ckanext.opendatacommunal.depots.access import Person
from ckanext.opendatacommunal.embed import code, parameters
from ckanext.opendatacommunal.messages.numbers import rows_in_words
from ckanext.opendatacommunal.model import Commune, Ligne, LigneState
from ckanext.opendatacommunal.review import choice_of, place_of

__all__ = [
    "opendatacommunal_choice",
    "opendatacommunal_commune_name",
    "opendatacommunal_commune_of",
    "opendatacommunal_date",
    "opendatacommunal_duty",
    "opendatacommunal_frequency",
    "opendatacommunal_gabarit_of",
    "opendatacommunal_how",
    "opendatacommunal_kind",
    "opendatacommunal_leaving",
    "opendatacommunal_map",
    "opendatacommunal_may_deposit",
    "opendatacommunal_number",
    "opendatacommunal_own_organisations",
    "opendatacommunal_place",
    "opendatacommunal_rows",
    "opendatacommunal_size",
    "opendatacommunal_state",
    "opendatacommunal_text",
    "opendatacommunal_theme",
    "opendatacommunal_widget",
]

MOST_POINTS = 500
"""Points drawn on the map of a commune."""


class State(NamedTuple):
    """A state as a person reads it: never by its colour alone."""

    label: str
    symbol: str
    tone: str


def opendatacommunal_state(state: str | None) -> State:
    """The word, sign and tone of a state of a dépôt or of a cell of the coverage board."""
    states = {
        "recu": State(tk._("received"), "…", "wait"),
        "verifie": State(tk._("checked"), "…", "wait"),
        "a_corriger": State(tk._("to be corrected"), "!", "bad"),
        "a_confirmer": State(tk._("to be confirmed"), "?", "doubt"),
        "pret": State(tk._("ready to publish"), "→", "ready"),
        "attendu": State(tk._("required by law"), "§", "bad"),
        "late": State(tk._("late"), "◔", "doubt"),
        "publie": State(tk._("published"), "✓", "good"),
        "remplace": State(tk._("replaced"), "↻", "quiet"),
        "refuse": State(tk._("refused"), "×", "bad"),
        "retire": State(tk._("withdrawn"), "−", "quiet"),
        "purge": State(tk._("erased"), "×", "quiet"),
        "rien_a_declarer": State(tk._("nothing to declare"), "○", "good"),
    }
    return states.get(state or "", State(tk._("nothing yet"), "·", "quiet"))


def opendatacommunal_number(number: float) -> str:
    """1234 → `1 234` in French, `1,234` in English."""
    return format_decimal(number, locale=tk.h.lang())


def opendatacommunal_date(moment: str | datetime, *, time: bool = False) -> str:
    """`22 novembre 2026`, with `time` `22 novembre 2026 à 16:04`, in the time zone of the portal.

    A moment without a zone is in UTC, as CKAN keeps it; a day is that day everywhere.
    """
    if isinstance(moment, str) and len(moment) == len("2026-11-22"):
        return format_date(date.fromisoformat(moment), "long", locale=tk.h.lang())
    local = here(datetime.fromisoformat(moment) if isinstance(moment, str) else moment)
    day = format_date(local, "long", locale=tk.h.lang())
    if not time:
        return day
    clock = format_time(local, "short", tzinfo=local.tzinfo, locale=tk.h.lang())
    return tk._("{day} at {time}").format(day=day, time=clock)


def opendatacommunal_size(size: int) -> str:
    """Bytes in words: `100 MB`."""
    return tk._("{n} MB").format(n=opendatacommunal_number(size // 1_000_000))


def opendatacommunal_how(how: str) -> str:
    """What a column was recognised by."""
    ways = {
        "name": tk._("its name"),
        "title": tk._("its title"),
        "synonym": tk._("a name often used"),
        "profile": tk._("your earlier answers"),
        "version": tk._("its name in an older version of the template"),
        "content": tk._("its content"),
    }
    return ways.get(how, "—")


def opendatacommunal_choice(question: dict[str, Any], form: dict[str, str]) -> tuple[str, str]:
    """The answer shown as chosen for a question: `(button, own value)`."""
    return choice_of(question, form)


def opendatacommunal_leaving(leaving: str, value: str | None) -> str:
    """What it comes to, to leave the value of a question as it is."""
    ways = {
        "as-written": tk._("Keep them as they are written"),
        "emptied": tk._("None of these: leave the cell empty"),
        "column-out": tk._("None of them: leave this column out"),
        "no-column": tk._("None of these columns"),
    }
    return ways.get(leaving) or tk._("Keep “{value}” as it is").format(value=value or "")


def opendatacommunal_place(column: dict[str, Any], form: dict[str, str]) -> str:
    """The choice shown for a column of the file: what the form says, else what it is now."""
    return form.get(f"column-{column['question']}") or place_of(column)


def opendatacommunal_rows(rows: list[int]) -> str:
    """Row numbers for a sentence: `4, 7–9, 12 …`."""
    return rows_in_words(rows)


def opendatacommunal_may_deposit() -> bool:
    """True when the person who is there may hand in a file for some organisation."""
    return bool(tk.h.check_access("opendatacommunal_depot_create"))


def opendatacommunal_own_organisations() -> list[dict[str, Any]]:
    """Organisations that the person who is there deposits for as one of their members."""
    person = Person(tk.current_user.name if tk.current_user.is_authenticated else None)
    mine = [] if person.helps_all else person.organisations()
    return [{"name": each.name, "title": each.title or each.name} for each in mine]


def opendatacommunal_map(commune: dict[str, Any]) -> outline.Drawing:
    """A commune (as `commune_show` gives it) among its neighbours, with its published points."""
    beside = sa.select(Commune.polygon).where(
        Commune.epci == commune["epci"],
        Commune.insee != commune["insee"],
        Commune.polygon.is_not(None),
    )
    published = (
        sa.select(Ligne.lon, Ligne.lat)
        .where(
            Ligne.commune == commune["insee"],
            Ligne.state == LigneState.PUBLIEE,
            Ligne.lon.is_not(None),
            Ligne.lat.is_not(None),
        )
        .limit(MOST_POINTS)
    )
    found = model.Session.scalars(beside.order_by(Commune.insee))
    neighbours = [polygon for polygon in found if polygon]
    points = [(lon, lat) for lon, lat in model.Session.execute(published)]
    return outline.draw(commune["outline"], neighbours, points)


def opendatacommunal_widget(gabarit: str, insee: str) -> dict[str, str] | None:
    """Address and code to paste of the table widget; None when the widgets are not installed."""
    if "opendatacommunal_iframe_code" not in tk.h:
        return None
    pasted = tk.h.opendatacommunal_iframe_code(gabarit, insee)
    asked = parameters.read({"gabarit": gabarit, "commune": insee})
    return {"url": code.table_address(asked), "code": pasted} if pasted else None


def opendatacommunal_gabarit_of(package: dict[str, Any]) -> str | None:
    """The slug of the gabarit of a dataset that the suite publishes, else None."""
    package_type = package.get("type") or ""
    return package_type.removeprefix("donnees-") if package_type.startswith("donnees-") else None


def opendatacommunal_commune_of(package: dict[str, Any]) -> str | None:
    """INSEE code of the commune of an organisation's dataset; None for several, or for none."""
    communes = package.get("communes") or []
    if isinstance(communes, str):
        communes = json.loads(communes)
    return communes[0] if len(communes) == 1 and package.get("partie_de") else None


def opendatacommunal_commune_name(insee: str) -> str:
    """The name of a commune by its code; the code itself if there is none."""
    found = reference.get(insee)
    return found.name if found else insee


def opendatacommunal_theme(code: str) -> str:
    return tk._(vocabulary.THEMES[code]) if code in vocabulary.THEMES else code


def opendatacommunal_frequency(code: str) -> str:
    return tk._(vocabulary.FREQUENCIES[code]) if code in vocabulary.FREQUENCIES else code


def opendatacommunal_kind(kind: str) -> str:
    return tk._(vocabulary.KINDS[kind])


def opendatacommunal_text(texts: dict[str, str]) -> str:
    """The text in the reader's language, else in French."""
    return texts.get(str(tk.h.lang())[:2]) or texts["fr"]


def opendatacommunal_duty(reasons: list[dict[str, Any]]) -> str:
    """The numbers of a commune beside the limits: `14 200 inhabitants (more than 3,500)`."""
    return ", ".join(_reason(**each) for each in reasons)


def _reason(about: str, least: int, value: int | None, holds: bool | None) -> str:
    if about == "population":
        limit, sentences = (
            least - 1,
            {
                True: tk._("{value} inhabitants (more than {limit})"),
                False: tk._("{value} inhabitants (not more than {limit})"),
                None: tk._("population not known (the limit is {limit})"),
            },
        )
    else:
        limit, sentences = (
            least,
            {
                True: tk._("{value} agents (at least {limit})"),
                False: tk._("{value} agents (fewer than {limit})"),
                None: tk._("number of agents not told yet (the limit is {limit})"),
            },
        )
    shown = "" if value is None else opendatacommunal_number(value)
    return sentences[holds].format(value=shown, limit=opendatacommunal_number(limit))
