"""Parks files as town halls write them, taken through the pipeline."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from ckanext.opendatacommunal.gabarits import Gabarit, find
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import ROW, Depot, Question, Settings

TODAY = date(2026, 11, 22)
LYON_METROPOLE, MIONS, BRON, LYON = "200046977", "69283", "69029", "69123"

HEADER = "nom;numvoie;voie;codepost;commune;reglement;surf_m2;gestion"
ROW_OF = "{nom};12;Rue {nom};69780;Mions;non;500;Commune"


def gabarit() -> Gabarit:
    found = find("parcs-jardins")
    assert found is not None
    return found


def check(folder: Path, text: str, **settings: Any) -> Depot:
    """The dépôt of a CSV file with this text, handed in by Mions unless said otherwise."""
    path = folder / "parcs.csv"
    path.write_text(text, encoding="utf-8")
    known: dict[str, Any] = {"commune": MIONS, "epci": LYON_METROPOLE, "today": TODAY, **settings}
    return run(Depot(path, gabarit(), Settings(**known)))


def parks(*names: str, header: str = HEADER, row: str = ROW_OF) -> str:
    return "\n".join((header, *(row.format(nom=name) for name in names)))


def with_column(name: str, *cells: str) -> str:
    """Parks that have all they need, and one more column."""
    lines = [f"{HEADER};{name}"]
    lines += [f"{ROW_OF.format(nom=f'Parc {i}')};{cell}" for i, cell in enumerate(cells, 1)]
    return "\n".join(lines)


def column(depot: Depot, name: str) -> list[str | None]:
    return depot.values[name].to_list()


def question(depot: Depot, rule: str) -> Question:
    found = [each for each in depot.questions if each.rule == rule]
    assert len(found) == 1, [each.rule for each in depot.questions]
    return found[0]


def codes(depot: Depot) -> list[str]:
    return [issue.code for issue in depot.issues]


def published(depot: Depot) -> pl.DataFrame:
    """The rows as the next dépôt will find them."""
    rows = depot.values.filter(~pl.col(ROW).is_in(list(depot.set_aside)))
    return rows.drop(ROW)
