"""What the command writes as JSON is what it had to say, in pieces and legible."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from ckanext.opendatacommunal.shell.output import RECORDS_AT_A_TIME, as_json

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
simple = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | texts
values = st.recursive(
    simple, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4)
)


@given(values)
@example({"a": [{"b": "}\x1f{", "c": ["\x1f", {}]}, {}], "d": []})
@example([{"a": 1}, 2, None])
def test_it_is_the_same_content(content: Any) -> None:
    assert json.loads(b"".join(as_json(content))) == content


def test_a_long_list_comes_in_pieces_one_record_a_line() -> None:
    records = [{"row": row, "value": "é"} for row in range(RECORDS_AT_A_TIME * 3 + 1)]
    pieces = list(as_json({"issues": records}))
    assert max(map(len, pieces)) < sum(map(len, pieces)) / 2
    lines = b"".join(pieces).decode().splitlines()
    assert lines[2] == '  {"row": 0, "value": "é"},'
    assert len(lines) == len(records) + 4
