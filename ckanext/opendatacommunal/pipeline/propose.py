"""Which gabarit a file follows and which commune it speaks of, guessed from the file alone.

Only ever a proposal: a person confirms it. Nothing is proposed where two answers are as good.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import N_, Translate
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.pipeline.recognise import FEWEST_FIELDS, recognise

COMMUNE_ROLES = ("insee", "commune", "postcode")
JUDGED_ROWS = 500

# Of the columns recognised, or of the rows that name a commune.
FEWEST_COLUMNS = 0.3
MAJORITY = 0.6
CLEARLY_BETTER = 0.15

SHORTEST_START = 5
"""Letters of the beginning of a name that may stand for it: « rillieux », not « la »."""


SHOWN_COLUMNS = 6

COLUMNS_FOUND = N_("{found} columns out of {columns} are in it: {names}.")
COMMUNE_FOUND = {
    "column": N_("Most rows name the commune: “{evidence}”."),
    "title": N_("The commune stands above the table: “{evidence}”."),
    "file-name": N_("The commune is in the name of the file: “{evidence}”."),
}


@dataclass(frozen=True)
class Proposal:
    """`slug`, `commune` (INSEE of today): None where the file does not tell. `score`: share of the
    `columns` of the file that are in the gabarit, 0 to 1. `recognised`: those columns, by their own
    names. `commune_source`: `column`, `title` or `file-name`; `commune_evidence`: what it says."""

    slug: str | None
    score: float
    columns: int
    recognised: tuple[str, ...]
    commune: str | None = None
    commune_source: str | None = None
    commune_evidence: str | None = None

    def as_dict(self, translate: Translate) -> dict[str, Any]:
        """With `reasons` (a list) and `commune_reason` as sentences."""
        return {
            **vars(self),
            "recognised": list(self.recognised),
            "reasons": self._reasons(translate),
            "commune_reason": self._commune_reason(translate),
        }

    def _reasons(self, translate: Translate) -> list[str]:
        if not self.recognised:
            return []
        names = ", ".join(self.recognised[:SHOWN_COLUMNS])
        more = "…" if len(self.recognised) > SHOWN_COLUMNS else ""
        counts = {"found": len(self.recognised), "columns": self.columns}
        return [translate(COLUMNS_FOUND).format(**counts, names=f"{names}{more}")]

    def _commune_reason(self, translate: Translate) -> str | None:
        if self.commune is None:
            return None
        return translate(COMMUNE_FOUND[self.commune_source or ""]).format(
            evidence=self.commune_evidence
        )


def propose(path: Path, gabarits: Mapping[str, Gabarit], epci: str | None = None) -> Proposal:
    """The proposal for the file at `path`; `epci`: SIREN of the EPCI whose communes come first.

    Raises `UnreadableFile`.
    """
    read_as = [recognise(read(Depot(path, gabarit))) for gabarit in gabarits.values()]
    ranked = sorted(read_as, key=_score, reverse=True)
    slug = _clear_winner(ranked)
    best = ranked[0] if ranked else None
    if best is None or _score(best) == 0:
        best = None
    recognised = tuple(column.source for column in best.columns if column.field) if best else ()
    return Proposal(
        slug,
        round(_score(best), 3) if best else 0,
        len(best.columns) if best else 0,
        recognised,
        *_commune(ranked[0] if ranked else None, path, gabarits.values(), epci),
    )


def _score(depot: Depot) -> float:
    recognised = sum(1 for column in depot.columns if column.field)
    return recognised / len(depot.columns) if recognised >= FEWEST_FIELDS else 0.0


def _clear_winner(ranked: list[Depot]) -> str | None:
    if not ranked or _score(ranked[0]) < FEWEST_COLUMNS:
        return None
    if len(ranked) > 1 and _score(ranked[0]) - _score(ranked[1]) < CLEARLY_BETTER:
        return None
    return ranked[0].gabarit.slug


def _commune(
    depot: Depot | None, path: Path, gabarits: Iterable[Gabarit], epci: str | None
) -> tuple[str | None, str | None, str | None]:
    noise = {word for gabarit in gabarits for word in gabarit.slug.split("-")}
    titles: list[str] = []
    if depot is not None:
        for role in COMMUNE_ROLES:
            found = _most_named(depot, depot.gabarit.role(role), epci)
            if found:
                return found[0], "column", found[1]
        titles = [issue.value or "" for issue in depot.issues if issue.code == "title-row"]
    for reason, texts in (("title", titles), ("file-name", [path.stem])):
        for text in texts:
            found = _in_text(text, noise, epci)
            if found:
                return found[0], reason, found[1]
    return None, None, None


def _most_named(depot: Depot, name: str | None, epci: str | None) -> tuple[str, str] | None:
    """(INSEE, cell) of the commune that most rows name in the column `name`."""
    if name is None or name not in depot.values.columns:
        return None
    cells = depot.values[name].drop_nulls().head(JUDGED_ROWS)
    named: Counter[str] = Counter()
    written: dict[str, str] = {}
    for cell, count in Counter(cells).items():
        commune = communes.resolve(cell.strip(), epci=epci).commune
        if commune:
            named[commune] += count
            written.setdefault(commune, cell.strip())
    if not named:
        return None
    commune, count = named.most_common(1)[0]
    return (commune, written[commune]) if count >= MAJORITY * len(cells) else None


def _in_text(text: str, noise: set[str], epci: str | None) -> tuple[str, str] | None:
    """The commune in `parcs_bron_2024` or in a title: the longest run of words that names one of
    the EPCI, be it by its first words."""
    if epci is None:
        return None
    words = [word for word in plain(text).split("_") if word not in noise]
    for length in range(min(len(words), 8), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            commune = _named(run, epci)
            if commune:
                return commune, " ".join(run)
    return None


def _named(words: list[str], epci: str) -> str | None:
    """The commune of the EPCI that these words name, or whose name alone begins with them."""
    found = communes.resolve(" ".join(words), epci=epci)
    if found.sure and found.epci == epci:
        return found.commune
    start = "_".join(words)
    if len(start) < SHORTEST_START:
        return None
    begun = [each for each in communes.of_epci(epci) if plain(each.name).startswith(f"{start}_")]
    return begun[0].code if len(begun) == 1 else None
