"""Long lists held as columns: what is read back is what went in, and its JSON is anybody's JSON."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ckanext.opendatacommunal.pipeline.depot import CORRECTIONS, Correction
from ckanext.opendatacommunal.pipeline.reporting.rows import Rows
from ckanext.opendatacommunal.pipeline.sort_out import merged
from ckanext.opendatacommunal.shell.output import as_json

TEXT = st.text(max_size=8)
CORRECTION = st.builds(Correction, st.integers(2, 5), st.sampled_from("ab"), TEXT, TEXT, TEXT)
CELL = st.one_of(st.none(), TEXT, st.floats(allow_nan=False, allow_infinity=False))


@given(st.lists(CORRECTION, max_size=5), st.lists(CORRECTION, max_size=5))
def test_corrections_are_those_that_were_added_in_their_order(
    first: list[Correction], then: list[Correction]
) -> None:
    held = CORRECTIONS.and_those(first).and_those(CORRECTIONS.and_those(then))
    assert held == (*first, *then)
    assert len(held) == len(first) + len(then)
    assert all(held[place] == each for place, each in enumerate((*first, *then)))


def test_a_cell_mended_twice_is_told_once_and_one_mended_back_not_at_all() -> None:
    held = CORRECTIONS.and_those(
        [
            Correction(2, "a", "x", "y", "first"),
            Correction(3, "a", "x", "y", "first"),
            Correction(2, "a", "y", "z", "second"),
            Correction(3, "a", "y", "x", "second"),
            Correction(4, "a", "12 rue Foch", "rue foch", "address-split"),
            Correction(4, "a", "rue foch", "rue Foch", "case"),
        ]
    )
    assert merged(held) == (
        Correction(2, "a", "x", "z", "second"),
        Correction(4, "a", "12 rue Foch", "rue Foch", "address-split"),
    )


@given(st.lists(st.builds(lambda row, cell: {"row": row, "é": cell}, st.integers(2, 9), CELL)))
@example([{"row": 2, "é": "a\x1fb"}, {"row": 3, "é": '"},\n {"'}])
def test_rows_are_written_as_their_dictionaries_are(records: list[dict[str, Any]]) -> None:
    rows = Rows({name: [each[name] for each in records] for name in ("row", "é")})
    assert list(rows) == records
    assert b"".join(as_json({"rows": rows})) == b"".join(as_json({"rows": records}))
    assert json.loads(b"".join(as_json({"rows": rows}))) == {"rows": records}
