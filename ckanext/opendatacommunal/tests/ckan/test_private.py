"""Laws 8 and 9: an internal value, and a row set aside, come out nowhere."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.lib import search

from ckanext.datastore.backend.postgres import get_read_engine, get_write_engine

from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit,
    lignes,
    park,
    publish,
    table,
)

PART = f"{GABARIT}-bron"
INTERNAL = "sentinelle-interne-0612"
ASIDE = "sentinelle-ecartee-0713"


@pytest.fixture
def depot(shared_territory: Territory) -> dict[str, Any]:
    """Published by the first test that asks: plugins are loaded for tests, not for modules."""
    editor = shared_territory.bron.editor
    known = call(editor, "opendatacommunal_depot_list")["results"]
    if known:
        return known[0]
    rows = [
        park("Parc Raspail", commentaire=INTERNAL, contact=INTERNAL),
        park(f"Square {ASIDE}", voie="Rue V", surf_m2="grand"),
    ]
    made = publish(editor, deposit(editor, table(*rows), f"{INTERNAL}.csv"), waive=True)
    assert made["state"] == "publie"
    return made


def is_silent(said: Any) -> bool:
    return INTERNAL not in str(said) and ASIDE not in str(said)


@pytest.mark.usefixtures("depot")
def test_the_owner_has_it_back(shared_territory: Territory) -> None:
    for user in (shared_territory.bron.editor, shared_territory.helper):
        row = lignes(user, "bron")["Parc Raspail"]
        assert row["internal"]["commentaire_interne"] == INTERNAL
    for stranger in (shared_territory.mions.admin, None):
        with pytest.raises(tk.NotAuthorized):
            lignes(stranger, "bron")  # type: ignore


@pytest.mark.usefixtures("depot")
def test_no_public_action_says_it(shared_territory: Territory) -> None:
    for user in (None, shared_territory.mions.editor):
        for name in (PART, GABARIT):
            shown = call(user, "package_show", id=name)
            assert is_silent(shown)
            resource = shown["resources"][0]["id"]
            assert is_silent(call(user, "datastore_info", id=resource))
            for query in ({}, {"q": INTERNAL}, {"q": ASIDE}):
                found = call(user, "datastore_search", resource_id=resource, **query)
                assert is_silent(found["records"])
                assert found["total"] == (0 if query else 1)
        for query in ("*:*", INTERNAL, ASIDE):
            assert is_silent(call(user, "package_search", q=query, rows=100)["results"])
        assert is_silent(call(user, "opendatacommunal_coverage_show"))
        assert is_silent(call(user, "opendatacommunal_commune_show", insee="69029"))
        assert is_silent(call(user, "organization_show", id="bron", include_datasets=True))
        assert is_silent(call(user, "organization_activity_list", id="bron"))
        assert is_silent(call(user, "package_activity_list", id=PART))


def test_no_page_feed_or_file_says_it(
    app: Any, shared_territory: Territory, depot: dict[str, Any]
) -> None:
    resource = call(None, "package_show", id=PART)["resources"][0]["id"]
    whole = call(None, "package_show", id=GABARIT)["resources"][0]["id"]
    said = []
    for path in (
        f"/gabarits/{GABARIT}/donnees.csv",
        f"/gabarits/{GABARIT}/donnees.geojson",
        f"/gabarits/{GABARIT}/donnees.csv?organisation=bron",
        f"/gabarits/{GABARIT}/donnees.geojson?organisation=bron",
        *(
            f"/datastore/dump/{each}?format={kind}"
            for each in (resource, whole)
            for kind in ("csv", "json", "xml", "tsv")
        ),
        "/catalog.ttl",
        "/catalog.xml",
        "/catalog.jsonld",
        f"/dataset/{GABARIT}.ttl",
        f"/dataset/{PART}.jsonld",
        f"/w/1/table?commune=69029&gabarit={GABARIT}",
        f"/w/1/table?commune=69029&gabarit={GABARIT}&cols=nom,commentaire_interne,contact_interne",
        "/commune/69029",
        "/couverture",
        "/couverture.csv",
        f"/donnees-{GABARIT}/{PART}",
        f"/donnees-{GABARIT}/{PART}/resource/{resource}",
        f"/gabarits/{GABARIT}",
        "/organization/bron",
        f"/dataset/?q={ASIDE}&vocab_commune=69029",
        "/feeds/dataset.atom",
    ):
        answer = app.get(path, status=None)
        assert answer.status_code == 200, (path, answer.status_code)
        # The search box repeats what was asked.
        assert is_silent(answer.body.replace(ASIDE, "") if "q=" in path else answer.body), path
        said.append(answer.body)
    assert sum("Parc Raspail" in body for body in said) >= 12
    for name in ("", "/fichier", "/rapport.json", "/ecartees.csv", "/retour.xlsx"):
        answer = app.get(f"/depots/{depot['id']}{name}", status=None, follow_redirects=False)
        assert answer.status_code in (302, 401, 403), name


@pytest.mark.usefixtures("depot")
def test_neither_index_nor_datastore_holds_it() -> None:
    documents = search.make_connection().search("*:*", rows=1000).docs
    assert documents
    assert is_silent(documents)
    with get_write_engine().connect() as connection:
        inspector = sa.inspect(connection)
        checked = 0
        for schema in ("public", "opendatacommunal"):
            for name in inspector.get_table_names(schema=schema):
                rows = connection.execute(
                    sa.text(f'SELECT t::text FROM {schema}."{name}" t')  # noqa: S608
                )
                assert is_silent(rows.scalars().all()), name
                checked += 1
    assert checked >= 4
    activities = model.Session.execute(sa.text("SELECT data::text FROM activity")).scalars().all()
    assert is_silent(activities)


@pytest.mark.usefixtures("depot")
def test_the_reading_role_of_the_datastore_sees_neither_marks_nor_rows_of_ours() -> None:
    for schema, name in (("opendatacommunal", "publication"), ("opendatacommunal", "version")):
        with get_read_engine().connect() as connection, pytest.raises(sa.exc.ProgrammingError):
            connection.execute(sa.text(f"SELECT * FROM {schema}.{name}"))  # noqa: S608


@pytest.mark.ckan_config("ckan.datastore.sqlsearch.enabled", True)
@pytest.mark.usefixtures("depot")
def test_sql_search_reads_public_columns_only() -> None:
    resource = call(None, "package_show", id=PART)["resources"][0]["id"]
    found = call(None, "datastore_search_sql", sql=f'SELECT * FROM "{resource}"')  # noqa: S608
    assert [row["nom"] for row in found["records"]] == ["Parc Raspail"]
    assert is_silent(found)
    for hidden in ("opendatacommunal.publication", "opendatacommunal.version"):
        with pytest.raises((tk.NotAuthorized, tk.ValidationError)):
            call(None, "datastore_search_sql", sql=f"SELECT * FROM {hidden}")  # noqa: S608
