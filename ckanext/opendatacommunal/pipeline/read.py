"""Step `read`: the file becomes a header and rows of text, unchanged."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.reading.names import keys
from ckanext.opendatacommunal.pipeline.reading.table import read_table


def read(depot: Depot) -> Depot:
    """Fill `file`, `header`, `raw`. Raises `UnreadableFile`, or `UsageError` (unknown sheet)."""
    words = known_words([depot.gabarit], depot.settings.profile.columns)
    table = read_table(depot.path, words, sheet=depot.settings.sheet)
    found = replace(depot, file=table.file, header=table.header, raw=table.rows)
    return found.with_issues(table.issues)


def known_words(gabarits: Iterable[Gabarit], sources: Iterable[str] = ()) -> Collection[str]:
    """Keys of all names a column may have: of the fields, their synonyms, and own `sources`."""
    fields = (each for gabarit in gabarits for each in gabarit.readable_fields)
    written = (word for each in fields for word in (each.name, each.title, *each.synonyms))
    return frozenset(key for word in (*written, *sources) for key in keys(word))
