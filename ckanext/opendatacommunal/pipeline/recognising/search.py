"""What is known of the columns of a file while they are being recognised."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import polars as pl

from ckanext.opendatacommunal.gabarits import Field, Gabarit
from ckanext.opendatacommunal.pipeline.depot import Depot, How, Issue, Question
from ckanext.opendatacommunal.pipeline.fields import Context, field_type
from ckanext.opendatacommunal.pipeline.fields.reading import UNIT
from ckanext.opendatacommunal.pipeline.recognising.claims import DOUBTFUL, Claim, Vocabulary
from ckanext.opendatacommunal.pipeline.recognising.column_names import common_start
from ckanext.opendatacommunal.pipeline.recognising.content import (
    LOOSE_KINDS,
    distinct,
    measures,
    share_read,
)

SHOWN_CELLS = 3
LONGEST_SHOWN = 60

FEWEST_CELLS = 2
HALF = 0.5

MANY_CELLS = 10
HARDLY_ANY = 0.2
"""Of many different cells, so few are read by chance: a `1` among numbers may mean yes."""


@dataclass
class Search:
    """What is known so far: `open` columns with the claims left, `taken` field → column."""

    depot: Depot
    sources: tuple[str, ...]
    words: Vocabulary
    open: dict[int, tuple[Claim, ...]] = field(default_factory=dict)
    taken: dict[str, int] = field(default_factory=dict)
    how: dict[int, How] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)
    issues: list[Issue] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    doubts: dict[tuple[int, str], str | None] = field(default_factory=dict)

    @property
    def gabarit(self) -> Gabarit:
        return self.depot.gabarit

    @property
    def context(self) -> Context:
        settings = self.depot.settings
        return Context(settings.today, settings.commune, settings.epci)

    def context_of(self, index: int, named: Field) -> Context:
        """With the unit that the column's name announces for this field: `Largeur (cm)`."""
        unit_of = field_type(named.kind).unit_of
        unit = unit_of(self.sources[index]) if unit_of else None
        return replace(self.context, decided={UNIT: unit}) if unit else self.context

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The header without what a database or a map puts before each name: `parcs.nom`, `EV_NOM`;
        a name that is known as it is stays whole."""
        header = self.depot.header
        start = len(common_start(header))
        return (
            tuple(
                name if self.words.claims(name) else name.strip()[start:] if name.strip() else name
                for name in header
            )
            if start
            else header
        )

    def cells(self, index: int) -> pl.Series:
        return self.depot.raw[f"c{index}"]

    def take(self, index: int, name: str, how: How) -> None:
        self.taken[name] = index
        self.how[index] = how
        self.open.pop(index, None)

    def doubt(self, index: int, claim: Claim) -> str | None:
        """Why a column of one claim is not taken without asking: `near`, its name may be another
        one; `cells`, they do not read as what the name says. None: it is taken."""
        key = (index, claim.field)
        if key not in self.doubts:
            self.doubts[key] = self._doubt(index, claim)
        return self.doubts[key]

    def _doubt(self, index: int, claim: Claim) -> str | None:
        if claim.near in DOUBTFUL:
            return "near"
        if claim.field not in self.gabarit or self.gabarit[claim.field].kind in LOOSE_KINDS:
            return None
        named = self.gabarit[claim.field]
        cells = distinct(self.cells(index))
        if len(cells) < FEWEST_CELLS:
            return None
        if claim.how != "synonym" and len(cells) < MANY_CELLS:
            return None
        context = self.context_of(index, named)
        share = share_read(cells, named, context, filled=claim.near is not None)
        if not (share or claim.near) and measures(cells, named, context):
            share = 1.0
        if claim.how != "synonym":
            return "cells" if share == 0 else None
        hardly = share < HARDLY_ANY and len(cells) >= MANY_CELLS
        return "cells" if share == 0 or hardly or (claim.near and share < HALF) else None

    def used(self) -> list[int]:
        """Columns that have a name or a cell."""
        header = self.depot.header
        return [
            index
            for index in range(len(self.sources))
            if header[index].strip() or self.cells(index).count()
        ]

    def samples(self, index: int, most: int = SHOWN_CELLS) -> list[str]:
        """A few different cells of a column, for a sentence."""
        cells = self.cells(index).drop_nulls().str.strip_chars()
        few = cells.filter(cells != "").unique(maintain_order=True).head(most).to_list()
        cut = LONGEST_SHOWN - 1
        return [cell if len(cell) <= LONGEST_SHOWN else f"{cell[:cut]}…" for cell in few]
