"""People, communes and files for the tests of dépôts: three town halls and their métropole."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import FileStorage

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.tests import factories

from ckanext.opendatacommunal.model import Commune

GABARIT = "parcs-jardins"
COMMUNES = {
    "bron": ("69029", "Bron", "216900290", ["69500"]),
    "mions": ("69283", "Mions", "216902833", ["69780"]),
    "lyon": ("69123", "Lyon", "216901231", ["69001", "69002", "69003"]),
}
SECRET = "sentinelle-à-ne-jamais-publier"
HEADER = ["nom", "numvoie", "voie", "reglement", "surf_m2", "gestion"]


@dataclass(frozen=True)
class Town:
    """An organisation with an editor and an admin (their names); `insee` of its commune."""

    id: str
    name: str
    insee: str
    editor: str
    admin: str


@dataclass(frozen=True)
class Territory:
    metropole: str
    helper: str
    sysadmin: str
    bron: Town
    mions: Town
    lyon: Town


def make_territory() -> Territory:
    helper = factories.User(name="aide-metropole")["name"]
    metropole = factories.Organization(
        name="metropole", title="Métropole de Lyon", users=[{"name": helper, "capacity": "admin"}]
    )
    sysadmin = factories.Sysadmin(name="operateur")["name"]
    towns = {name: _town(name) for name in COMMUNES}
    return Territory(metropole["id"], helper, sysadmin, **towns)


def _town(name: str) -> Town:
    insee, title, siren, postcodes = COMMUNES[name]
    editor = factories.User(name=f"referent-{name}")["name"]
    admin = factories.User(name=f"admin-{name}")["name"]
    organisation = factories.Organization(
        name=name,
        title=title,
        users=[{"name": editor, "capacity": "editor"}, {"name": admin, "capacity": "admin"}],
    )
    model.Session.add(
        Commune(
            insee=insee,
            name=title,
            slug=name,
            siren=siren,
            epci="200046977",
            population=40_000,
            postcodes=postcodes,
            old_codes=[],
            organisation_id=organisation["id"],
        )
    )
    model.Session.commit()
    return Town(organisation["id"], name, insee, editor, admin)


def park(name: str, **cells: str) -> dict[str, str]:
    """A row of a commune's file that nothing is wrong with."""
    return {
        "nom": name,
        "numvoie": "12",
        "voie": "Rue de la Paix",
        "reglement": "non",
        "surf_m2": "1200",
        "gestion": "Commune",
        **cells,
    }


def table(*rows: dict[str, str]) -> bytes:
    """The rows as a commune's spreadsheet exports them: cp1252, semicolons."""
    header = list(dict.fromkeys([*HEADER, *(name for row in rows for name in row)]))
    lines = [";".join(header), *(";".join(row.get(name, "") for name in header) for row in rows)]
    return "\r\n".join(lines).encode("cp1252")


def call(user: str | None, name: str, /, **data: Any) -> Any:
    """Call an action as that user, with every check a request goes through."""
    context = {"user": user or ""}
    if user:
        context["auth_user_obj"] = model.User.get(user)
    return tk.get_action(name)(context, data)


def upload(content: bytes, name: str = "parcs.csv") -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def deposit(user: str, content: bytes, name: str = "parcs.csv", **given: Any) -> dict[str, Any]:
    given = {"gabarit": GABARIT, **given}
    kept = {key: value for key, value in given.items() if value is not None}
    return call(user, "opendatacommunal_depot_create", upload=upload(content, name), **kept)


def publish(user: str, depot: dict[str, Any], **options: Any) -> dict[str, Any]:
    return call(user, "opendatacommunal_depot_publish", id=depot["id"], **options)


def deposit_and_publish(town: Town, *rows: dict[str, str], **options: Any) -> dict[str, Any]:
    return publish(town.editor, deposit(town.editor, table(*rows)), **options)


def lignes(user: str, organisation: str) -> dict[str, dict[str, Any]]:
    """Rows by the name of the park."""
    shown = call(
        user, "opendatacommunal_lignes_show", gabarit=GABARIT, organisation=organisation, limit=1000
    )
    return {each["public"].get("nom"): each for each in shown["lignes"]}


def records(dataset: str) -> list[dict[str, Any]]:
    """What anybody reads in the DataStore table of a dataset, in its order."""
    shown = call(None, "package_show", id=dataset)
    found = call(None, "datastore_search", resource_id=shown["resources"][0]["id"], limit=1000)
    return found["records"]
