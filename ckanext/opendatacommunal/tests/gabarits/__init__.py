"""Gabarits that only the tests use, each with a period: `aides`, cut by the year of a column, whose
identifiers the tool makes; `actes`, cut by the year of a date, incremental, under the commune's own
numbers."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
