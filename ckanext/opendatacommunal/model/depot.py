"""Dépôts, the answers kept from one to the next, and "nothing to declare"."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

import ckan.plugins.toolkit as tk

from . import columns as c


class State:
    """States of a dépôt: recu → verifie → a_corriger | a_confirmer | pret → publie → remplace.

    `verifie`: between the end of a check and its outcome, in one transaction: no dépôt is met in
    it. `a_corriger`: no row can be published. `a_confirmer`: some can, questions are
    open. `pret`: some can, every question is settled or waived. Refused (`refuse`), withdrawn
    (`retire`) and wiped (`purge`) dépôts stay as a trace.
    """

    RECU = "recu"
    VERIFIE = "verifie"
    A_CORRIGER = "a_corriger"
    A_CONFIRMER = "a_confirmer"
    PRET = "pret"
    PUBLIE = "publie"
    REMPLACE = "remplace"
    REFUSE = "refuse"
    RETIRE = "retire"
    PURGE = "purge"

    OPEN = (RECU, VERIFIE, A_CORRIGER, A_CONFIRMER, PRET)
    """Still to be settled: answers, another gabarit, a refusal are accepted."""
    ALL = (*OPEN, PUBLIE, REMPLACE, REFUSE, RETIRE, PURGE)


class Depot(tk.BaseModel):
    """One file handed in by an organisation for a gabarit.

    `gabarit`, `organisation_id`: None until known. `scope_version`: number of the last publication
    of the scope when the file was checked; another number now means "check again" (law 6).
    `head`: the report with each list cut at 1,000 lines; `files`: name of a stored file → where it
    is. `settings`: what the person chose besides answers. `closed`: who refused, withdrew or
    purged, when and why. `periods`: once published, those whose public rows it answers for: a newer
    dépôt takes its own periods over, and the last one taken makes this one `remplace` (law 6).
    """

    __table__ = sa.Table(
        "opendatacommunal_depot",
        tk.BaseModel.metadata,
        c.key(),
        c.maybe_text("gabarit"),
        c.maybe_text("gabarit_version"),
        c.maybe_text("organisation_id"),
        c.maybe_text("commune"),
        c.text("source", "principal"),
        c.json_list("periods"),
        c.text("state", State.RECU),
        c.text("file_name"),
        c.text("sha256"),
        c.number("size"),
        c.maybe_text("created_by"),
        c.moment("created"),
        c.maybe_moment("checked"),
        c.maybe_moment("published"),
        c.json_object("answers"),
        c.flag("waived"),
        c.json_object("counts"),
        c.json_object("head"),
        c.maybe_text("verdict"),
        c.maybe_text("message"),
        c.number("scope_version"),
        c.json_object("files"),
        c.maybe_json("proposal"),
        c.maybe_text("replaced_by"),
        c.maybe_json("closed"),
        sa.Index("idx_opendatacommunal_depot_owner", "organisation_id", "gabarit", "state"),
        sa.Index("idx_opendatacommunal_depot_created", "created"),
    )

    id: Mapped[str]
    gabarit: Mapped[str | None]
    gabarit_version: Mapped[str | None]
    organisation_id: Mapped[str | None]
    commune: Mapped[str | None]
    source: Mapped[str]
    periods: Mapped[list[str]]
    state: Mapped[str]
    file_name: Mapped[str]
    sha256: Mapped[str]
    size: Mapped[int]
    created_by: Mapped[str | None]
    created: Mapped[datetime]
    checked: Mapped[datetime | None]
    published: Mapped[datetime | None]
    answers: Mapped[dict[str, str | None]]
    waived: Mapped[bool]
    counts: Mapped[dict[str, int]]
    head: Mapped[dict[str, Any]]
    verdict: Mapped[str | None]
    message: Mapped[str | None]
    scope_version: Mapped[int]
    files: Mapped[dict[str, str]]
    proposal: Mapped[dict[str, Any] | None]
    replaced_by: Mapped[str | None]
    closed: Mapped[dict[str, Any] | None]


class Profil(tk.BaseModel):
    """Profil d'import: `columns` {header: field or null}, `values` {field: {raw: clean}}."""

    __table__ = sa.Table(
        "opendatacommunal_profil",
        tk.BaseModel.metadata,
        sa.Column("organisation_id", sa.Text, primary_key=True),
        sa.Column("gabarit", sa.Text, primary_key=True),
        c.json_object("columns"),
        c.json_object("values"),
        c.moment("modified"),
    )

    organisation_id: Mapped[str]
    gabarit: Mapped[str]
    columns: Mapped[dict[str, str | None]]
    values: Mapped[dict[str, dict[str, str | None]]]
    modified: Mapped[datetime]


class Declaration(tk.BaseModel):
    """The organisation says that it has nothing for this gabarit (no park, no subsidy)."""

    __table__ = sa.Table(
        "opendatacommunal_declaration",
        tk.BaseModel.metadata,
        sa.Column("organisation_id", sa.Text, primary_key=True),
        sa.Column("gabarit", sa.Text, primary_key=True),
        c.maybe_text("declared_by"),
        c.moment("declared"),
    )

    organisation_id: Mapped[str]
    gabarit: Mapped[str]
    declared_by: Mapped[str | None]
    declared: Mapped[datetime]
