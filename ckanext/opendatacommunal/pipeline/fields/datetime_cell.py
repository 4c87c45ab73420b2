"""A moment, in universal time: `2024-12-31T08:00:00Z`; a day alone stays a day until it is written.

An hour without a zone is that of France, except overseas, where nobody can tell from the cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta, timezone

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from . import date as day
from .moment import is_summer
from .reading import Context, Example, FieldType, Reading, ask, changed

_ZONED = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})")
_LOCAL = re.compile(r"(.*\d)(?:T| à |,? )(\d{1,2})[:hH](\d{2})(?::(\d{2})(?:[.,]\d+)?)?")
_OVERSEAS = ("97", "98")


def parse(raw: str, field: Field, context: Context) -> Reading:
    if _ZONED.fullmatch(raw):
        return _of_zoned(raw)
    local = _LOCAL.fullmatch(raw)
    if local is None:
        return day.parse(raw, field, context)
    found = day.parse(local[1], field, context)
    if not found.settled or not found.value:
        return found
    return _of_wall(raw, found.value, local, context)


def _of_wall(raw: str, of: str, local: re.Match[str], context: Context) -> Reading:
    """An hour as the clock of the town hall showed it, on the day `of`."""
    if (context.commune or "").startswith(_OVERSEAS):
        return ask("unclear-moment", (of,))
    hour, minute, second = int(local[2]), int(local[3]), int(local[4] or 0)
    try:
        wall = datetime.fromisoformat(of).replace(
            hour=hour, minute=minute, second=second, tzinfo=timezone.utc
        )
    except ValueError:
        return ask("unclear-moment", (of,))
    moment = wall - timedelta(hours=2 if is_summer(wall - timedelta(hours=2)) else 1)
    return changed(raw, _written(moment), "moment")


def _of_zoned(raw: str) -> Reading:
    try:
        moment = datetime.fromisoformat(raw.replace("Z", "+00:00"))
    except ValueError:
        return ask("unclear-moment")
    return changed(raw, _written(moment.astimezone(timezone.utc)), "moment")


def _written(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def writings(value: str) -> Iterable[str]:
    """A day as the moment it begins, which is all that is known of it."""
    return (value, f"{value}T00:00:00Z") if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else (value,)


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    day = r"20[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
    return cell.str.contains(rf"^{day}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z$")


DATETIME = FieldType(
    "datetime",
    (),
    parse,
    (
        Example("2020-05-11T14:08:32Z", "2020-05-11T14:08:32Z"),
        Example("2020-05-11T16:08:32+02:00", "2020-05-11T14:08:32Z"),
        Example("25/05/2020 16:08", "2020-05-25T14:08:00Z"),
        Example("25/12/2020 à 16h08", "2020-12-25T15:08:00Z"),
        Example("25/05/2020", "2020-05-25"),
        Example("2020-05-11", "2020-05-11"),
        Example("2020-05-11 25:00", asks=True),
        Example("hier", error="not-a-date"),
        Example("NC", None),
    ),
    plain=plain,
    writings=writings,
    sample=Field("moment", "datetime", "Date et heure"),
)
