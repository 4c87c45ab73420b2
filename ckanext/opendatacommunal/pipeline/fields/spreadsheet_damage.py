"""What a spreadsheet does to a long code: `2,43E+13`. The digits are gone and are never guessed."""

from __future__ import annotations

import re

_SHORTENED = re.compile(r"[+-]?\d+(?:[.,]\d*)?[eE][+ -]?\d{1,3}")

SHORTENED = "shortened-by-spreadsheet"
"""Code of the refusal; its sentence says how to get the code back where it came from."""


def is_shortened(text: str) -> bool:
    """Whether a code was turned into a number and written with an exponent."""
    return _SHORTENED.fullmatch(text) is not None


def is_rounded(digits: str) -> bool:
    """Whether a code of fourteen digits went through such a writing: no establishment of a company
    ends in eight zeros, `2,169E+13` saved as a number does."""
    return digits.endswith("0" * 8) and digits.strip("0") != ""
