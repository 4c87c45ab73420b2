"""A gabarit out of a Table Schema: a folder that works at once, whatever the schema."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from ckanext.opendatacommunal.gabarits import SHIPPED, Gabarit, load
from ckanext.opendatacommunal.importing import make_folder, slug_of
from ckanext.opendatacommunal.importing.download import MOST_BYTES, download, is_public
from ckanext.opendatacommunal.linting import lint
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.errors import UsageError
from ckanext.opendatacommunal.shell import cli
from ckanext.opendatacommunal.workbook import write_workbook

NATIONAL = sorted(
    path.parent.name
    for path in SHIPPED.glob("*/schema.json")
    if json.loads(path.read_text(encoding="utf-8")).get("path")
)

SHAPES: dict[str, dict[str, Any]] = {
    "bare": {"fields": [{"name": "Nom du vélo-parc"}, {"name": "places", "type": "integer"}]},
    "keys": {
        "name": "stations",
        "version": "1.0",
        "fields": [
            {"name": "id_station", "constraints": {"required": True, "unique": True}},
            {"name": "parent", "type": "string"},
            {"name": "ligne", "type": "string", "constraints": {"required": True}},
            {"name": "ouvert le", "type": "date", "format": "%d/%m/%Y"},
        ],
        "primaryKey": ["id_station"],
        "foreignKeys": [
            {"fields": ["parent"], "reference": {"resource": "", "fields": ["id_station"]}},
            {"fields": ["ligne"], "reference": {"resource": "lignes", "fields": ["code"]}},
        ],
    },
    "shapes": {
        "name": "arbres",
        "title": "Arbres",
        "fields": [
            {"name": "geo_point_2d", "type": "geopoint", "constraints": {"required": True}},
            {"name": "emprise", "type": "geojson"},
            {"name": "essences", "type": "array"},
            {"name": "relevé", "type": "datetime"},
            {"name": "mois", "type": "yearmonth"},
            {"name": "détail", "type": "object"},
            {"name": "haut", "type": "number", "decimalChar": ","},
            {
                "name": "remarquable",
                "type": "boolean",
                "trueValues": ["O"],
                "falseValues": ["N"],
                "constraints": {"required": True},
            },
        ],
    },
}


def made_of(schema: dict[str, Any], place: Path, slug: str = "essai") -> Gabarit:
    source = place / "schema.json"
    source.write_text(json.dumps(schema), encoding="utf-8")
    return load(make_folder(source, place / slug))


def is_right(folder: Path) -> bool:
    found = lint(folder, translator("fr"), date(2026, 11, 22))
    assert [each for each in found if each.severity == "error"] == []
    return (folder / "exemples" / "valide.csv").is_file()


@pytest.mark.parametrize("slug", NATIONAL)
def test_a_national_schema_makes_a_gabarit_that_works(tmp_path: Path, slug: str) -> None:
    source = SHIPPED / slug / "schema.json"
    folder = make_folder(source, tmp_path / slug)
    assert (folder / "schema.json").read_bytes() == source.read_bytes()
    assert is_right(folder)
    write_workbook(load(folder), tmp_path / "classeur.xlsx")


@pytest.mark.parametrize("shape", SHAPES)
def test_any_table_schema_makes_a_gabarit_that_works(tmp_path: Path, shape: str) -> None:
    gabarit = made_of(SHAPES[shape], tmp_path)
    assert is_right(gabarit.folder)
    write_workbook(gabarit, tmp_path / "classeur.xlsx")


def test_what_the_columns_are_is_guessed_from_type_constraints_and_name(tmp_path: Path) -> None:
    text = {"type": "string"}
    fields = [
        {"name": "id", **text, "constraints": {"required": True}},
        {"name": "nom", **text, "title": "Nom de la borne (usuel)"},
        {"name": "numSiret", **text},
        {"name": "tel_contact", **text},
        {"name": "mail", **text, "format": "email"},
        {"name": "page", **text, "format": "uri"},
        {"name": "ADR_NOMVOIE", **text},
        {"name": "adr_numero", **text},
        {"name": "cp", **text},
        {"name": "code_commune_insee", **text},
        {"name": "Xlong", "type": "number"},
        {"name": "Ylat", "type": "number"},
        {"name": "etat", **text, "constraints": {"enum": ["neuf", "usé"]}},
        {"name": "libre", "type": "boolean"},
        {"name": "pose", "type": "date"},
    ]
    gabarit = made_of({"fields": fields}, tmp_path)
    kinds = {each.name: each.kind for each in gabarit.fields}
    assert kinds["numSiret"] == "siret"
    assert kinds["tel_contact"] == "phone"
    assert (kinds["mail"], kinds["page"]) == ("email", "url")
    assert (kinds["ADR_NOMVOIE"], kinds["cp"]) == ("street", "postcode")
    assert (kinds["etat"], kinds["libre"], kinds["pose"]) == ("enum", "boolean", "date")
    assert tuple(gabarit["etat"].values) == ("neuf", "usé")
    assert gabarit["id"].level == "required"
    roles = ("identifier", "name", "house_number", "insee", "longitude", "latitude")
    named = ["id", "nom", "adr_numero", "code_commune_insee", "Xlong", "Ylat"]
    assert [gabarit.role(role) for role in roles] == named
    assert (gabarit.geometry, gabarit.identifier_given) == ("point", True)
    assert "Nom de la borne" in gabarit["nom"].synonyms


def test_a_synonym_belongs_to_one_column(tmp_path: Path) -> None:
    fields = [
        {"name": "menuDate", "title": "Date"},
        {"name": "menuNom", "title": "Nom du menu"},
        {"name": "menuPlatNom", "title": "Nom du plat"},
        {"name": "menuCode", "title": "Code du menu"},
    ]
    gabarit = made_of({"fields": fields}, tmp_path)
    words = [word for each in gabarit.public_fields for word in each.synonyms]
    assert len(words) == len(set(words))
    assert "plat nom" in gabarit["menuPlatNom"].synonyms


def test_the_slug_comes_from_the_name_of_the_schema() -> None:
    assert slug_of({"name": "schema-lieux-covoiturage"}, "x.json") == "lieux-covoiturage"
    assert slug_of({}, "Vélos & vélos.json") == "velos-velos"


@pytest.mark.parametrize(
    ("slug", "content", "code"),
    [
        ("Mes Vélos", '{"fields": [{"name": "a"}]}', "bad-slug"),
        ("lint", '{"fields": [{"name": "a"}]}', "bad-slug"),
        ("velos", "[]", "bad-json"),
        ("velos", "{", "bad-json"),
        ("velos", '{"fields": []}', "bad-schema"),
        ("velos", '{"fields": [{"name": "a", "type": "couleur"}]}', "bad-schema"),
        (".", '{"fields": [{"name": "a"}]}', "bad-slug"),
    ],
)
def test_what_cannot_be_made_leaves_nothing(
    tmp_path: Path, slug: str, content: str, code: str
) -> None:
    source = tmp_path / "schema.json"
    source.write_text(content)
    with pytest.raises(UsageError) as refused:
        make_folder(source, tmp_path / slug)
    assert refused.value.code == code
    assert [each.name for each in tmp_path.iterdir()] == ["schema.json"]


def test_a_folder_that_is_there_is_kept(tmp_path: Path) -> None:
    gabarit = made_of(SHAPES["bare"], tmp_path)
    with pytest.raises(UsageError, match="folder-there"):
        make_folder(tmp_path / "schema.json", gabarit.folder)


def test_the_command_makes_a_folder_that_check_knows_at_once(tmp_path: Path) -> None:
    source = tmp_path / "schema.json"
    source.write_text(json.dumps(SHAPES["bare"]))
    arguments = ["gabarit", "new", "velos", "--from", str(source), "--dir", str(tmp_path)]
    told = CliRunner().invoke(cli, [*arguments, "--title", "Parcs à vélos"])
    assert "velos : fait" in told.output
    listed = CliRunner().invoke(cli, ["gabarits", "--gabarits-dir", str(tmp_path)])
    assert "velos  Parcs à vélos (1.0.0)" in listed.output


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """Serves a schema, a redirect to it, one to another host, and far too much."""

    class Schemas(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            moved = {"/moved": "/schema.json", "/away": "http://10.0.0.1/", "/loop": "/loop"}
            if self.path in moved:
                self.send_response(302)
                self.send_header("Location", moved[self.path])
                self.end_headers()
                return
            self.send_response(404 if self.path == "/none" else 200)
            self.end_headers()
            large = self.path == "/large"
            self.wfile.write(b" " * (MOST_BYTES + 1) if large else b'{"fields": []}')

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - likewise
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Schemas) as serving:
        threading.Thread(target=serving.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{serving.server_port}"
        serving.shutdown()


def test_a_schema_is_fetched_where_it_has_moved(server: str) -> None:
    def here(url: str) -> bool:
        return url.startswith(server)

    assert download(f"{server}/moved", here) == b'{"fields": []}'
    for path, code in (
        ("/away", "address-refused"),
        ("/loop", "address-refused"),
        ("/none", "address-silent"),
        ("/large", "too-large"),
    ):
        with pytest.raises(UsageError) as refused:
            download(server + path, here)
        assert refused.value.code == code


@pytest.mark.parametrize(
    "url",
    [
        "http://schema.data.gouv.fr/x.json",
        "https://127.0.0.1/x.json",
        "https://localhost/x.json",
        "https://[::1]/x.json",
        "https://169.254.169.254/latest",
        "https://10.1.2.3/x.json",
        "https://user@1.1.1.1/x.json",
        "file:///etc/passwd",
        "https:///x.json",
    ],
)
def test_a_server_is_not_made_to_talk_to_its_own_network(url: str) -> None:
    assert not is_public(url)
    with pytest.raises(UsageError, match="address-refused"):
        download(url)
