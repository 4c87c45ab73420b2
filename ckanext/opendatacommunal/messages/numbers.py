"""Counts and row numbers in sentences: 26 000 in French, 26,000 in English; 4, 7–9, 12."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ckanext.opendatacommunal.messages.mark import N_

THOUSANDS = N_(",")
"""What stands between thousands."""

POINT = N_(".")
"""What stands before decimals."""

MORE = N_("And {count} more.")
"""After a list that is not shown to its end."""

ROWS_NAMED = 12
"""Ranges of row numbers written out before an ellipsis."""


def grouped(count: int, translate: Callable[[str], str]) -> str:
    return f"{count:,}".replace(",", translate(THOUSANDS))


def square_metres(number: str, translate: Callable[[str], str]) -> str:
    """`1780000` → `1 780 000 m²`, `1500.5` → `1 500,5 m²` in French."""
    whole, point, rest = number.partition(".")
    return f"{grouped(int(whole), translate)}{point and translate(POINT)}{rest} m²"


def rows_in_words(rows: Iterable[int]) -> str:
    """`4, 7–9, 12 …`: row numbers, neighbours joined, cut after a dozen ranges."""
    ranges: list[list[int]] = []
    for row in sorted(set(rows)):
        if ranges and row == ranges[-1][1] + 1:
            ranges[-1][1] = row
        else:
            ranges.append([row, row])
    words = [str(start) if start == end else f"{start}–{end}" for start, end in ranges]
    return ", ".join(words[:ROWS_NAMED]) + (" …" if len(words) > ROWS_NAMED else "")
