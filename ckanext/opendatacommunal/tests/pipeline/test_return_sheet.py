"""The page that goes back to a town hall: whole, true to the report, harmless, short."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline import export
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .parks import check, gabarit, parks, published

FRENCH = translator("fr")
HOSTILE = "<script src=//mal.example/x.js></script><img src=x onerror=alert(1)>"


class Page(HTMLParser):
    """Words of the page, its tags, and what any of them would fetch."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.fetched: list[str] = []
        self.words: list[str] = []
        self.feed(content)
        self.text = re.sub(r"\s+", " ", " ".join(self.words))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.fetched += [value or "" for name, value in attrs if name in ("src", "href", "action")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def sheet(depot: Depot) -> tuple[dict[str, Any], Page]:
    told = report(depot, translate=FRENCH)
    return told, Page(export.return_sheet(told, gabarit(), FRENCH, "fr").decode())


def test_figures_are_those_of_the_report(tmp_path: Path) -> None:
    before = published(check(tmp_path, parks("Alpha", "Bravo", "Charlie")))
    text = parks("Alpha", "Bravo", "Delta").replace("500", "env. 500", 1)
    told, page = sheet(check(tmp_path, text, previous=before))
    shown = dict(
        re.findall(r"(Lignes \w+|Erreurs|Questions)\s+(\d+)", page.text.split("En chiffres")[1])
    )
    counts = told["counts"]
    assert shown["Lignes lues"] == str(counts["rows"]) == "3"
    assert shown["Lignes écartées"] == str(counts["set_aside"])
    assert shown["Erreurs"] == str(counts["errors"])
    assert "Nouvelles lignes depuis la dernière fois 1" in page.text
    assert "Lignes publiées absentes du fichier 1" in page.text


def test_it_fetches_nothing_and_runs_nothing(tmp_path: Path) -> None:
    header = f"nom;voie;reglement;surf_m2;gestion;{HOSTILE}"
    told, page = sheet(check(tmp_path, f"{header}\n{HOSTILE};{HOSTILE};{HOSTILE};1;{HOSTILE};1"))
    assert page.fetched == []
    assert not {"script", "img", "link", "iframe", "object"} & set(page.tags)
    assert "mal.example" in page.text
    assert told["file"]["name"] in page.text


def test_a_remark_on_many_lines_is_written_once(tmp_path: Path) -> None:
    _told, page = sheet(
        check(tmp_path, parks(*(f"Parc {i}" for i in range(60))).replace(";500;", ";;", 40))
    )
    assert page.text.count("est obligatoire et la cellule est vide") <= 45
    assert "De même sur 39 autres lignes : 3–41." in page.text


def test_rows_that_wait_for_one_answer_are_one_line(tmp_path: Path) -> None:
    header = "nom;voie;reglement;gestion;Surface (bâtie)"
    lines = [f"Parc {i};Rue {i};non;Commune;{i}00" for i in range(1, 31)]
    told, page = sheet(check(tmp_path, "\n".join((header, *lines))))
    assert [asked["rule"] for asked in told["questions"]] == ["ambiguous-column"]
    assert told["counts"]["errors"] == 0
    assert "2–31 Attend votre réponse à la question 1." in page.text


def test_thousands_are_grouped_as_in_french(tmp_path: Path) -> None:
    told, page = sheet(check(tmp_path, parks(*(f"Parc {i}" for i in range(1200)))))
    assert told["message"].startswith("1\u202f200 lignes seront publiées")
    assert "Lignes lues 1 200" in page.text
