"""Write docs/regles.md: every rule of cleaning, what it does and an example of it.

python dev/make_rules_page.py            writes the page
python dev/make_rules_page.py --check    exit 1 if the page is not what it would write

The examples are those of the kinds of cells (`pipeline/fields/`), which tests run; for the rules
that look at a whole row or file, what they do to the sample files of the gabarits and of the tests.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tempfile
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from ckanext.opendatacommunal import messages
from ckanext.opendatacommunal.gabarits import load_all
from ckanext.opendatacommunal.messages import validate
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Profile, Settings
from ckanext.opendatacommunal.pipeline.export import profile_json
from ckanext.opendatacommunal.pipeline.fields import FIELD_TYPES, Context, FieldType, read_cell
from ckanext.opendatacommunal.tests.pipeline.corpus import (
    TownHall,
    published,
    town_halls,
)
from instance import CHECKOUT, say

PAGE = CHECKOUT / "docs" / "regles.md"
FRENCH = messages.translator("fr")
TODAY = date(2026, 11, 22)
LYON_METROPOLE, BRON = "200046977", "69029"
MOST_EXAMPLES = 3
MANY_EXAMPLES = 20
LIKE_TEXT = ("string", "name")
"""Kinds that are shown by what they do besides what is done to any text."""

ERRORS = ("not-this-gabarit", "same-identifier", "identifier-taken")
SAID = ("half-point", "not-a-point", "number-kept", "duplicate-row", "number-mark-decided")
"""Rules that no sample file shows: those that hold a row back, those that are only said."""

LONGEST = 70

KINDS = {
    "text": "Texte",
    "string": "Texte court",
    "name": "Nom d’un lieu",
    "boolean": "Oui ou non",
    "enum": "Valeur d’une liste",
    "multi": "Plusieurs valeurs d’une liste",
    "number": "Nombre",
    "integer": "Nombre entier",
    "percentage": "Pourcentage",
    "length": "Longueur",
    "area": "Surface",
    "power": "Puissance électrique",
    "charging_code": "Identifiant d’un point de recharge",
    "year": "Année",
    "date": "Date",
    "days": "Jour ou période",
    "datetime": "Jour et heure",
    "time": "Heure",
    "number_code": "Numéro",
    "local_code": "Code de la commune",
    "identifier": "Identifiant",
    "house_number": "Numéro dans la voie",
    "street": "Voie",
    "postcode": "Code postal",
    "commune": "Commune",
    "insee": "Code INSEE",
    "siren": "SIREN",
    "siret": "SIRET",
    "rna": "Numéro RNA",
    "beneficiary": "Bénéficiaire",
    "given_name": "Prénom",
    "matter_code": "Code de matière (nomenclature des actes)",
    "matter_name": "Nom de matière",
    "phone": "Téléphone",
    "email": "Adresse électronique",
    "url": "Adresse web",
    "longitude": "Longitude",
    "latitude": "Latitude",
    "geojson": "Contour",
    "opening_hours": "Horaires d’ouverture",
}

INTRODUCTION = """# Les règles de nettoyage

<!-- Page écrite par dev/make_rules_page.py : ne pas la modifier à la main. -->

Votre fichier n’est jamais modifié : l’outil en prépare une copie propre et vous montre chaque
cellule changée, ce qu’elle contenait, ce qui sera publié et le nom de la règle.

- **Sûre** : une seule lecture est possible. La règle s’applique, et la cellule figure dans la liste
  des corrections.
- **Question** : plusieurs lectures sont possibles. Rien n’est deviné : la question vous est posée
  une fois pour toutes les lignes qui ont la même valeur, et votre réponse sert encore l’année
  suivante.
- **À corriger** : la valeur ne peut pas être publiée. La ligne attend, avec la raison et ce qu’il
  faut écrire.
- **Dite** : rien n’est changé, mais il est bon que vous le sachiez.

Ce qui n’appelle aucune règle reste tel que vous l’avez écrit.
"""

ACROSS = """
## D’une colonne à l’autre, d’une ligne à l’autre

Ces règles regardent toute la ligne, toute la colonne ou le fichier de l’an dernier. Les exemples
viennent des fichiers d’essai.
"""


TRAP_ROWS: tuple[str, ...] = (
    "nom;numvoie;voie;codepost;commune;reglement;surf_m2;gestion;lon;lat;clos;uid",
    "Parc A;12;Rue A;69100;Villeurbanne;oui;500;Commune;;;;",
    "Parc B;12;Rue B;69003;Bron;oui;500;Commune;;;#REF!;",
    "Parc C;;12 rue C;69500;Bron;oui;500;Commune;0;0;;",
    "Parc D;1;Rue D;69500;Bron;oui;500;Commune;4.9;;;",
    "Parc E;1;Rue E;69500;Bron;oui;500;Commune;170;80000;;",
    "Parc F;1;Rue F;69500;Bron;oui;500;Commune;;;;PAR-69283-001",
    "Parc G;1;Rue G;69500;Bron;oui;500;Commune;;;;PAR-69029-007",
    "Parc H;1;Rue H;69500;Bron;oui;500;Commune;;;;PAR-69029-007",
    "Parc de l'E\u0301glise;1;Rue I;69500;Bron;oui;500;Commune;;;;",
    "Parc J;1;Rue J;69500;Bron;oui;500;Commune;;;;",
    "Parc J;1;Rue J;69500;Bron;oui;500;Commune;;;;",
    "Parc K;1;Rue K;69500;Bron;oui;500;Commune;;;;",
)
"""Rows that show what is said of places, points, identifiers and repeated rows."""

SAVED = {"format": "csv", "encoding": "utf-8", "delimiter": ";"}
TRAPS = TownHall(
    "pieges",
    load_all()["parcs-jardins"],
    BRON,
    SAVED,
    list(csv.reader(TRAP_ROWS, delimiter=";")),
    {},
)


@dataclass(frozen=True)
class Line:
    """One rule met: how it acts, an example before and after."""

    rule: str
    acts: str
    before: str
    after: str


def of_kind(kind: FieldType) -> list[Line]:
    """The rules that the examples of a kind show, in the order of the examples."""
    field = replace(kind.sample, kind=kind.name)
    found: list[Line] = []
    for example in kind.examples:
        context = Context(TODAY, BRON, LYON_METROPOLE, example.decided)
        reading = read_cell(example.raw, field, context)
        if reading.error:
            found.append(Line(reading.error, "à corriger", example.raw, ""))
        elif not reading.sure:
            found.append(Line(reading.rule or "", "question", example.raw, ""))
        elif reading.rule:
            after = reading.value or "; ".join(reading.moved.values())
            found.append(Line(reading.rule, "sûre", example.raw, after))
    return found


def across() -> list[Line]:
    """The rules that act on the sample files, or on none of them, and on no cell alone."""
    cells = {line.rule for kind in FIELD_TYPES.values() for line in of_kind(kind)}
    found: dict[str, Line] = {}
    for depot in samples():
        for each in depot.corrections:
            if each.row not in depot.set_aside:
                found.setdefault(each.rule, Line(each.rule, "sûre", each.before, each.after))
        for asked in depot.questions:
            found.setdefault(asked.rule, Line(asked.rule, "question", asked.value or "", ""))
        for issue in depot.issues:
            acts = "à corriger" if issue.severity == "error" else "dite"
            found.setdefault(issue.code, Line(issue.code, acts, issue.value or "", ""))
    rules = [rule for rule in messages.RULES if ":" not in rule and rule not in cells]
    return [found.get(rule, Line(rule, _acts(rule), "", "")) for rule in rules]


def _acts(rule: str) -> str:
    """How a rule acts that no sample file shows."""
    if rule in validate.RULES or rule in ERRORS:
        return "à corriger"
    if rule in SAID:
        return "dite"
    return "question" if rule in messages.SENTENCES else "sûre"


def samples() -> Iterable[Depot]:
    """Sample files of the gabarits; those of the tests: as handed in, answered, the year after."""
    for gabarit in load_all().values():
        for file in sorted((gabarit.folder / "exemples").glob("*.*")):
            yield run(Depot(file, gabarit, Settings(None, LYON_METROPOLE, today=TODAY)))
    with tempfile.TemporaryDirectory() as held:
        folder = Path(held)
        for hall in (*town_halls(), TRAPS):
            first = hall.check(folder)
            answers = {each.id: next(iter(each.candidates), None) for each in first.questions}
            settled = hall.check(folder, answers=answers)
            profile = Profile(**json.loads(profile_json(settled)))
            known = {"profile": profile, "previous": published(settled)}
            yield from (first, settled, hall.check(folder, cells=hall.cells[:-1], **known))


def table(lines: list[Line], most: int = MOST_EXAMPLES) -> list[str]:
    """A row a rule, with a few of its examples."""
    grouped: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        grouped.setdefault((line.rule, line.acts), []).append(line)
    rows = ["", "| Règle | | Vous écrivez | Devient |", "|---|---|---|---|"]
    for (rule, acts), held in grouped.items():
        shown = held[:: -(-len(held) // most)]
        before = "<br>".join(code(each.before) for each in shown)
        after = "<br>".join(code(each.after) or "(vide)" for each in shown)
        rows.append(f"| {named(rule)} | {acts} | {before} | {after if acts == 'sûre' else ''} |")
    return rows


def table_across(lines: list[Line]) -> list[str]:
    """A row a rule, with the sentence that is said where there is one."""
    rows = ["| Règle | | Ce qui vous est dit | Exemple |", "|---|---|---|---|"]
    for line in lines:
        told = (
            messages.sentence(line.rule, {}, FRENCH)[0] if line.rule in messages.SENTENCES else ""
        )
        example = code(line.before)
        if line.acts == "sûre" and line.before:
            example += f" → {code(line.after) or '(vide)'}"
        told = told.replace("|", "\\|").replace("\n", " ")
        rows.append(f"| {named(line.rule)} | {line.acts} | {told} | {example} |")
    return rows


def named(rule: str) -> str:
    return f"{messages.rule_label(rule, FRENCH)} (`{rule}`)".replace("|", "\\|")


def code(text: str) -> str:
    """A cell as it is, what does not show named."""
    if not text:
        return ""
    shown = "".join(_visible(char) for char in text)
    if len(shown) > LONGEST:
        shown = f"{shown[: LONGEST - 1]}…"
    shown = shown.replace("|", "\\|")
    fence = "``" if "`" in shown else "`"
    return f"{fence}{shown}{fence}"


def _visible(char: str) -> str:
    if char == " " or unicodedata.category(char)[0] in "LMNPS":
        return char
    return {"\n": "⏎", "\t": "⇥", "\u00a0": "⍽", "\u202f": "⍽"}.get(char, f"[U+{ord(char):04X}]")


def page() -> str:
    parts = [INTRODUCTION]
    text = {(line.rule, line.acts) for line in of_kind(FIELD_TYPES["text"])}
    for name, kind in FIELD_TYPES.items():
        lines = of_kind(kind)
        if name in LIKE_TEXT:
            lines = [line for line in lines if (line.rule, line.acts) not in text]
        if lines:
            most = MANY_EXAMPLES if name == "opening_hours" else MOST_EXAMPLES
            parts += ["", f"## {KINDS[name]}", *table(lines, most)]
    parts += [ACROSS, *table_across(across())]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(parts)).rstrip() + "\n"


def main(arguments: list[str]) -> int:
    made = page()
    if "--check" in arguments:
        same = PAGE.is_file() and PAGE.read_text(encoding="utf-8") == made
        say("docs/regles.md is up to date" if same else "python dev/make_rules_page.py, please")
        return 0 if same else 1
    PAGE.write_text(made, encoding="utf-8")
    say(f"{made.count(chr(10) + '| ')} lines of tables in {PAGE.relative_to(CHECKOUT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
