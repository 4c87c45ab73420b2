"""The table widget: what a commune's web site gets, as bytes and headers."""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import datetime, timezone
from html import unescape
from typing import Any

import brotli
import pytest

from ckan import model
from ckan.tests import factories, helpers

from ckanext.opendatacommunal.embed import code, parameters
from ckanext.opendatacommunal.model import Commune, Ligne, LigneState, Publication

from .sheets import create, make_bron, make_metropole, make_producer, part

SECRET = "Mme Durand, 06 12 34 56 78"
TABLE = "/w/1/table?commune=69029&gabarit=parcs-jardins"
STREETS = ["Avenue Franklin Roosevelt", "Rue de la République", "Place du 11 Novembre", "SN"]


def add_commune(insee: str, name: str, organisation: str | None = None) -> None:
    model.Session.add(
        Commune(insee=insee, name=name, slug=name.lower(), organisation_id=organisation)
    )
    model.Session.commit()


def add_row(organisation: str, number: int, **public: Any) -> Ligne:
    values = {
        "uid": f"PAR-69029-{number:03}",
        "nom": f"Square n° {number}",
        "numvoie": str(number),
        "voie": STREETS[number % 3],
        "commune": "Bron",
        "surf_m2": str(number * 100.5),
        "horaires": "Mo-Fr 08:30-12:00,13:30-17:30",
        "type_equip": "parcours santé|aires de jeux",
        "eau": "oui" if number % 2 else "non",
        "toilettes": "non",
        "date_maj": "2026-11-22",
        **public,
    }
    line = Ligne(
        gabarit="parcs-jardins",
        organisation_id=organisation,
        commune="69029",
        identifier=values["uid"],
        public=values,
        internal={"contact_interne": SECRET},
        state=LigneState.PUBLIEE,
        modified=datetime.now(timezone.utc),
    )
    model.Session.add(line)
    published(organisation)
    return line


def published(organisation: str) -> None:
    """What a publication leaves beside the rows it has changed."""
    number = model.Session.query(Publication).filter_by(organisation_id=organisation).count() + 1
    model.Session.add(
        Publication(
            gabarit="parcs-jardins",
            organisation_id=organisation,
            depot_id="",
            number=number,
            started=datetime.now(timezone.utc),
            facts={"rows": number, "communes": ["69029"]},
        )
    )
    model.Session.commit()


@pytest.fixture
def bron(clean_all: None) -> dict[str, Any]:
    """Bron has published three parks."""
    owner = make_bron()
    dataset = create(part(owner, make_metropole()))
    add_commune("69029", "Bron", owner.id)
    for number in (1, 2, 10):
        add_row(owner.id, number)
    return {"organisation": owner.id, "dataset": dataset}


def cells(html: str) -> list[list[str]]:
    body = html[html.index("<tbody") : html.index("</table>")]
    return [
        [unescape(re.sub("<[^>]+>", "", cell)) for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    ]


def first_column(html: str) -> list[str]:
    return [row[0] for row in cells(html)]


def test_the_rows_are_there_without_a_script(app: Any, bron: dict[str, Any]) -> None:
    html = app.get(TABLE, status=200).body
    assert first_column(html) == ["Square n° 1", "Square n° 2", "Square n° 10"]
    assert "2 Place du 11 Novembre" in html
    assert "parcours santé, aires de jeux" in html
    assert re.search(r"<h2>Parcs et jardins – Bron</h2>", html)
    assert "Mis à jour le 22 novembre 2026." in html
    assert "Licence Ouverte / Open Licence version 2.0" in html
    assert "/gabarits/parcs-jardins/donnees.csv?organisation=bron" in html
    assert "/commune/69029" in html
    assert '<html lang="fr">' in html


def test_it_stands_alone_and_leaves_nothing(app: Any, bron: dict[str, Any]) -> None:
    answer = app.get(TABLE)
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Cache-Control"] == (
        "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
    )
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert not re.findall(r"<(?:script|link|img|iframe)[^>]+(?:src=|stylesheet)", answer.body)
    assert " style=" not in answer.body
    assert (
        " on"
        not in re.sub(r"<script>.*</script>", "", answer.body, flags=re.DOTALL)
        .replace("online", "")
        .split("<body>")[0]
    )


def test_the_policy_names_what_is_in_the_page(app: Any, bron: dict[str, Any]) -> None:
    answer = app.get(TABLE + "&theme=006633")
    policy = answer.headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    assert policy.endswith("; frame-ancestors *")
    for tag in ("style", "script"):
        (inside,) = re.findall(rf"<{tag}>(.*?)</{tag}>", answer.body, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


@pytest.mark.ckan_config("opendatacommunal.frame_ancestors", "https://bron.example")
def test_the_operator_says_who_may_show_it(app: Any, bron: dict[str, Any]) -> None:
    policy = app.get(TABLE).headers["Content-Security-Policy"]
    assert policy.endswith("; frame-ancestors https://bron.example")


def test_200_rows_by_6_columns_weigh_less_than_8_kilobytes(app: Any, bron: dict[str, Any]) -> None:
    for number in range(11, 208):
        add_row(bron["organisation"], number)
    answer = app.get(TABLE)
    assert len(cells(answer.body)) == 200
    assert len(cells(answer.body)[0]) == 6
    assert len(brotli.compress(answer.body.encode(), quality=11)) <= 8_000


def test_the_server_folds_after_25_rows(app: Any, bron: dict[str, Any]) -> None:
    for number in range(11, 40):
        add_row(bron["organisation"], number)
    html = app.get(TABLE).body
    open_part, folded = html.split('<tbody class="m">')
    assert len(re.findall('scope="row"', open_part)) == 25
    assert len(re.findall('scope="row"', folded)) == 7
    assert '<input type="checkbox" id="all">' in html
    assert "Lignes : 32" in html


def test_a_copy_is_good_until_a_row_changes(app: Any, bron: dict[str, Any]) -> None:
    tag = app.get(TABLE).headers["ETag"]
    assert not tag.startswith("W/")
    again = app.get(TABLE, headers={"If-None-Match": tag})
    assert (again.status_code, again.body) == (304, "")
    assert again.headers["Cache-Control"].startswith("public, max-age=300")
    assert app.get(f"{TABLE}&lang=en").headers["ETag"] != tag
    line = model.Session.query(Ligne).filter_by(identifier="PAR-69029-002").one()
    line.public = {**line.public, "eau": "oui"}
    published(bron["organisation"])
    changed = app.get(TABLE, headers={"If-None-Match": tag}, status=200)
    assert changed.headers["ETag"] != tag


def test_a_visitor_without_javascript_sorts_and_searches(app: Any, bron: dict[str, Any]) -> None:
    assert first_column(app.get(f"{TABLE}&sort=-nom").body)[0] == "Square n° 10"
    by_area = app.get(f"{TABLE}&cols=nom,surf_m2&sort=-surf_m2").body
    assert cells(by_area)[0] == ["Square n° 10", "1\u202f005"]
    assert '<th scope="col" aria-sort="descending" data-n>' in by_area
    found = app.get(f"{TABLE}&q=novembre+SQUARE").body
    assert first_column(found) == ["Square n° 2"]
    assert "Lignes : 1<" in found
    assert first_column(app.get(f"{TABLE}&q=sante").body) == first_column(app.get(TABLE).body)


def test_only_public_columns_can_be_asked_for(app: Any, bron: dict[str, Any]) -> None:
    html = app.get(f"{TABLE}&cols=nom,contact_interne,code_interne,internal,nothing").body
    assert cells(html)[0] == ["Square n° 1"]
    for address in (TABLE, f"{TABLE}&cols=contact_interne", f"{TABLE}&q=Durand"):
        html = app.get(address).body
        assert SECRET not in html
        assert "contact_interne" not in cells(html)


def test_cells_are_text_and_nothing_else(app: Any, bron: dict[str, Any]) -> None:
    add_row(
        bron["organisation"],
        3,
        nom="<script>alert(1)</script>",
        photo="javascript:alert(2)",
        gestion='"><img src=x onerror=alert(3)>',
    )
    html = app.get(f"{TABLE}&cols=nom,photo,gestion").body
    assert "<script>alert" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert [
        "<script>alert(1)</script>",
        "javascript:alert(2)",
        '"><img src=x onerror=alert(3)>',
    ] in (cells(html))
    hostile = app.get(f"{TABLE}&q=%22%3E%3Cscript%3E&cols=%3Cb%3E&theme=red;}}&h=9").body
    assert '"><script>' not in hostile
    assert "red;" not in hostile
    assert "<h2>" in hostile


def test_language_heading_and_colour(app: Any, bron: dict[str, Any]) -> None:
    html = app.get(f"{TABLE}&lang=en&h=3&theme=006633").body
    assert '<html lang="en">' in html
    assert "<h3>Parcs et jardins – Bron</h3>" in html
    assert "--c:#006633" in html
    assert "Updated on November 22, 2026." in html
    assert "--c:#ffff00" not in app.get(f"{TABLE}&theme=ffff00").body
    assert '<html lang="fr">' in app.get(f"{TABLE}&lang=de").body


def test_unknown_parameters_are_ignored(app: Any, bron: dict[str, Any]) -> None:
    assert app.get(f"{TABLE}&utm_source=x&fbclid=y").body == app.get(TABLE).body


@pytest.mark.parametrize(
    ("query", "sentence", "link"),
    [
        ("", "n’indique aucune commune", "/"),
        ("commune=99999&gabarit=parcs-jardins", "n’indique aucune commune", "/"),
        ("commune=%27;--&gabarit=parcs-jardins", "n’indique aucune commune", "/"),
        ("commune=69029", "n’indique aucun jeu de données", "/commune/69029"),
        ("commune=69029&gabarit=../../etc", "n’indique aucun jeu de données", "/commune/69029"),
        ("commune=69283&gabarit=parcs-jardins", "n’est pas publié", "/commune/69283"),
    ],
)
def test_what_is_not_there_is_said_in_a_sentence(
    app: Any, bron: dict[str, Any], query: str, sentence: str, link: str
) -> None:
    add_commune("69283", "Mions")
    answer = app.get(f"/w/1/table?{query}", status=200)
    assert sentence in unescape(answer.body)
    assert f'href="http://test.ckan.net{link}"' in answer.body
    assert answer.headers["Cache-Control"] == "public, max-age=60"
    assert "Content-Security-Policy" in answer.headers


def test_withdrawn_rows_and_hidden_datasets_do_not_show(app: Any, bron: dict[str, Any]) -> None:
    line = model.Session.query(Ligne).filter_by(identifier="PAR-69029-002").one()
    line.state = LigneState.RETIREE
    model.Session.commit()
    assert first_column(app.get(TABLE).body) == ["Square n° 1", "Square n° 10"]
    operator = factories.SysadminWithToken()
    context = {"user": operator["name"], "ignore_auth": True}
    helpers.call_action("package_patch", context, id=bron["dataset"]["id"], private=True)
    for headers in ({}, {"Authorization": operator["token"]}):
        assert "n’est pas publié" in app.get(TABLE, headers=headers).body


def test_rows_follow_their_commune_whoever_owns_them(app: Any, bron: dict[str, Any]) -> None:
    hospital = make_producer("hospices", "Hospices civils de Lyon", "266900273")
    create(part(hospital, hospital, insee=None))
    add_row(hospital.id, 90, nom="Parc du Vinatier")
    html = app.get(TABLE).body
    assert "Parc du Vinatier" in first_column(html)
    assert "Hospices civils de Lyon" in html
    assert "donnees.csv?organisation=hospices" in html


def test_an_old_code_is_understood(app: Any, bron: dict[str, Any]) -> None:
    add_commune("69149", "Oullins-Pierre-Bénite")
    for old in ("69149", "69152"):
        answer = app.get(f"/w/1/table?commune={old}&gabarit=parcs-jardins")
        assert "Oullins-Pierre-Bénite" in answer.body


def test_the_code_to_paste(app: Any, bron: dict[str, Any]) -> None:
    html = code.iframe("parcs-jardins", "69029", lang="en")
    assert 'title="Données ouvertes de Bron : Parcs et jardins"' in html
    assert (
        'src="http://test.ckan.net/w/1/table?commune=69029&amp;gabarit=parcs-jardins&amp;lang=en"'
        in html
    )
    assert "allow-same-origin" not in html
    assert (
        '<p><a href="http://test.ckan.net/commune/69029">Données ouvertes de Bron</a></p>' in html
    )
    assert code.iframe("parcs-jardins", "99999") == ""
    assert code.open_data_of("Écully") == "Données ouvertes d’Écully"


def test_a_pasted_address_becomes_a_frame(app: Any, bron: dict[str, Any]) -> None:
    html = app.get(TABLE).body
    (discovered,) = re.findall(r'application/json\+oembed" href="([^"]+)"', html)
    answer = app.get(unescape(discovered).removeprefix("http://test.ckan.net") + "&maxwidth=500")
    found = answer.json
    assert (found["type"], found["version"]) == ("rich", "1.0")
    assert (found["width"], found["height"]) == (500, 600)
    assert found["html"].startswith("<blockquote><a href=")
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in answer.headers
    assert app.get("/w/1/oembed?url=https://elsewhere.example/w/1/table", status=404)
    assert app.get("/w/1/oembed?format=xml", status=501)


@pytest.mark.parametrize(
    ("colour", "kept"), [("000000", True), ("767676", True), ("777777", False), ("ffffff", False)]
)
def test_a_colour_must_read_on_white(colour: str, kept: bool) -> None:
    assert (parameters.read({"theme": colour}).theme == f"#{colour}") is kept
