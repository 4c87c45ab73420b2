"""Which commune a file speaks of: most of its rows, the title above them, its name, its folder."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.reading.names import plain

COMMUNE_ROLES = ("insee", "commune", "postcode")
JUDGED_ROWS = 500
MAJORITY = 0.6

MOST_WORDS = 8
IN_FULL = {"st": "saint", "ste": "sainte"}

SHORTEST_START = 5
"""Letters of the beginning of a name that may stand for it: « rillieux », not « la »."""


@dataclass(frozen=True)
class Place:
    """`commune`: INSEE of today, None where several are meant: then `candidates` are. `source`:
    `column`, `title`, `file-name` or `folder`; `evidence`: what is written there."""

    commune: str | None
    source: str
    evidence: str
    candidates: tuple[str, ...] = ()


def which_commune(
    depot: Depot | None, path: Path, gabarits: Iterable[Gabarit], epci: str | None
) -> Place | None:
    """None where nothing names one. A place that may be several communes is looked for further."""
    unsure: Place | None = None
    for place in _places(depot, path, gabarits, epci):
        if place.commune:
            return place
        unsure = unsure or place
    return unsure


def _places(
    depot: Depot | None, path: Path, gabarits: Iterable[Gabarit], epci: str | None
) -> Iterable[Place]:
    titles: list[str] = []
    if depot is not None:
        for role in COMMUNE_ROLES:
            found = _most_named(depot, depot.gabarit.role(role), epci)
            if found:
                yield Place(found[0], "column", found[1])
        titles = [issue.value or "" for issue in depot.issues if issue.code == "title-row"]
    noise = {word for gabarit in gabarits for word in gabarit.slug.split("-")}
    folder = path.absolute().parent.name
    for source, texts in (("title", titles), ("file-name", [path.stem]), ("folder", [folder])):
        for text in texts:
            place = _in_text(text, source, noise, epci)
            if place:
                yield place


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


def _in_text(text: str, source: str, noise: set[str], epci: str | None) -> Place | None:
    """The commune in `parcs_bron_2024` or in a title: the longest run of words that names one of
    the EPCI, be it by its first words."""
    if epci is None:
        return None
    words = [word for word in plain(text).split("_") if word not in noise]
    several: Place | None = None
    for length in range(min(len(words), MOST_WORDS), 0, -1):
        for start in range(len(words) - length + 1):
            run = words[start : start + length]
            found = _named(run, epci)
            if len(found) == 1:
                return Place(found[0], source, " ".join(run))
            if found and several is None:
                several = Place(None, source, " ".join(run), found)
        if several:
            return several
    return None


def _named(words: list[str], epci: str) -> tuple[str, ...]:
    """The communes of the EPCI that these words name, or whose names begin with them."""
    found = communes.resolve(" ".join(words), epci=epci)
    if found.sure and found.epci == epci and found.commune:
        return (found.commune,)
    start = "_".join(IN_FULL.get(word, word) for word in words)
    if len(start) < SHORTEST_START:
        return ()
    return tuple(
        each.code for each in communes.of_epci(epci) if plain(each.name).startswith(f"{start}_")
    )
