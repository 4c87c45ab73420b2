"""Where the names of the columns stand: below titles, on one line or two, or nowhere."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import pairwise

from ckanext.opendatacommunal.pipeline.reading.cells import Sheet, column_letter
from ckanext.opendatacommunal.pipeline.reading.names import keys
from ckanext.opendatacommunal.pipeline.reading.two_lines import (
    FIGURE,
    names_below_groups,
    names_cut_in_two,
)

__all__ = ["FIGURE", "Header", "find_header", "known_names", "source_names"]

SEARCHED_ROWS, MOST_SEARCHED_ROWS = 40, 300
"""Rows among which the names are looked for; if they are not there, below long instructions."""

FEWEST_KNOWN = 2
FEWEST_BELOW = 4
"""Known names, beside and below each other, that make a header and a table that lies down."""

NO_NAME = re.compile(r"https?://|@|^\s*[{\[]\s*[\"\d-]")
YEAR = re.compile(r"(?:19|20)\d\d")

FEWEST_BELOW_A_TITLE = 3
"""Columns from which a row of one word above a table without names is its title."""


@dataclass(frozen=True)
class Header:
    """`row`: of the names, their last line; 0 = the file has none. `names`: one per column up to
    the last that has one, "" = none. `known`: how many of them somebody knows. `titles`: the last
    row above the data of a file without names, 0 = none."""

    row: int
    names: tuple[str, ...]
    known: int
    titles: int = 0

    @property
    def above(self) -> int:
        """How many rows stand above the data."""
        return self.row or self.titles


def find_header(sheet: Sheet, words: Collection[str]) -> Header:
    """The header of `sheet`; `words`: keys (`names.keys`) of all names that a column may have.

    Two known names make a header wherever they stand; without them the first full line of words is
    taken, unless it looks just like the lines below it.
    """
    top = _filled_rows(sheet, SEARCHED_ROWS)
    best = _by_names(top, words)
    if best.known < FEWEST_KNOWN and sheet.cells.height > SEARCHED_ROWS:
        far = _by_names(_filled_rows(sheet, MOST_SEARCHED_ROWS), words)
        # Among so many rows of data, two words that are names may stand by accident.
        if far.known >= max(FEWEST_BELOW, len(_filled(list(far.names))) / 2):
            return far
    if best.known >= FEWEST_KNOWN and not _lies_down(top, best, words):
        return best
    return _by_shape(top, best)


def _filled_rows(sheet: Sheet, most: int) -> list[tuple[int, list[str]]]:
    return [(row, cells) for row, cells in sheet.top(most) if any(map(str.strip, cells))]


def _lies_down(top: list[tuple[int, list[str]]], best: Header, words: Collection[str]) -> bool:
    """Whether more names stand below each other in the first column than beside each other."""
    first = known_names([cells[0] for _row, cells in top if cells], words)
    return first >= FEWEST_BELOW and first > best.known


def _by_names(top: list[tuple[int, list[str]]], words: Collection[str]) -> Header:
    """The line that has the most of the names that somebody knows."""
    best = Header(0, (), 0)
    above: list[str] | None = None
    before = 0
    for row, cells in top:
        whole = names_cut_in_two(above, cells, words) if best.row == before else None
        if whole:
            best = Header(row, _to_last(whole), known_names(whole, words))
        for names, bare in ((cells, cells), *names_below_groups(above, cells)):
            known = known_names(bare, words)
            if known > best.known:
                best = Header(row, _to_last(names), known)
        above, before = whole or cells, row
    return best


def known_names(names: list[str], words: Collection[str]) -> int:
    """How many of `names` are among `words` (keys), each counted once."""
    found = {key for name in names if name for key in keys(name)[:2] if key in words}
    return len(found)


def _by_shape(top: list[tuple[int, list[str]]], nearly: Header) -> Header:
    """The first line that has a name over most of the columns that the lines below fill."""
    for place, (row, cells) in enumerate(top):
        below = [cells for _row, cells in top[place + 1 : place + 11]]
        filled = _filled(cells)
        usual = sorted(len(_filled(line)) for line in below)[len(below) // 2] if below else 0
        if len(filled) < max(1, 0.6 * usual):
            continue
        # One name alone may be a word of the first row of data: “Parc A” is no name of a column.
        figures = any(FIGURE.match(cell.strip()) for cell in cells if cell.strip())
        if (row != nearly.row or figures) and not _unlike(cells, below):
            return Header(0, tuple("" for _cell in cells), 0, _titles(top[: place + 1], usual))
        return Header(row, _to_last(cells), nearly.known if row == nearly.row else 0)
    return Header(0, (), 0)


def _titles(top: list[tuple[int, list[str]]], usual: int) -> int:
    """The last of the rows of one word that stand above the data, each before a blank row or above
    a table far wider than it."""
    last = 0
    for (row, cells), (below, _cells) in pairwise(top):
        words = [cells[index].strip() for index in _filled(cells)]
        if len(words) != 1 or FIGURE.match(words[0]):
            break
        if usual < (FEWEST_BELOW_A_TITLE if below == row + 1 else 2):
            break
        last = below - 1
    return last


def _to_last(names: list[str]) -> tuple[str, ...]:
    """Without the columns after the last name."""
    return tuple(names[: max(_filled(names), default=-1) + 1])


def _filled(cells: list[str]) -> set[int]:
    return {index for index, cell in enumerate(cells) if cell.strip()}


def _unlike(cells: list[str], below: list[list[str]]) -> bool:
    """Whether `cells` may be names: words, or years over counts, and not once the value that stands
    below."""
    words = [cell.strip() for cell in cells if cell.strip()]
    figures = [index for index, cell in enumerate(cells) if FIGURE.match(cell.strip())]
    if len(figures) == len(words) or any(NO_NAME.search(word) for word in words):
        return False
    if figures and not _are_years_of_counts(cells, figures, below):
        return False
    if len(set(words)) < len(words) and len(words) > 2:
        return False
    same = sum(
        1
        for index, cell in enumerate(cells)
        if cell.strip() and any(line[index].strip() == cell.strip() for line in below)
    )
    return same <= len(words) // 3


def _are_years_of_counts(cells: list[str], figures: list[int], below: list[list[str]]) -> bool:
    """`2013` over numbers most of which are no years names the column of that year."""
    if not all(YEAR.fullmatch(cells[index].strip()) for index in figures):
        return False
    held = [line[index].strip() for line in below for index in figures if line[index].strip()]
    years = sum(1 for cell in held if YEAR.fullmatch(cell))
    return all(map(FIGURE.match, held)) and years * 2 < len(held)


def source_names(names: tuple[str, ...], width: int) -> tuple[str, ...]:
    """What each of `width` columns is called: as written; by its letter where it has no name or one
    that a column before it has."""
    sources: list[str] = []
    for index in range(width):
        name = " ".join(names[index].split()) if index < len(names) else ""
        letter = column_letter(index)
        if not name:
            name = f"(colonne {letter})"
        elif name in sources:
            name = f"{name} (colonne {letter})"
        sources.append(name)
    return tuple(sources)
