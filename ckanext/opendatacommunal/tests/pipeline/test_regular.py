"""A text table read whole columns at a time is the one that is read record by record."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.delimited import read_delimited, table_by_records
from ckanext.opendatacommunal.pipeline.reading.regular import regular_table, uniform_table

PIECES = ("a", "é", ";", ";", '"', '""', '"a"', '"b;c"', "\n", "\n", "\r\n", "\r", " ", "\t", ",")
CELLS = ("", "Parc", "Île d'Ée", '"Parc"', '"le ""grand"" parc"', '"a;b"', '"a\nb"', '"a\r\n\r\nb"')
ENDS = ("\n", "\r\n")

regular_texts = st.builds(
    lambda lines, end, last: end.join(";".join(cells) for cells in lines) + last,
    st.lists(st.lists(st.sampled_from(CELLS), min_size=0, max_size=4), max_size=12),
    st.sampled_from(ENDS),
    st.sampled_from(("", *ENDS)),
)
any_texts = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


def tables(text: str) -> list[tuple[list[tuple[object, ...]], list[int]] | None]:
    """The table as each way reads it, None where it declines."""
    data = text.encode()
    quick = uniform_table(data, ";") or regular_table(data, ";")
    exact, unclosed = table_by_records(data, ";")
    if unclosed:
        assert quick is None
    return [found and (found[0].rows(), found[1].to_list()) for found in (quick, exact)]


@given(regular_texts | any_texts)
@example("a;b;c\n1;2\n;;\n\n4\n1;2;3;4\n\n\n")
@example("a;b\r\n\r\n1;2\r\n")
@example("a;b\r1;2\r\r3;4")
@example("a\r\r\nb\n")
@example('a;"b"\n"";""\n""\n')
@example('a;"b""c"\n"d\ne;f";g\n')
@example('"a"\r\n"b\r\nc"\r\n')
@example('"\x1e"\n\x1e\na\n')
@example("\x1e\n")
@example(";a\n;a;")
@example("a;b\n1;2;\n")
@example("a;b\n1;2;3\n")
def test_both_ways_give_the_same_table(text: str) -> None:
    quick, exact = tables(text)
    assert quick is None or quick == exact


@given(regular_texts)
def test_ordinary_files_are_read_the_quick_way(text: str) -> None:
    assert not text or regular_table(text.encode(), ";") is not None


@pytest.mark.parametrize(
    "text", ['a;b"c\n', 'a; "b"\n', '"a"b;c\n', '"a;b\nc;d\n', 'a;"b\rc"\n', "a\0;b\n"]
)
def test_what_has_several_readings_is_left_to_the_exact_way(text: str) -> None:
    assert regular_table(text.encode(), ";") is None


def test_many_newlines_in_cells_of_a_long_file() -> None:
    lines = [f'{i};"first\nsecond; {i % 7}\n\nlast ""{i}""";x' for i in range(30_000)]
    quick, exact = tables("\n".join(lines))
    assert quick is not None
    assert quick == exact


def test_a_cell_of_too_many_lines_is_an_unclosed_quote_in_both() -> None:
    text = "a;b\n" + '"' + "x\n" * (limits.MOST_LINES_IN_A_CELL + 1) + '";c\n'
    assert regular_table(text.encode(), ";") is None


@pytest.mark.parametrize("cell", ["x" * 1_000_000, '"' + "x" * 1_000_000 + '"', '"' * 100_001])
def test_one_very_long_cell_is_a_cell(tmp_path: Path, cell: str) -> None:
    path = tmp_path / "parcs.csv"
    path.write_text(f"nom;voie\nA;B\n{cell};C\n")
    assert read_delimited(path).cells["c0"][1] == "A"


def test_one_very_long_row_does_not_widen_a_long_file(tmp_path: Path) -> None:
    path = tmp_path / "parcs.csv"
    path.write_text("a;b\n" * 100_000 + ";".join("x" * 1_500) + "\n")
    with pytest.raises(UnreadableFile, match="too-many-cells"):
        read_delimited(path)


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "cp850"])
def test_the_hint_of_excel_is_no_row_in_any_encoding(tmp_path: Path, codec: str) -> None:
    path = tmp_path / "parcs.csv"
    path.write_bytes("sep=|\r\nnom|année|libellé\r\nA;B|2024|réservé\r\n".encode(codec))
    sheet = read_delimited(path)
    assert sheet.delimiter == "|"
    assert sheet.cells.rows() == [(1, "nom", "année", "libellé"), (2, "A;B", "2024", "réservé")]


def test_a_record_separator_of_an_old_system_ends_nothing(tmp_path: Path) -> None:
    path = tmp_path / "parcs.csv"
    path.write_bytes(b'nom;voie\n\x1e\nA;"B" c\n')
    assert read_delimited(path).cells["c0"].to_list() == ["nom", "\x1e", "A"]
