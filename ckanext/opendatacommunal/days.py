"""The day a moment falls on, where people read it: a file published at midnight is of one day."""

from __future__ import annotations

from datetime import date, datetime, timezone

import ckan.plugins.toolkit as tk


def here(moment: datetime) -> datetime:
    """The moment in the time zone of the portal; one without a zone is in UTC, as CKAN keeps it."""
    known = moment if moment.tzinfo else moment.replace(tzinfo=timezone.utc)
    return known.astimezone(tk.h.get_display_timezone())


def day_of(moment: datetime) -> date:
    return here(moment).date()
