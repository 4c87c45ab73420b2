"""The other pilot gabarits on a site: the same way, by their folder alone."""

from __future__ import annotations

import pytest

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.tests.ckan.deposits import (
    Territory,
    call,
    deposit,
    publish,
    records,
)

PILOTS = (
    "bureaux-vote",
    "etablissements-publics",
    "panneaux-affichage",
    "stationnement-pmr",
    "toilettes",
)


@pytest.mark.parametrize("slug", PILOTS)
def test_a_messy_file_is_published_and_joins_the_others(
    shared_territory: Territory, slug: str
) -> None:
    content = (gabarits.SHIPPED / slug / "exemples" / "mions_brut.csv").read_bytes()
    depot = deposit(shared_territory.mions.editor, content, gabarit=slug)
    assert depot["state"] == "pret"
    publish(shared_territory.mions.editor, depot)
    own, together = records(f"{slug}-mions"), records(slug)
    assert len(own) == len(together) == depot["counts"]["publishable"] >= 3
    assert {row["commune_insee"] for row in together} == {shared_territory.mions.insee}
    sheet = call(None, "package_show", id=f"{slug}-mions")
    assert sheet["type"] == f"donnees-{slug}"
    assert sheet["conforms_to"][0].endswith(f"/gabarits/{slug}/1.0.0/schema.json")


def test_the_file_alone_says_which_gabarit_it_follows(shared_territory: Territory) -> None:
    content = (gabarits.SHIPPED / "toilettes" / "exemples" / "mions_brut.csv").read_bytes()
    depot = deposit(shared_territory.bron.editor, content, gabarit=None)
    assert depot["gabarit"] == "toilettes" or depot["proposal"]["gabarit"] == "toilettes"
