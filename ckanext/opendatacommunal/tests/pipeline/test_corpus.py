"""Files as communes of three métropoles would write them, against what a careful clerk makes of
them: no cell is wrong in silence, nearly all rows that need nobody go out, questions are few."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.tests.pipeline.corpus import TownHall, judged, town_halls

HALLS = town_halls()
LEAST_PUBLISHABLE = 0.9
MOST_QUESTIONS = 5


@pytest.mark.parametrize("hall", HALLS, ids=lambda hall: hall.name)
def test_no_cell_is_wrong_in_silence(hall: TownHall, tmp_path: Path) -> None:
    assert judged(hall, hall.check(tmp_path)).wrong == []


def test_nearly_all_rows_go_out_with_few_questions(tmp_path: Path) -> None:
    found = [judged(hall, hall.check(tmp_path)) for hall in HALLS]
    clear = sum(each.clear for each in found)
    assert sum(each.published for each in found) >= LEAST_PUBLISHABLE * clear
    assert sum(each.questions for each in found) <= MOST_QUESTIONS * len(found)
