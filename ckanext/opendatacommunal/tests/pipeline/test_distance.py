"""How far apart two writings are: the count of bits against the table that everybody knows."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.fields.matching import distance

WORDS = st.text("ab é\ufffd", max_size=12)


def by_table(left: str, right: str) -> int:
    """The same by the table of all beginnings, cell by cell."""
    table = [[i + j for j in range(len(right) + 1)] for i in range(len(left) + 1)]
    for i in range(1, len(left) + 1):
        for j in range(1, len(right) + 1):
            same = left[i - 1] in (right[j - 1], "\ufffd")
            found = [table[i - 1][j] + 1, table[i][j - 1] + 1, table[i - 1][j - 1] + (not same)]
            if i > 1 and j > 1 and left[i - 2 : i] == right[j - 2 : j][::-1]:
                found.append(table[i - 2][j - 2] + 1)
            table[i][j] = min(found)
    return table[-1][-1]


@given(WORDS, WORDS)
def test_counts_as_the_table_does(left: str, right: str) -> None:
    assert distance(left, right) == by_table(left, right)


@given(st.text(min_size=60, max_size=90), st.text(min_size=60, max_size=90))
def test_counts_as_the_table_does_in_long_texts(left: str, right: str) -> None:
    assert distance(left, right) == by_table(left, right)
