"""Rows as last accepted, and the publications that made them so."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

import ckan.plugins.toolkit as tk

from . import columns as c


class LigneState:
    """`publiee`: public. `ecartee`: set aside, never public so far. `retiree`: no more public."""

    PUBLIEE = "publiee"
    ECARTEE = "ecartee"
    RETIREE = "retiree"


class Ligne(tk.BaseModel):
    """One row of a gabarit, with its owner. Its identifier is never given to another row (law 5).

    `period`: as `Gabarit.period_of` says it; empty where the gabarit has none.
    `commune`: current INSEE of the row's place. `key`: its natural key, normalised. `public`:
    schema field → text as published. `internal`: law 9, never leaves this table. `held`: codes that
    set it aside in its last dépôt while the version published before stays public (law 8).
    """

    __table__ = sa.Table(
        "opendatacommunal_ligne",
        tk.BaseModel.metadata,
        c.key(),
        c.text("gabarit"),
        c.text("organisation_id"),
        c.text("source", "principal"),
        c.text("period", ""),
        c.maybe_text("commune"),
        c.text("identifier"),
        c.maybe_text("key"),
        c.json_object("public"),
        c.json_object("internal"),
        c.degrees("lon"),
        c.degrees("lat"),
        c.text("state", LigneState.PUBLIEE),
        c.maybe_json("held"),
        c.maybe_text("depot_id"),
        c.maybe_moment("first_published"),
        c.moment("modified"),
        c.maybe_moment("retired"),
        sa.UniqueConstraint(
            "gabarit", "identifier", name="uq_opendatacommunal_ligne_gabarit_identifier"
        ),
        sa.Index(
            "idx_opendatacommunal_ligne_scope", "gabarit", "organisation_id", "source", "period"
        ),
        sa.Index("idx_opendatacommunal_ligne_commune", "commune", "gabarit"),
    )

    id: Mapped[str]
    gabarit: Mapped[str]
    organisation_id: Mapped[str]
    source: Mapped[str]
    period: Mapped[str]
    commune: Mapped[str | None]
    identifier: Mapped[str]
    key: Mapped[str | None]
    public: Mapped[dict[str, str | None]]
    internal: Mapped[dict[str, str | None]]
    lon: Mapped[float | None]
    lat: Mapped[float | None]
    state: Mapped[str]
    held: Mapped[list[str] | None]
    depot_id: Mapped[str | None]
    first_published: Mapped[datetime | None]
    modified: Mapped[datetime]
    retired: Mapped[datetime | None]


class Publication(tk.BaseModel):
    """One run of `publish` for a scope. `step`: the last one done; `finished` once all are.

    `number` counts the publications of the scope from 1. `depot_id`: the dépôt published, or the
    one withdrawn or purged when `kind` says so. `rows`, `added`, `changed`, `removed`: public rows
    of the organisation. `facts`: what the metadata say of the scope, from the step `lignes` on.
    `precisions`: what the producer adds to the description of its data; None: as before.
    """

    __table__ = sa.Table(
        "opendatacommunal_publication",
        tk.BaseModel.metadata,
        c.key(),
        c.text("kind", "publish"),
        c.text("gabarit"),
        c.text("organisation_id"),
        c.text("source", "principal"),
        c.text("depot_id"),
        c.maybe_text("user_id"),
        c.number("number"),
        c.text("step", ""),
        c.moment("started"),
        c.maybe_moment("finished"),
        c.number("rows"),
        c.number("added"),
        c.number("changed"),
        c.number("removed"),
        c.maybe_json("facts"),
        c.maybe_text("precisions"),
        sa.UniqueConstraint(
            "gabarit",
            "organisation_id",
            "source",
            "number",
            name="uq_opendatacommunal_publication_scope_number",
        ),
        sa.Index("idx_opendatacommunal_publication_unfinished", "finished"),
    )

    id: Mapped[str]
    kind: Mapped[str]
    gabarit: Mapped[str]
    organisation_id: Mapped[str]
    source: Mapped[str]
    depot_id: Mapped[str]
    user_id: Mapped[str | None]
    number: Mapped[int]
    step: Mapped[str]
    started: Mapped[datetime]
    finished: Mapped[datetime | None]
    rows: Mapped[int]
    added: Mapped[int]
    changed: Mapped[int]
    removed: Mapped[int]
    facts: Mapped[dict[str, Any] | None]
    precisions: Mapped[str | None]
