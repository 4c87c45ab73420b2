"""Which gabarit a file follows: the mark of our workbook, else its columns and the words around.

A column that every gabarit has, such as the address, says nothing; one that only one of them has
says most. The file is read once, whatever the number of gabarits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2
from pathlib import Path

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import Depot, How
from ckanext.opendatacommunal.pipeline.read import known_words
from ckanext.opendatacommunal.pipeline.reading.table import Table, read_table
from ckanext.opendatacommunal.pipeline.recognise import FEWEST_FIELDS, recognise
from ckanext.opendatacommunal.pipeline.recognising.column_names import name_of

JUDGED_ROWS = 500

FEWEST_COLUMNS = 0.3
CLEARLY_BETTER = 0.12

WEIGHTS: dict[How, float] = {
    **dict.fromkeys(("name", "title", "profile", "version"), 1.0),
    "synonym": 0.8,
    "content": 0.5,
}

COLUMNS_SHARE, REQUIRED_SHARE, MENTION_SHARE = 0.5, 0.2, 0.3
"""What makes a likeness: columns of the file, compulsory fields found, words of the gabarit."""

COMMON_ROLES = (
    "identifier",
    "number",
    "name",
    "house_number",
    "street",
    "complement",
    "postcode",
    "commune",
    "insee",
    "longitude",
    "latitude",
    "geometry",
    "updated",
    "position_source",
    "internal_code",
    "internal_comment",
)
"""Fields that nearly any list has: they alone make no gabarit."""

SHORTEST_WORD = 4


@dataclass(frozen=True)
class Candidate:
    """A gabarit and how like it the file is. `recognised`: columns of the file that are in it, by
    their own names; `mentioned`: words of the gabarit that the file says of itself."""

    depot: Depot
    recognised: tuple[str, ...]
    mentioned: tuple[str, ...]
    likeness: float
    is_telling: bool

    @property
    def slug(self) -> str:
        return self.depot.gabarit.slug

    @property
    def score(self) -> float:
        """Share of the columns of the file that are in the gabarit."""
        columns = self.depot.columns
        return len(self.recognised) / len(columns) if columns and self.recognised else 0.0


def candidates(path: Path, gabarits: Mapping[str, Gabarit]) -> list[Candidate]:
    """The gabarits that the file may follow, the likeliest first. Raises `UnreadableFile`."""
    table = read_table(path, known_words(gabarits.values()))
    read_as = [_recognised(path, table, gabarit) for gabarit in gabarits.values()]
    held = Counter(column.index for depot in read_as for column in depot.columns if column.field)
    said = _words_around(path, table)
    own = {slug: _own_words(gabarit) & said for slug, gabarit in gabarits.items()}
    shared = Counter(word for words in own.values() for word in words)
    # A word that several gabarits have, such as “liste”, tells none of them.
    mentioned = {slug: sorted(word for word in own[slug] if shared[word] == 1) for slug in own}
    found = [
        _candidate(depot, held, mentioned[depot.gabarit.slug], len(read_as)) for depot in read_as
    ]
    return sorted(found, key=lambda each: (-each.likeness, each.slug))


def template(gabarits: Mapping[str, Gabarit], found: Sequence[Candidate]) -> str | None:
    """The slug that the mark of our workbook says, if it is one of `gabarits`."""
    about = found[0].depot.file if found else None
    return about.template[0] if about and about.template and about.template[0] in gabarits else None


def clear_winner(found: Sequence[Candidate]) -> Candidate | None:
    """The first candidate, if it is one and clearly likelier than the second."""
    if not found or not found[0].is_telling or found[0].score < FEWEST_COLUMNS:
        return None
    return found[0] if margin(found) >= CLEARLY_BETTER else None


def margin(found: Sequence[Candidate]) -> float:
    """How much likelier the first candidate is than the second; its likeness if it is alone."""
    return found[0].likeness - (found[1].likeness if len(found) > 1 else 0.0)


def _recognised(path: Path, table: Table, gabarit: Gabarit) -> Depot:
    raw = table.rows.head(JUDGED_ROWS)
    depot = Depot(path, gabarit, file=table.file, header=table.header, raw=raw)
    return recognise(depot.with_issues(table.issues))


def _candidate(
    depot: Depot, held: Counter[int], mentioned: Sequence[str], gabarits: int
) -> Candidate:
    recognised = [column for column in depot.columns if column.field]
    if len(recognised) < FEWEST_FIELDS:
        return Candidate(depot, (), tuple(mentioned), 0.0, is_telling=False)
    names = tuple(column.source for column in recognised)
    common = {depot.gabarit.role(role) for role in COMMON_ROLES}
    telling = any(column.field not in common for column in recognised)
    columns = _share_of_columns(depot, held, gabarits)
    likeness = COLUMNS_SHARE * columns + REQUIRED_SHARE * _share_of_required(depot)
    likeness += MENTION_SHARE * bool(mentioned)
    return Candidate(depot, names, tuple(mentioned), likeness, telling or bool(mentioned))


def _share_of_columns(depot: Depot, held: Counter[int], gabarits: int) -> float:
    """Of the file, in the gabarit; a column weighs the more the fewer gabarits have it."""
    whole = ours = 0.0
    for column in depot.columns:
        weight = 1 + log2(gabarits / max(held[column.index], 1)) if gabarits > 1 else 1
        whole += weight if held[column.index] else 1
        if column.field:
            ours += weight * WEIGHTS.get(column.how, 0)
    return ours / whole if whole else 0.0


def _share_of_required(depot: Depot) -> float:
    asked = {each.name for each in depot.gabarit.fields if each.required and not each.filled}
    found = {column.field for column in depot.columns}
    return len(asked & found) / len(asked) if asked else 0.0


def _words_around(path: Path, table: Table) -> frozenset[str]:
    """Main words of the name of the file, of its sheet, titles and columns."""
    titles = (issue.value or "" for issue in table.issues if issue.code == "title-row")
    texts = (path.stem, table.file.sheet or "", *titles, *table.header)
    return frozenset(word for text in texts for word in name_of(text).words)


def _own_words(gabarit: Gabarit) -> frozenset[str]:
    """What its title, slug and keywords call it."""
    return frozenset(
        word
        for text in (gabarit.title, gabarit.slug, *gabarit.keywords)
        for word in name_of(text).words
        if len(word) >= SHORTEST_WORD
    )
