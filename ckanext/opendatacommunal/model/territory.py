"""Communes and the people they name. Only sysadmins write here (law 13)."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

import ckan.plugins.toolkit as tk

from . import columns as c


class Commune(tk.BaseModel):
    """A territory. `insee` is the current code; `old_codes` those merged into it.

    `agents`: full-time equivalents of the town hall, None if unknown. `polygon`: GeoJSON geometry.
    """

    __table__ = sa.Table(
        "opendatacommunal_commune",
        tk.BaseModel.metadata,
        sa.Column("insee", sa.Text, primary_key=True),
        c.text("name"),
        c.text("slug"),
        c.maybe_text("siren"),
        c.maybe_text("epci", index=True),
        c.maybe_number("population"),
        c.maybe_number("agents"),
        c.json_list("postcodes"),
        c.json_list("old_codes"),
        c.maybe_text("organisation_id", unique=True),
        c.maybe_json("polygon"),
    )

    insee: Mapped[str]
    name: Mapped[str]
    slug: Mapped[str]
    siren: Mapped[str | None]
    epci: Mapped[str | None]
    population: Mapped[int | None]
    agents: Mapped[int | None]
    postcodes: Mapped[list[str]]
    old_codes: Mapped[list[str]]
    organisation_id: Mapped[str | None]
    polygon: Mapped[dict[str, Any] | None]


class Referent(tk.BaseModel):
    """The person named by a commune, from one day to another."""

    __table__ = sa.Table(
        "opendatacommunal_referent",
        tk.BaseModel.metadata,
        c.key(),
        c.text("organisation_id", index=True),
        c.maybe_text("user_id"),
        c.maybe_text("deputy_id"),
        c.maybe_text("address"),
        sa.Column("since", sa.Date, nullable=False),
        sa.Column("until", sa.Date, nullable=True),
    )

    id: Mapped[str]
    organisation_id: Mapped[str]
    user_id: Mapped[str | None]
    deputy_id: Mapped[str | None]
    address: Mapped[str | None]
    since: Mapped[date]
    until: Mapped[date | None]
