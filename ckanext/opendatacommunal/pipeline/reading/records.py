"""Which rows below the header are data; the others are named, with what they hold (law 2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from itertools import pairwise

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW, Issue
from ckanext.opendatacommunal.pipeline.reading.adding_up import rows_that_add_up
from ckanext.opendatacommunal.pipeline.reading.again import headings_again
from ckanext.opendatacommunal.pipeline.reading.cells import column_letter
from ckanext.opendatacommunal.pipeline.reading.header import FIGURE, Header
from ckanext.opendatacommunal.pipeline.reading.legend import legend_of
from ckanext.opendatacommunal.pipeline.reading.names import plain
from ckanext.opendatacommunal.pipeline.reading.several import second_table

TOTAL = re.compile(
    r"(?:(?:s(?:ous|s)?_)?tota(?:l|ux)|sommes?|moyennes?|(?:nombre|nb)_(?:total|de))(?:_|$)"
)
ONLY_TOTAL = re.compile(
    r"(?:s(?:ous|s)?_)?tota(?:l|ux)(?:_genera(?:l|ux))?|sommes?|moyennes?|ensemble|cumul"
    r"|(?:a_)?report(?:er)?"
)
NOTE = re.compile(
    r"(?:sources?|nb|n_b|notes?|legende|mise?s?_a_jour|edite|imprime|extrait|document|fichier"
    r"|fait_(?:a|le)|(?:liste_|tableau_)?(?:etablie?|actualisee?|arretee?)_(?:le|au|par)"
    r"|l_adjointe?_(?:au|delegue)|renseignements?|attention)(?:_|$)"
    r"|(?:le_)?maire$|page_\d+(?:_(?:sur_)?\d+)?$|fin(?:_d[eu]_.*)?$"
    r"|\d+_(?:lignes?|rows?|enregistrements?|resultats?)(?:_selectionnee?s?)?$"
)
NOTE_SIGN = re.compile(
    r"\*|\(\s*\d{1,2}\s*\)|©|(?:contacts?|remarques?|observations?)\s*:", re.IGNORECASE
)
RULE = re.compile(r"[-=_+*:|.\s]{3,}")
"""A line drawn between the names and the data."""
GROUP = re.compile(
    r"(?:quartiers?|secteurs?|zones?|cantons?|arrondissements?|territoires?|communes? de|ville de"
    r"|communes? deleguee|categories?|themes?|types? d)\b"
)
# First words of those, for a first sieve over all rows at once.
SIEVE = (
    r"(?i)^\W*(?:$|\*|©|s?sous|s{1,2}/|tota|somme|moyenne|ensemble|cumul|(?:[àa] )?report|nombre"
    r"|source|nb|n\.b|note|l[ée]gende|mis|[ée]dit|imprim|extrait|document|fichier|fait |liste"
    r"|tableau|[ée]tabli|actualis|arr[êe]t|l.adjoint|renseign|attention|(?:le )?maire|page|fin"
    r"|contact|remarque|observation|\d+ [lre]|\d{1,2}\s?\))|:\s*$"
)

CONTACT = re.compile(r"@|0\d(?:[ .]?\d\d){4}")

FEWEST_FAMILIES = 2
FAMILY_COLUMNS = 4  # in a smaller table, a row of one cell may be a row
MOST_BLANKS_NAMED = 50
MOST_LAST_WORDS = 10
MOST_CONTENT = 200
NoData = tuple[int, str, str]
"""(row, code, content) of a row that is no data."""
MOST_LOOKED_AT = 1000

# A column without a name that this share of the rows fills is a column; else, cells too many.
UNTITLED_COLUMN_SHARE = 0.2


def data_rows(
    cells: pl.DataFrame, header: Header, words: Collection[str] = ()
) -> tuple[pl.DataFrame, list[Issue]]:
    """The rows of `cells` that are data, and an issue for each other row below the header.

    `words`: keys of the names that a column may have; a second header is known by them.
    """
    below = cells.slice(header.above)  # rows are numbered from 1
    blank = _blank(below)
    filled = below.filter(~blank) if blank.any() else below
    start, issues = second_table(filled, header, words)
    if start is not None:
        in_first = below[ROW] < start
        below, blank = below.filter(in_first), blank.filter(in_first)
        filled = below.filter(~blank)
    issues += _blank_issues(below, blank)
    no_data, doubtful = _left_out(cells, filled, header, words)
    issues += [Issue(code, "info", row=row, value=content) for row, code, content in no_data]
    issues += [Issue(code, "warning", row=row, value=content) for row, code, content in doubtful]
    dropped = [row for row, _code, _content in no_data + doubtful]
    data = filled.filter(~pl.col(ROW).is_in(dropped)) if dropped else filled
    issues += _cells_beyond(data, len(header.names))
    return data, issues


def _left_out(
    cells: pl.DataFrame, filled: pl.DataFrame, header: Header, words: Collection[str]
) -> tuple[list[NoData], list[NoData]]:
    """The rows that are no data; those of which nothing but their place says so, so that the person
    is asked to look."""
    no_data = _no_data(filled, header)
    seen = {row: code for row, code, _content in no_data}
    names_again = [row for row, code in seen.items() if code == "repeated-header"]
    no_data += [
        _as_written(row, "repeated-header", written)
        for row, written in headings_again(cells, filled, header, names_again)
        if row not in seen
    ]
    row, code, written = legend_of(filled, header, words) or (None, "", [])
    words_below = code == "legend-of-words"
    if row is not None and not words_below:
        no_data.append(_as_written(row, code, written))
    no_data += _titles_of_blocks(filled, no_data)
    no_data += _titles_of_families(filled, header, no_data)
    groups = _titles_of_groups(filled, header, no_data)
    doubtful = groups + _words_at_the_end(filled, header, no_data)
    if row is not None and words_below:
        doubtful.append(_as_written(row, "legend-row", written))
    known = [row for row, _code, _content in no_data + doubtful]
    totals = rows_that_add_up(filled, known)
    doubtful += [_as_written(row, "total-row", written) for row, written in totals]
    return no_data, doubtful


def _as_written(row: int, code: str, written: Iterable[str]) -> NoData:
    return row, code, " | ".join(written)[:MOST_CONTENT]


def _blank(table: pl.DataFrame) -> pl.Series:
    if table.width == 1:
        return pl.Series([True] * table.height, dtype=pl.Boolean)
    return table[ROW].is_in(_with_empty(table, table.columns[1:])[ROW].implode())


def _with_empty(table: pl.DataFrame, names: list[str]) -> pl.DataFrame:
    """The rows whose cells of these columns are all empty; few are so in the fullest of them."""
    fullest = min(names, key=lambda name: table[name].null_count())
    suspects = table.filter(_empty(fullest))
    return suspects.filter(pl.all_horizontal(map(_empty, names)))


def _empty(name: str) -> pl.Expr:
    return pl.col(name).is_null() | ~pl.col(name).str.contains(r"[^\s\u{a0}]")


def _blank_issues(below: pl.DataFrame, blank: pl.Series) -> list[Issue]:
    """Blank rows between two that are not; those at the end are no part of the table."""
    last = below[ROW].filter(~blank).max()
    if not isinstance(last, int):
        return []
    rows = below[ROW].filter(blank & (below[ROW] < last)).to_list()
    issues = [Issue("blank-row", "info", row=row) for row in rows[:MOST_BLANKS_NAMED]]
    if len(rows) > MOST_BLANKS_NAMED:
        more = len(rows) - MOST_BLANKS_NAMED
        issues.append(Issue("more-blank-rows", "info", params={"count": more}))
    return issues


def _no_data(filled: pl.DataFrame, header: Header) -> list[NoData]:
    """(row, code, content) of repeated headers, totals and notes."""
    names = [plain(name) for name in header.names]
    titled = sum(1 for name in names if name)
    first = next((index for index, name in enumerate(names) if name), None)
    if first is None or filled.height == 0:
        return []
    name = header.names[first].strip().lower()
    # A file put at the end of another one may bring its mark of encoding along.
    again = pl.col(f"c{first}").str.strip_chars("\ufeff \t\r\n\u00a0").str.to_lowercase() == name
    # What a row begins with is in its first column, but for few rows.
    begins = pl.col("c0").str.contains(r"\S").fill_null(value=False)
    sieved = pl.col("c0").str.contains(SIEVE) | again.fill_null(value=False)
    suspects = filled.filter(sieved | ~begins)
    leading = pl.coalesce(
        pl.when(pl.col(name).str.contains(r"\S")).then(pl.col(name)) for name in filled.columns[1:]
    )
    suspects = suspects.filter(leading.str.contains(SIEVE) | again.fill_null(value=False))
    found = []
    for row, *cells in suspects.iter_rows():
        written = [cell.strip() for cell in cells if cell and cell.strip()]
        code = _what_it_is(written, [plain(cell or "") for cell in cells], names, titled)
        if code:
            found.append(_as_written(row, code, written))
    return found


def _titles_of_blocks(filled: pl.DataFrame, no_data: list[NoData]) -> list[NoData]:
    """Rows of one cell right above a repeated header: the title of what follows."""
    again = [row for row, code, _content in no_data if code == "repeated-header"]
    if not again:
        return []
    below = pl.col(ROW).shift(-1).is_in(again)
    known = [row for row, _code, _content in no_data]
    found = []
    for row, *cells in filled.filter(below & ~pl.col(ROW).is_in(known)).iter_rows():
        written = [cell.strip() for cell in cells if cell and cell.strip()]
        if len(written) == 1:
            found.append((row, "title-row", written[0][:MOST_CONTENT]))
    return found


def _titles_of_families(
    filled: pl.DataFrame, header: Header, no_data: list[NoData]
) -> list[NoData]:
    """Rows of one cell, the first column's, that part the table in families: the table begins with
    one, and each has fuller rows below."""
    known = [row for row, _code, _content in no_data]
    rows = filled.filter(~pl.col(ROW).is_in(known))
    if rows.height < 2 * FEWEST_FAMILIES or sum(map(bool, header.names)) < FAMILY_COLUMNS:
        return []
    filled_cells = [~_empty(name) for name in rows.columns[1:]]
    alone = filled_cells[0] & (pl.sum_horizontal(each.cast(pl.Int32) for each in filled_cells) == 1)
    if not rows.head(1).select(alone).item():
        return []
    titles = rows.select(ROW, "c0", title=alone)
    is_title = titles["title"].to_list()
    in_place = is_title[0] and not is_title[-1] and sum(is_title) >= FEWEST_FAMILIES
    if not in_place or any(one and two for one, two in pairwise(is_title)):
        return []
    found = titles.filter(pl.col("title")).select(ROW, "c0").iter_rows()
    return [(row, "group-row", cell.strip()[:MOST_CONTENT]) for row, cell in found]


def _titles_of_groups(filled: pl.DataFrame, header: Header, no_data: list[NoData]) -> list[NoData]:
    """Rows of one cell, in the first column, in capitals or of a word for a part of a town, among
    rows that are full: `QUARTIER NORD`."""
    names = sum(map(bool, header.names))
    if names < FAMILY_COLUMNS or filled.width < 3:
        return []
    alone = _with_empty(filled, filled.columns[2:]).filter(pl.col("c0").is_not_null())
    if alone.is_empty() or alone.height > filled.height / 3:
        return []
    known = {row for row, _code, _content in no_data}
    usual = filled["c0"].drop_nulls().head(MOST_LOOKED_AT)
    capitals = sum(1 for cell in usual if cell.isupper()) > usual.len() / 2
    last = filled[ROW][-1]
    return [
        (row, "group-row", cell.strip()[:MOST_CONTENT])
        for row, cell in alone.select(ROW, "c0").iter_rows()
        if row not in known
        and row != last
        and ((cell.isupper() and not capitals) or GROUP.match(plain(cell).replace("_", " ")))
    ]


def _words_at_the_end(filled: pl.DataFrame, header: Header, no_data: list[NoData]) -> list[NoData]:
    """Rows of one cell, or of a name and how to call it, after the last blank row: whom to ask,
    when it was printed…"""
    known = {row for row, _code, _content in no_data}
    found: list[NoData] = []
    end = filled.tail(MOST_LAST_WORDS + 1).iter_rows()
    below: int | None = None
    for row, *cells in reversed(list(end)):
        if below is not None and below - row > 1:
            return [each for each in found if each[0] not in known]
        written = [cell.strip() for cell in cells if cell and cell.strip()]
        alone = len(written) == 1 or (len(written) == 2 and CONTACT.search(written[1]))
        if not alone or sum(map(bool, header.names)) < 3 * len(written):
            return []
        found.append(_as_written(row, "note-row", written))
        below = row
    return []


def _what_it_is(written: list[str], cells: list[str], names: list[str], titled: int) -> str | None:
    if all(map(RULE.fullmatch, written)):
        return "note-row"
    same = sum(1 for cell, name in zip(cells, names, strict=False) if name and cell == name)
    if same >= max(1, 0.8 * titled) and (titled > 1 or len(written) == 1):
        return "repeated-header"
    label, others = plain(written[0]), written[1:]
    if titled < 3:
        return "total-row" if ONLY_TOTAL.fullmatch(label) and _is_figure(others) else None
    if all(map(FIGURE.match, others)) and (
        ONLY_TOTAL.fullmatch(label) or (TOTAL.match(label) and len(others) <= titled // 2)
    ):
        return "total-row"
    called = titled >= FAMILY_COLUMNS and len(others) == 1 and written[0].endswith(":")
    if called or (not others and (NOTE.match(label) or NOTE_SIGN.match(written[0]))):
        return "note-row"
    return None


def _is_figure(others: list[str]) -> bool:
    return len(others) == 1 and bool(FIGURE.match(others[0]))


def _cells_beyond(data: pl.DataFrame, width: int) -> list[Issue]:
    """Rows longer than the header: most likely a delimiter inside a cell without quotes, after
    which each value stands under the wrong name."""
    beyond = [
        name
        for name in data.columns[1 + width :]
        if data[name].count() < UNTITLED_COLUMN_SHARE * data.height
    ]
    if not beyond:
        return []
    long = data.filter(pl.any_horizontal(pl.col(name).str.contains(r"\S") for name in beyond))
    return [
        Issue(
            "cells-beyond-header",
            "error",
            row=row,
            value=" | ".join(cell for cell in cells if cell)[:MOST_CONTENT],
            params={"last": column_letter(width - 1)},
        )
        for row, *cells in long.select(ROW, *beyond).iter_rows()
    ]
