"""The plainest texts, read in one pass, are those that are read record by record."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.reading import limits
from ckanext.opendatacommunal.pipeline.reading.delimited import read_delimited, table_by_records
from ckanext.opendatacommunal.pipeline.reading.regular import uniform_table

CELLS = ("", "Parc", "Île d'Ée", " ", "\t", "#", "\ufeff", "NULL", "\x1e", "\x0c", "\u2028", "\x85")
ENDS = ("\n", "\r\n", "\r", "\n\n", "\r\r\n")
BYTES = (b"a", b";", b"\n", "é".encode(), b"\xe9", b"\xc3", b"\xed\xa0\x80", b"\xc0\xaf", b"\xff")

nearly_uniform = st.lists(
    st.tuples(
        st.lists(st.sampled_from(CELLS), min_size=2, max_size=3),
        st.sampled_from(("x", "é", "")),
        st.sampled_from(ENDS),
    ),
    max_size=8,
).map(lambda lines: "".join(";".join([*cells, last]) + end for cells, last, end in lines))


@given(nearly_uniform)
@example("\ufeffa;b\n1;2\n")
@example("a;b\n1;2\r\n")
@example("a;b\r\n1;2\n")
@example("a;b\r\n1\r;2\r\n")
@example("a;b\r\n1;2\r")
@example("a;b\n1;2;\n")
@example("a;b\n\n1;2\n")
@example("\n\na;b\n1;2\n")
def test_one_pass_gives_the_same_table(text: str) -> None:
    found = uniform_table(text.encode(), ";")
    exact, _unclosed = table_by_records(text.encode(), ";")
    assert found is None or found[0].rows() == exact[0].rows()
    assert found is None or found[1].to_list() == exact[1].to_list()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "end"])
def test_an_ordinary_file_is_read_in_one_pass(end: str, last: str) -> None:
    rows = ["nom;voie;ville", "Parc;;Mions", "Square;rue de l’Église;Lyon"]
    text = end.join(rows) + (end if last else "")
    found = uniform_table(text.encode(), ";")
    assert found is not None
    assert found[0].rows()[1] == (2, "Parc", None, "Mions")


@given(st.lists(st.sampled_from(BYTES), max_size=30).map(b"".join))
@example(b"a;\xc3\n\xa9;b\n")
@example(b"a;\xc3;\xa9\n")
def test_what_is_not_utf8_is_never_taken_for_it(rows: bytes) -> None:
    data = b"nom;ville\n" + rows
    if uniform_table(data, ";") is not None:
        data.decode()


def test_an_accent_of_another_encoding_far_below_is_found(tmp_path: Path) -> None:
    path = tmp_path / "parcs.csv"
    path.write_bytes(b"nom;ville\n" + b"Parc;Mions\n" * 60_000 + "Pré;Mions\n".encode("cp1252"))
    sheet = read_delimited(path)
    assert sheet.encoding == "cp1252"
    assert sheet.cells["c0"][-1] == "Pré"


def test_a_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    path = tmp_path / "parcs.csv"
    path.write_bytes("\ufeffnom;ville\nParc;Mions\n".encode())
    sheet = read_delimited(path)
    assert (sheet.encoding, sheet.cells["c0"][0]) == ("utf-8-sig", "nom")


def test_a_huge_cell_is_not_read_in_one_pass() -> None:
    data = b"a;b\n" + b"x" * (limits.MAX_FIELD_CHARACTERS + 1) + b";y\n"
    assert uniform_table(data, ";") is None
