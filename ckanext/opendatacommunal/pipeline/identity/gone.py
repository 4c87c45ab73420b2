"""Published rows that the file no longer has: listed, and settled by one question (law 6)."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import Depot, Question
from ckanext.opendatacommunal.pipeline.identity.natural_keys import natural_keys
from ckanext.opendatacommunal.pipeline.identity.periods import periods_of
from ckanext.opendatacommunal.pipeline.identity.previous import Previous

MANY_GONE = 0.3
"""Share of the published rows from which their disappearance stops the dépôt."""


def say_gone(depot: Depot, previous: Previous, found: pl.DataFrame) -> Depot:
    """List the public rows that the file no longer has, and ask once what becomes of them."""
    if depot.gabarit.incremental:
        return depot
    missing = previous.gone(found)
    if missing.is_empty():
        return depot
    identifier, name = map(depot.gabarit.role, ("identifier", "name"))
    names = _cells(missing, name)
    known = natural_keys(missing, depot.gabarit) if identifier is None else None
    known = _cells(missing, identifier) if known is None else known.to_list()
    gone = [
        {"identifier": named, "label": label or ""}
        for named, label in zip(known, names, strict=True)
    ]
    gone.sort(key=lambda each: each["identifier"] or "")
    before = Counter(previous.periods.filter(previous.table.select(previous.public).to_series()))
    lost = Counter(periods_of(missing, depot.gabarit))
    many = any(n >= 2 and n > MANY_GONE * before[period] for period, n in lost.items())
    labels = [each["label"] or each["identifier"] for each in gone[:5]]
    when = {"case": "period", "periods": ", ".join(sorted(lost))} if any(lost) else {}
    question = Question(
        "disparues-nombreuses" if many else "disparues",
        None,
        str(len(gone)),
        candidates=("retirer", "garder"),
        params={
            "count": len(gone),
            "total": sum(before[period] for period in lost),
            "names": labels,
            **when,
        },
        about=tuple(each["identifier"] or each["label"] for each in gone),
        blocks=many,
    )
    return replace(depot, disappeared=tuple(gone)).with_questions([question])


def _cells(table: pl.DataFrame, name: str | None) -> list[str | None]:
    return table[name or ""].to_list() if name in table.columns else [None] * table.height
