"""The rows of a scope as they were last published, read back from a file."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile, UsageError
from ckanext.opendatacommunal.pipeline.identity.previous import PUBLISHED
from ckanext.opendatacommunal.pipeline.reading.table import read_table


def read_previous(path: Path, gabarit: Gabarit) -> pl.DataFrame | None:
    """Text columns named as the fields (internal ones too), and `_publiee` if it is there. Rows
    published in an older version come under the present names, with the present values.

    Opened and saved by a spreadsheet in between or not. None: no row. Raises `UsageError` when its
    columns are not those of the gabarit.
    """
    try:
        words = (*(each.name for each in gabarit.fields), *gabarit.migration.names)
        table = read_table(path, [word.replace("_", "") for word in words])
    except UnreadableFile as error:
        if error.code in ("no-rows", "empty-file"):
            return None
        raise
    names = {name.strip(): f"c{index}" for index, name in enumerate(table.header)}
    for old, new in gabarit.migration.names.items():
        if old in names and new not in names:
            names[new] = names.pop(old)
    known = [name for name in (*(each.name for each in gabarit.fields), PUBLISHED) if name in names]
    identifier = gabarit.role("identifier")
    if identifier is not None and identifier not in known and not gabarit[identifier].internal:
        raise UsageError("not-previous-rows", name=path.name, column=identifier)
    rows = table.rows.drop(ROW).select(pl.col(names[name]).alias(name) for name in known)
    values = {name: each for name, each in gabarit.migration.values.items() if name in known}
    return rows.with_columns(
        pl.col(name).replace(list(replaced), list(replaced.values()))
        for name, replaced in values.items()
    )
