"""Text tables whose every reading is the same: read whole columns at a time by polars.

A file is regular if its quotes stand around whole cells only. `regular_table` says None of any
other, and of what is rare enough not to be worth the proof; `delimited` then reads it record by
record. Where it answers, it gives just what the csv module of Python would.
"""

from __future__ import annotations

import codecs
import io
import re
from concurrent.futures import ThreadPoolExecutor

import polars as pl

from ckanext.opendatacommunal.pipeline.depot import ROW
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.cells import refuse_beyond, without_empty_end

QUOTE = '"'

LONE_RETURN = re.compile(rb"\r(?!\n)")


def regular_table(data: bytes, delimiter: str) -> tuple[pl.DataFrame, pl.Series] | None:
    """`cells` and `lengths` of a `Sheet`, of text in UTF-8 without mark; None if not regular.

    Raises `UnreadableFile` beyond the limits.
    """
    if not data or b"\0" in data:
        return None
    quotes = QUOTE.encode() in data
    if b"\r" in data and LONE_RETURN.search(data):
        if quotes:  # one that stands inside a cell is kept, others end a line
            return None
        data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    lengths = _lengths(data, delimiter, quotes=quotes)
    if lengths is None:
        return None
    width = max(_most(lengths), 1)
    refuse_beyond(lengths.len(), width)
    cells = _cells(data, delimiter, width, quotes=quotes)
    return _numbered(cells, lengths) if cells.height == lengths.len() else None


def uniform_table(data: bytes, delimiter: str) -> tuple[pl.DataFrame, pl.Series] | None:
    """The same of a text without quotes whose lines all have as many cells as the first.

    One pass tells that it is such a text, and that it is UTF-8, which nobody needs to know before:
    None if it is not. Raises `UnreadableFile` beyond the limits.
    """
    mark = delimiter.encode()
    width = data[: data.find(b"\n") + 1].count(mark) + 1
    if not 2 <= width <= limits.MAX_COLUMNS or data.startswith(codecs.BOM_UTF8):
        return None
    if b"\0" in data or QUOTE.encode() in data:
        return None
    with ThreadPoolExecutor(1) as beside:  # while polars reads, which needs no lock of Python's
        lone = beside.submit(LONE_RETURN.search, data) if b"\r" in data else None
        try:
            cells = pl.read_csv(
                data,
                separator=delimiter,
                quote_char=None,
                has_header=False,
                schema={f"c{index}": pl.String for index in range(width)},
            )
        except pl.exceptions.PolarsError:  # a line has more cells, or a cell is not UTF-8
            return None
    refuse_beyond(cells.height, width)
    if cells[:, -1].null_count() or not _is_whole(cells, data) or (lone and lone.result()):
        return None
    return _numbered(cells, pl.repeat(width, cells.height, dtype=pl.Int64, eager=True))


def _is_whole(cells: pl.DataFrame, data: bytes) -> bool:
    """Whether the cells, a mark between two of them and the same end of line after each row are all
    that `data` holds, and no cell is suspiciously long. A shorter or blank line would have left the
    last cell empty."""
    size = pl.all().str.len_bytes().cast(pl.Int64)
    written = cells.select(size.sum()).row(0)
    if max(written) > limits.MAX_FIELD_CHARACTERS and _longest(cells) > limits.MAX_FIELD_CHARACTERS:
        return False
    ends = len(data) - sum(written) - (cells.width - 1) * cells.height
    end = 2 if b"\r\n" in data else 1
    return ends == end * (cells.height - (not data.endswith(b"\n")))


def _longest(cells: pl.DataFrame) -> int:
    return cells.select(pl.max_horizontal(pl.all().str.len_bytes().max())).item()


def _numbered(cells: pl.DataFrame, lengths: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    rows = pl.int_range(1, cells.height + 1, dtype=pl.Int64, eager=True).alias(ROW)
    return without_empty_end(cells.insert_column(0, rows)), lengths


def _most(lengths: pl.Series) -> int:
    most = lengths.max()
    return most if isinstance(most, int) else 0


def _told(lines: pl.LazyFrame, delimiter: str, *, quotes: bool) -> pl.DataFrame:
    """Of each line: how many `cells` it has, `length` in bytes, whether it is `regular`."""
    line = text = pl.col("line")
    regular = pl.lit(value=True)
    if quotes:
        quoted = line.str.contains(QUOTE, literal=True)
        cell = f'(?:"(?:[^"]|"")*"|[^"{re.escape(delimiter)}]*)'
        whole = f"^{cell}(?:{re.escape(delimiter)}{cell})*$"
        regular = ~quoted | line.str.contains(whole)
        text = pl.when(quoted).then(line.str.replace_all('"[^"]*"', "")).otherwise(line)
    cells = text.str.count_matches(delimiter, literal=True).cast(pl.Int64) + 1
    told = lines.select(
        pl.when(line == "").then(0).otherwise(cells).alias("cells"),
        line.str.len_bytes().alias("length"),
        regular.alias("regular"),
    )
    return told.collect(engine="streaming")  # a line that is counted is kept no longer


def _lengths(data: bytes, delimiter: str, *, quotes: bool) -> pl.Series | None:
    """Number of cells of each record; None as soon as one quote is not where it belongs, or a cell
    has suspiciously many lines or letters."""
    told = _told(pl.scan_lines(data), delimiter, quotes=quotes)
    if not told["regular"].all():
        records = _records(pl.read_lines(data))
        if records is None:
            return None
        told = _told(records.lazy(), delimiter, quotes=quotes)
    too_long = (told["length"] > limits.MAX_FIELD_CHARACTERS).any()
    return None if too_long or not told["regular"].all() else told["cells"]


def _records(lines: pl.DataFrame) -> pl.DataFrame | None:
    """Lines, those that a quote holds together put together; None: no line is, or a quote never
    closes."""
    quotes = pl.col("line").str.count_matches(QUOTE, literal=True).cast(pl.Int64)
    ends_inside = lines.select((quotes.cum_sum() % 2 == 1).alias("inside"))["inside"]
    if ends_inside[-1] or not ends_inside.any():
        return None
    begins_inside = ends_inside.shift(1, fill_value=False)
    record = (~begins_inside).cum_sum().alias("record")
    frame = lines.with_columns(record)
    several = ends_inside | begins_inside
    joined = (
        frame.filter(several)
        .group_by("record", maintain_order=True)
        .agg(pl.len().alias("lines"), pl.col("line").str.join("\n"))
    )
    if (joined["lines"] > limits.MOST_LINES_IN_A_CELL).any():
        return None
    return pl.concat([frame.filter(~several), joined.select("line", "record")]).sort("record")


def _cells(data: bytes, delimiter: str, width: int, *, quotes: bool) -> pl.DataFrame:
    """The columns `c0`… of `data`, empty cells null; a line of names of our own says how many."""
    names = [f"c{index}" for index in range(width)]
    table = pl.read_csv(
        io.BytesIO(b"".join((delimiter.join(names).encode(), b"\n", data))),
        separator=delimiter,
        quote_char=QUOTE if quotes else None,
        infer_schema=False,
    )
    if not quotes:
        return table
    empty = [name for name in names if (table[name] == "").any()]
    return table.with_columns(pl.when(pl.col(name) != "").then(pl.col(name)) for name in empty)
