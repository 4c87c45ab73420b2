"""Who must publish what: the limits of the laws, and numbers that are not known."""

from __future__ import annotations

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.gabarits import Duty, duty


def parks(population: int | None, agents: int | None) -> Duty:
    gabarit = gabarits.find("parcs-jardins")
    assert gabarit
    return duty(gabarit.obligations, population, agents)


@pytest.mark.parametrize(
    ("population", "agents", "answer"),
    [
        (14_200, 120, "yes"),
        (3_501, 50, "yes"),
        (3_500, 50, "no"),
        (3_501, 49, "no"),
        # The example of the law's own readers: big enough, not enough agents.
        (6_500, 43, "no"),
        (3_500, None, "no"),
        (None, 49, "no"),
        (6_500, None, "unknown"),
        (None, 50, "unknown"),
        (None, None, "unknown"),
    ],
)
def test_the_general_duty(population: int | None, agents: int | None, answer: str) -> None:
    found = parks(population, agents)
    assert found.answer == answer
    assert found.law
    assert "L. 312-1-1" in found.law.text


def test_the_reason_says_which_number_decides() -> None:
    found = {each.about: each.holds for each in parks(6_500, 43).reasons}
    assert found == {"population": True, "agents": False}
    assert {each.about: each.holds for each in parks(6_500, None).reasons}["agents"] is None


def test_a_law_on_the_thing_itself_asks_for_no_data() -> None:
    gabarit = gabarits.find("panneaux-affichage")
    assert gabarit
    assert "code de l’environnement" in gabarit.obligations[0].text.lower()
    assert duty(gabarit.obligations, 800, None).answer == "no"
    assert duty(gabarit.obligations, 6_500, 60).answer == "yes"


def test_grants_of_a_town_with_few_agents() -> None:
    gabarit = gabarits.find("subventions")
    assert gabarit
    found = duty(gabarit.obligations, 6_500, 43)
    assert found.answer == "yes"
    assert found.law
    assert "2000-321" in found.law.text
    assert duty(gabarit.obligations, 3_499, 43).answer == "no"
    assert duty(gabarit.obligations, 3_500, 43).answer == "yes"


def test_every_law_says_what_it_asks_in_both_languages() -> None:
    for gabarit in gabarits.load_all().values():
        for law in gabarit.obligations:
            assert set(law.what) == {"fr", "en"}, gabarit.slug
            assert law.url is None or law.url.startswith("https://www.legifrance.gouv.fr/")
