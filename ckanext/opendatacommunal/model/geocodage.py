"""What the geocoder said of an address, so that no address is asked twice of the same base."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

import ckan.plugins.toolkit as tk

from . import columns as c


class Geocodage(tk.BaseModel):
    """One address. `base`: geocoder and version of its base. `key`: INSEE code, address, postcode,
    normalised. `candidates`: places, best first; `complete` False: only the first was asked."""

    __table__ = sa.Table(
        "opendatacommunal_geocodage",
        tk.BaseModel.metadata,
        sa.Column("base", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        c.json_list("candidates"),
        c.flag("complete"),
        c.moment("asked"),
    )

    base: Mapped[str]
    key: Mapped[str]
    candidates: Mapped[list[dict[str, Any]]]
    complete: Mapped[bool]
    asked: Mapped[datetime]
