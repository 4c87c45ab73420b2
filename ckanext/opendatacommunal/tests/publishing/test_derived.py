"""Gabarits that nobody deposits on a site: schools out of public places, the catalogue."""

from __future__ import annotations

import pytest

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import gabarits, publish
from ckanext.opendatacommunal.model import Publication
from ckanext.opendatacommunal.tests.ckan.deposits import (
    Territory,
    Town,
    call,
    deposit,
    records,
)
from ckanext.opendatacommunal.tests.ckan.deposits import publish as publish_depot

PLACES = "etablissements-publics"
HEADER = "nom;theme;type;numero;voie"
SCHOOL = "École Jules Ferry;Equipement d'enseignement;École élémentaire;1;Place de la Mairie"
OTHER = "École Pasteur;Equipement d'enseignement;École maternelle;3;Rue Pasteur"
LIBRARY = "Médiathèque;Equipement culturel;Bibliothèque;4;Rue Fabian Martin"
SIRET = "21690283300013"


def hand_in(town: Town, *rows: str) -> dict:
    depot = deposit(town.editor, "\r\n".join((HEADER, *rows)).encode("cp1252"), gabarit=PLACES)
    confirm = depot.get("to_confirm") or {}
    return publish_depot(town.editor, depot, **confirm)


def names(dataset: str) -> list[str]:
    return sorted(row["nom"] for row in records(dataset))


def test_a_town_without_schools_has_no_dataset_of_schools(shared_territory: Territory) -> None:
    hand_in(shared_territory.mions, LIBRARY)
    with pytest.raises(tk.ObjectNotFound):
        call(None, "package_show", id="ecoles-mions")


def test_schools_follow_the_public_places(shared_territory: Territory) -> None:
    hand_in(shared_territory.mions, SCHOOL, LIBRARY)
    hand_in(shared_territory.bron, OTHER)
    assert names("ecoles-mions") == ["École Jules Ferry"]
    assert names("ecoles") == ["École Jules Ferry", "École Pasteur"]
    own = call(None, "package_show", id="ecoles-mions")
    assert own["type"] == "donnees-ecoles"
    assert own["lignes_publiees"] == "1"
    places = {row["nom"]: row["identifiant"] for row in records(f"{PLACES}-mions")}
    assert records("ecoles-mions")[0]["identifiant"] == places["École Jules Ferry"]


def test_a_school_that_changes_changes_there_too(shared_territory: Territory) -> None:
    hand_in(shared_territory.mions, SCHOOL.replace("élémentaire", "primaire"), LIBRARY)
    assert [row["type"] for row in records("ecoles-mions")] == ["École primaire"]
    assert len(records("ecoles")) == 2


def test_a_publication_killed_before_the_schools_is_resumed_with_them(
    shared_territory: Territory,
) -> None:
    hand_in(shared_territory.bron, OTHER, SCHOOL)
    last = (
        model.Session.query(Publication)
        .filter_by(gabarit=PLACES, organisation_id=shared_territory.bron.id)
        .order_by(Publication.number.desc())
        .first()
    )
    assert last.step == "derived"
    schools = model.Session.query(Publication).filter_by(
        gabarit="ecoles", organisation_id=shared_territory.bron.id
    )
    before = schools.count()
    last.step, last.finished = "datasets", None
    model.Session.commit()
    assert publish.resume() == [last.id]
    assert model.Session.get(Publication, last.id).finished is not None
    assert schools.count() == before
    assert names("ecoles-bron") == ["École Jules Ferry", "École Pasteur"]


def test_the_catalogue_tells_of_what_a_town_publishes(shared_territory: Territory) -> None:
    with pytest.raises(tk.ObjectNotFound):
        call(None, "package_show", id="catalogue-mions")
    call(
        shared_territory.sysadmin,
        "organization_patch",
        id=shared_territory.mions.id,
        extras=[{"key": "siret", "value": SIRET}],
    )
    hand_in(shared_territory.mions, SCHOOL, LIBRARY, OTHER)
    told = {row["ID"]: row for row in records("catalogue-mions")}
    assert set(told) == {f"69283-{PLACES}", "69283-ecoles"}
    schools = told["69283-ecoles"]
    assert schools["COLL_SIRET"] == SIRET
    assert schools["COUV_SPAT_NOM"] == "Mions"
    assert schools["FREQ_MAJ"] == "Annuelle"
    assert schools["LICENCE"] == "Licence Ouverte-LO"
    assert schools["THEME"] == "Éducation, culture et sport"
    assert schools["NOMBRE_RESSOURCES"] == 3
    schema = gabarits.load_all()["catalogue"].schema
    assert all(schools[field["name"]] for field in schema["fields"])


def test_withdrawing_the_places_withdraws_the_schools(shared_territory: Territory) -> None:
    depots = call(shared_territory.mions.editor, "opendatacommunal_depot_list", gabarit=PLACES)
    shown = next(each for each in depots["results"] if each["state"] == "publie")
    call(shared_territory.mions.admin, "opendatacommunal_depot_withdraw", id=shown["id"])
    assert names("ecoles") == ["École Jules Ferry", "École Pasteur"]
    with pytest.raises((tk.NotAuthorized, tk.ObjectNotFound)):
        call(None, "package_show", id="ecoles-mions")


@pytest.mark.parametrize(
    ("slug", "said"), [("ecoles", "tirées"), ("bal", "https://mes-adresses.data.gouv.fr/")]
)
def test_nobody_deposits_for_them(shared_territory: Territory, slug: str, said: str) -> None:
    with pytest.raises(tk.ValidationError) as refused:
        deposit(shared_territory.mions.editor, HEADER.encode(), gabarit=slug)
    assert said in str(refused.value.error_dict["gabarit"]) or "made from" in str(refused.value)
