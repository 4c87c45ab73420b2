"""Small builders of columns, so that a table reads as a list of what it holds."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timezone
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from ckan.model.types import make_uuid

UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
"""The sign 0 and half signs of UTF-16: PostgreSQL keeps neither."""


def storable(value: Any) -> Any:
    """The same text, or JSON, with the sign U+FFFD for those that cannot be kept."""
    if isinstance(value, str):
        return UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", value)
    if isinstance(value, Mapping):
        return {storable(name): storable(each) for name, each in value.items()}
    if isinstance(value, list):
        return [storable(each) for each in value]
    return value


def now() -> datetime:
    """This moment, with its time zone."""
    return datetime.now(timezone.utc)


def key(name: str = "id") -> sa.Column[Any]:
    return sa.Column(name, sa.Text, primary_key=True, default=make_uuid)


def text(name: str, default: str | None = None, **options: Any) -> sa.Column[Any]:
    """A text that is never null; with `default` it may be left out."""
    return sa.Column(
        name, sa.Text, nullable=False, default=default, server_default=default, **options
    )


def maybe_text(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, nullable=True, **options)


def number(name: str, default: int = 0) -> sa.Column[Any]:
    return sa.Column(
        name, sa.BigInteger, nullable=False, default=default, server_default=str(default)
    )


def maybe_number(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.BigInteger, nullable=True)


def degrees(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Float(53), nullable=True)


def moment(name: str) -> sa.Column[Any]:
    """A moment that is always known; now by default."""
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False, default=now)


def maybe_moment(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=True)


def flag(name: str) -> sa.Column[Any]:
    return sa.Column(name, sa.Boolean, nullable=False, default=False, server_default=sa.false())


def json_object(name: str) -> sa.Column[Any]:
    return sa.Column(name, JSONB, nullable=False, default=dict, server_default="{}")


def json_list(name: str) -> sa.Column[Any]:
    return sa.Column(name, JSONB, nullable=False, default=list, server_default="[]")


def maybe_json(name: str) -> sa.Column[Any]:
    """JSON, or SQL's null (never JSON's `null`)."""
    return sa.Column(name, JSONB(none_as_null=True), nullable=True)
