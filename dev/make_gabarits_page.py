"""Write the tables of docs/gabarits.md: the gabarits there are, every key of gabarit.yaml.

python dev/make_gabarits_page.py            writes the tables, between their marks
python dev/make_gabarits_page.py --check    exit 1 if they are not what it would write

The keys, roles and options are those that `gabarits/keys.py` declares, which the lint uses too.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable

from ckanext.opendatacommunal.gabarits import Gabarit, load_all
from ckanext.opendatacommunal.gabarits.keys import GABARIT, OPTIONS, ROLES, Key
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.pipeline.fields import FIELD_TYPES
from instance import CHECKOUT, say

PAGE = CHECKOUT / "docs" / "gabarits.md"
FRENCH = translator("fr")
KINDS = {"deposit": "dépôt", "derived": "dérivé", "relay": "relais"}
SHAPES = {
    "text": "texte",
    "whole": "nombre entier",
    "flag": "true ou false",
    "texts": "liste",
    "texts_by_name": "nom: valeur",
    "table": "clés ci-dessous",
    "tables": "liste, clés ci-dessous",
    "tables_by_name": "nom: clés ci-dessous",
    "values": "liste, ou valeur: [autres écritures]",
    "columns": "liste de colonnes",
    "column": "colonne",
    "languages": "fr:, en:",
    "interne": "liste de noms, ou clés ci-dessous",
    "audience": "conditions",
    "free": "",
}
MOST_SHOWN = 6


def gabarits() -> list[str]:
    return [
        "| Gabarit | Titre | Sorte | Modèle | Version | Colonnes | Obligatoires |",
        "|---|---|---|---|---|---|---|",
        *(_gabarit(each) for each in load_all().values()),
    ]


def _gabarit(gabarit: Gabarit) -> str:
    public = gabarit.public_fields
    required = sum(field.required for field in public)
    counts = f"{len(public)} | {required}" if public else "— | —"
    shown = (f"`{gabarit.slug}`", gabarit.title, KINDS[gabarit.kind], gabarit.source)
    return f"| {' | '.join(map(_cell, shown))} | {gabarit.version} | {counts} |"


def keys() -> list[str]:
    head = ["| Clé | Forme | Ce qu’elle dit |", "|---|---|---|"]
    return [*head, *_rows(GABARIT, "")]


def _rows(declared: Iterable[Key], above: str) -> Iterable[str]:
    for key in declared:
        name = f"{above}{key.name}"
        star = " (obligatoire)" if key.required else ""
        among = ", ".join(f"`{each}`" for each in key.among[:MOST_SHOWN])
        among += "…" if len(key.among) > MOST_SHOWN else ""
        told = " ".join(part for part in (FRENCH(key.what), f"({among})" if among else "") if part)
        yield f"| `{name}`{star} | {SHAPES[key.shape]} | {_cell(told)} |"
        if key.shape != "languages" and key.name != "parts":
            yield from _rows(key.inside, f"{name} › ")


def roles() -> list[str]:
    return _told("Rôle", ROLES, ROLES)


def options() -> list[str]:
    return _told("Option", sorted(OPTIONS), OPTIONS)


def _told(what: str, names: Iterable[str], told: dict[str, str]) -> list[str]:
    rows = (f"| `{name}` | {_cell(FRENCH(told[name]))} |" for name in names)
    return [f"| {what} | Ce que c’est |", "|---|---|", *rows]


def kinds() -> list[str]:
    return [", ".join(f"`{name}`" for name in sorted(FIELD_TYPES)) + "."]


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


PARTS = {
    "gabarits": gabarits,
    "clés": keys,
    "rôles": roles,
    "options": options,
    "sortes": kinds,
}


def page(text: str) -> str:
    """The text with what stands between each pair of marks written anew."""
    for name, make in PARTS.items():
        start, end = (
            f"<!-- {name} : écrit par dev/make_gabarits_page.py -->",
            f"<!-- fin : {name} -->",
        )
        pattern = re.compile(f"{re.escape(start)}.*?{re.escape(end)}", re.DOTALL)
        body = "\n".join(("", *make(), ""))
        text, found = pattern.subn(lambda _match, made=f"{start}\n{body}\n{end}": made, text)
        if found != 1:
            raise SystemExit(f"docs/gabarits.md: the marks of “{name}” are not there once.")
    return text


def main(arguments: list[str]) -> int:
    before = PAGE.read_text(encoding="utf-8")
    made = page(before)
    if "--check" in arguments:
        same = before == made
        say(
            "docs/gabarits.md is up to date" if same else "python dev/make_gabarits_page.py, please"
        )
        return 0 if same else 1
    PAGE.write_text(made, encoding="utf-8")
    say(f"{PAGE.relative_to(CHECKOUT)} written")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
