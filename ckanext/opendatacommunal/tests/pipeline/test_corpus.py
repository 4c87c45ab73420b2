"""Files as communes of three métropoles would write them, against what a careful clerk makes of
them: no cell is wrong in silence, nearly all rows that need nobody go out, questions are few."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ckanext.opendatacommunal.tests.pipeline.corpus import (
    Outcome,
    TownHall,
    judged,
    town_halls,
)

HALLS = town_halls()
LEAST_PUBLISHABLE = 0.9
MOST_QUESTIONS = 5


@pytest.fixture(scope="module")
def outcome_of(tmp_path_factory: pytest.TempPathFactory) -> Callable[[TownHall], Outcome]:
    """What becomes of the file of a town hall, which is checked once."""
    folder, kept = tmp_path_factory.mktemp("files"), dict[str, Outcome]()

    def outcome(hall: TownHall) -> Outcome:
        if hall.name not in kept:
            kept[hall.name] = judged(hall, hall.check(folder))
        return kept[hall.name]

    return outcome


@pytest.mark.parametrize("hall", HALLS, ids=lambda hall: hall.name)
def test_no_cell_is_wrong_in_silence(
    hall: TownHall, outcome_of: Callable[[TownHall], Outcome]
) -> None:
    assert outcome_of(hall).wrong == []


def test_nearly_all_rows_go_out_with_few_questions(
    outcome_of: Callable[[TownHall], Outcome],
) -> None:
    found = [outcome_of(hall) for hall in HALLS]
    clear = sum(each.clear for each in found)
    assert sum(each.published for each in found) >= LEAST_PUBLISHABLE * clear
    assert sum(each.questions for each in found) <= MOST_QUESTIONS * len(found)
