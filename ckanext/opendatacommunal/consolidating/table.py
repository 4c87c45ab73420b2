"""The consolidated table: public rows of all producers, with the columns of a consolidé."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping

from ckanext.opendatacommunal.consolidating.lignes import PUBLIC, Ligne, ordered
from ckanext.opendatacommunal.consolidating.producers import Producer
from ckanext.opendatacommunal.gabarits import CONSOLIDE_COLUMNS, Gabarit


def table(
    lignes: Mapping[str, Iterable[Ligne]], producers: Mapping[str, Producer], gabarit: Gabarit
) -> bytes:
    """Producers in the order of `producers`, their rows by identifier: a row stands at the same
    place in every run. UTF-8, comma, no internal column."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    names = [each.name for each in gabarit.public_fields]
    writer.writerow([*names, *CONSOLIDE_COLUMNS])
    for code, producer in producers.items():
        for ligne in ordered(lignes.get(code, ())):
            if ligne.state == PUBLIC:
                values = [ligne.values.get(name) for name in names]
                writer.writerow([*values, ligne.commune, producer.name, producer.siren])
    return out.getvalue().encode("utf-8")
