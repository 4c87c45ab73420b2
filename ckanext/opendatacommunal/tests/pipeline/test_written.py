"""Numbers and days of a workbook as Validata takes them: by the format of their cell."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.judging.judge import judge
from ckanext.opendatacommunal.pipeline.judging.written import written


@pytest.mark.parametrize(
    ("kept", "code", "text"),
    [
        ("45322", "dd/mm/yyyy", "31/01/2024"),
        ("45322", "mm-dd-yy", "01-31-24"),
        ("45322", "dd/mm/yyyy;@", "31/01/2024"),
        ("45322", "YYYY\\-MM\\-DD", "2024-01-31"),
        ("45322", "[$-40C]d mmmm yyyy", None),
        ("45322", "jj/mm/aaaa", None),
        ("45322.4375", "dd/mm/yy hh:mm", "31/01/24 10:30"),
        ("45322.4375", 'h"h"mm', "h1030"),
        ("45322.4375", "mm:ss", "01:00"),
        ("0.35416667", "hh:mm:ss", "08:30:00"),
        ("1.5", "[h]:mm", None),
        ("59", "d/m/yyyy", "28/2/1900"),
        ("2958466", "yyyy-mm-dd", None),
        ("1500", "00000", "1500"),
        ("1500", "@", "1500"),
        ("1500", "General", None),
        ("12.345", '0.00" m²"', "12.35"),
        ("12.5", "0.0#", "12.5"),
        ("0.125", "0%", "12%"),
        ("-3", "0.0;0", "-3"),
        ("1E+20", "0", "100000000000000000000"),
        ("x", "0", None),
        ("9" * 400, "0", None),
        ("9" * 5000, "dd/mm/yyyy", None),
        ("nan", "0", None),
    ],
)
def test_a_number_is_written_by_its_format(kept: str, code: str, text: str | None) -> None:
    assert written(kept, code) == text


def test_days_since_1904() -> None:
    assert written("0", "yyyy", since_1904=True) == "1900"  # an hour, which has no day
    assert written("366", "yyyy-mm-dd", since_1904=True) == "1905-01-01"


@pytest.mark.parametrize(
    ("kind", "value", "code", "right"),
    [
        ("date", date(2024, 1, 31), "yyyy-mm-dd", True),
        ("date", date(2024, 1, 31), "dd/mm/yyyy", False),
        ("date", date(2024, 1, 31), "[$-40C]d mmmm yyyy", True),
        ("datetime", datetime(2024, 1, 31, 10, 30), "yyyy-mm-dd h:mm", False),  # noqa: DTZ001
        ("datetime", date(2024, 1, 31), "[$-40C]d mmmm yyyy", True),
        ("time", time(8, 30), "hh:mm:ss", True),
        ("time", time(8, 30), "h:mm:ss", False),
        ("string", 69780, "00000", True),
        ("string", 69780, "General", False),
        ("string", date(2024, 1, 31), "dd/mm/yyyy", True),
        ("string", date(2024, 1, 31), "[$-40C]d mmmm yyyy", False),
        ("integer", 12, "0.00", False),
        ("integer", 11.9, "0", True),
        ("boolean", 1, "0", True),
        ("boolean", 1, "General", False),
        ("boolean", True, "General", True),
    ],
)
def test_a_cell_is_judged_by_its_format(
    tmp_path: Path, kind: str, value: Any, code: str, right: bool
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["line", "x"])
    sheet.append(["a", value])
    sheet["B2"].number_format = code
    book.save(tmp_path / "t.xlsx")
    fields = [{"name": "line", "type": "string"}, {"name": "x", "type": kind}]
    verdict = judge(tmp_path / "t.xlsx", {"fields": fields}, translator("fr"))
    assert [(each["row"], each["code"]) for each in verdict["errors"]] == (
        [] if right else [(2, "type-error")]
    )
