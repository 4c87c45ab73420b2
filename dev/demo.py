"""The demo: the whole way of a commune's file, on a CKAN of one's own.

python dev/demo.py             start everything; make what is not there yet; print where to look
python dev/demo.py --stop      stop the demo, and what tests may have left running
python dev/demo.py --remove    stop, then delete the data

Everything goes through the same actions a browser uses, over HTTP, each as the person who would do
it.
"""

from __future__ import annotations

import hashlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import api
import ckan_site
import servers
from instance import (
    CHECKOUT,
    Instance,
    SetupError,
    command_line,
    explain_and_exit,
    say,
    wait_until,
)

EPCI_LYON = "200046977"
GABARIT = "parcs-jardins"
EDITOR = "bron"
OPERATOR_PASSWORD = "operateur-de-demo"
EDITOR_PASSWORD = "referent-de-demo"
ANSWERED = {"commune", "other-commune", "missing-column", "ambiguous-column"}
"""Rules of the questions answered here with the first thing proposed; the rest is waived."""
STEPS = 6
ROUNDS = 5
"""At most so many rounds of answers: one answer may bring the next question."""


@dataclass(frozen=True)
class Sample:
    organisation: str
    file: str
    gabarit: str = GABARIT
    publish: bool = True

    @property
    def path(self) -> Path:
        return CHECKOUT / "schemas" / self.gabarit / "exemples" / self.file


# Bron published last year; this year's file waits with its questions, for the review page.
DEPOTS = [
    Sample("bron", "bron_parcs_2023.csv"),
    Sample("champagne-au-mont-d-or", "champagne_espaces_verts.xlsx"),
    Sample("lyon", "lyon_parcs_et_jardins.csv"),
    Sample("mions", "mions_parcs_jardins.csv"),
    Sample("rillieux-la-pape", "rillieux_PARCS.xlsx"),
    Sample("saint-didier-au-mont-d-or", "saint_didier_espaces_verts.txt"),
    Sample("vaulx-en-velin", "vaulx_en_velin_EV.csv"),
    # Public places also give the schools; grants and acts say what the law asks of a commune.
    Sample("mions", "mions_brut.csv", "etablissements-publics"),
    Sample("mions", "mions_brut.csv", "deliberations"),
    Sample("mions", "mions_brut.csv", "subventions"),
    Sample("mions", "mions_brut.csv", "toilettes"),
    Sample("bron", "bron_parcs_2024.csv", publish=False),
]


def main(arguments: list[str]) -> int:
    parser = command_line("demo.py", __doc__)
    parser.add_argument("--stop", action="store_true")
    parser.add_argument("--remove", action="store_true")
    options = parser.parse_args(arguments)
    try:
        instance = Instance.from_environment()
        if options.stop or options.remove:
            return end(instance, remove=options.remove)
        return demo(ckan_site.Site(instance, "demo", instance.site_port))
    except SetupError as error:
        return explain_and_exit(error)


def end(instance: Instance, remove: bool) -> int:
    """Stop the demo's instance and those of the tests; with ``remove``, delete their data."""
    stopped: list[str] = []
    for one in {each.run: each for each in (instance, *ckan_site.test_instances())}.values():
        for folder in (one.run / "sites").glob("*"):
            stopped += ckan_site.stop(ckan_site.Site(one, folder.name, one.site_port))
        stopped += servers.stop(one)
        if remove:
            servers.remove(one)
    say(f"Stopped: {', '.join(stopped)}." if stopped else "Nothing was running.")
    return 0


def demo(site: ckan_site.Site) -> int:
    begin = time.monotonic()
    step(1, "PostgreSQL, Redis and Solr")
    servers.start(site.instance)
    step(2, "the CKAN site: databases and tables")
    options = {
        "ckan.site_title": "Données ouvertes du territoire (démonstration)",
        "opendatacommunal.metropole": "metropole-de-lyon",
    }
    if not ckan_site.runs(site):
        ckan_site.prepare(site, options)
    operator = api.make_operator(site, OPERATOR_PASSWORD)
    as_operator = api.Api(site.url, operator.token)
    step(3, f"the web server on {site.url} and its worker")
    ckan_site.start(site)
    step(4, "the métropole and its 58 communes")
    load_communes(site)
    step(5, "the people")
    editor = api.make_editor(site, as_operator, EDITOR, EDITOR_PASSWORD)
    step(6, "the files of seven communes")
    waiting = deposit_all(site, as_operator, editor)
    say_where_to_look(site, waiting, time.monotonic() - begin)
    return 0


def step(number: int, what: str) -> None:
    say(f"[{number}/{STEPS}] {what[0].upper()}{what[1:]}")


def load_communes(site: ckan_site.Site) -> None:
    done = site.folder / "communes-loaded"
    if done.exists():
        return
    load = ["opendatacommunal", "communes", "load", "--epci", EPCI_LYON]
    ckan_site.ckan(site, *load, failure="The communes were not loaded.")
    done.touch()


def deposit_all(site: ckan_site.Site, operator: api.Api, editor: api.Login) -> str:
    """Deposit what is not there yet; give back the id of the dépôt that waits for answers."""
    as_editor = api.Api(site.url, editor.token)
    waiting = ""
    for sample in DEPOTS:
        # The référent of Bron deposits for Bron; the métropole for those who mailed their file.
        person = as_editor if sample.organisation == EDITOR else operator
        depot = deposited(person, sample) or deposit(person, sample)
        if sample.publish:
            depot = publish(person, depot)
        else:
            waiting = depot["id"]
        say(f"      {name_of(sample):<38} {summary(depot)}")
    return waiting


def name_of(sample: Sample) -> str:
    return sample.file if sample.gabarit == GABARIT else f"{sample.gabarit}/{sample.file}"


def deposited(person: api.Api, sample: Sample) -> dict[str, Any] | None:
    """The dépôt of this very file, if it was handed in before."""
    digest = hashlib.sha256(sample.path.read_bytes()).hexdigest()
    known = person.call(
        "opendatacommunal_depot_list",
        organisation=sample.organisation,
        gabarit=sample.gabarit,
        limit=100,
    )
    for depot in known["results"]:
        if depot["sha256"] == digest:
            return person.call("opendatacommunal_depot_show", id=depot["id"])
    return None


def deposit(person: api.Api, sample: Sample) -> dict[str, Any]:
    depot = person.call(
        "opendatacommunal_depot_create",
        upload=sample.path,
        gabarit=sample.gabarit,
        organisation=sample.organisation,
    )
    return settled(person, depot)


def settled(person: api.Api, depot: dict[str, Any]) -> dict[str, Any]:
    """Wait for the worker where it has to check or publish; a small file is done at once."""
    busy = {"recu", "verifie"}
    latest = depot

    def done() -> bool:
        nonlocal latest
        latest = person.call("opendatacommunal_depot_show", id=depot["id"])
        return latest["state"] not in busy and not latest.get("task")

    wait_until(done, f"dépôt {depot['file_name']}", 120)
    return latest


def publish(person: api.Api, depot: dict[str, Any]) -> dict[str, Any]:
    if depot["state"] in ("publie", "remplace"):
        return depot
    for _ in range(ROUNDS):
        answers = proposed_answers(depot)
        if not answers:
            break
        person.call("opendatacommunal_depot_answer", id=depot["id"], answers=answers)
        depot = settled(person, depot)
    person.call("opendatacommunal_depot_publish", id=depot["id"], waive=True)
    return settled(person, depot)


def proposed_answers(depot: dict[str, Any]) -> dict[str, str]:
    """The first thing proposed, for each question of a rule in `ANSWERED` that still stands."""
    given = depot.get("answers") or {}
    return {
        question["id"]: question["candidates"][0]
        for question in depot["report"]["questions"]
        if question["rule"] in ANSWERED and question["candidates"] and question["id"] not in given
    }


def summary(depot: dict[str, Any]) -> str:
    counts = depot["counts"]
    return (
        f"{depot['state']}: {counts['publishable']} rows out of {counts['rows']},"
        f" {counts['corrections']} corrections, {counts['questions']} questions left"
    )


def say_where_to_look(site: ckan_site.Site, waiting: str, seconds: float) -> None:
    say(
        f"""
Ready in {seconds:.0f} s: {site.url}
  operator            {api.OPERATOR} / {OPERATOR_PASSWORD}
  editor of Bron      referent-{EDITOR} / {EDITOR_PASSWORD}
Worth opening:
  {site.url}/depots/{waiting}   (log in as the editor: a file waiting for answers)
  {site.url}/couverture   (who has published what)
  {site.url}/commune/69029   (a commune's page)
  {site.url}/dataset/{GABARIT}   (one table for all communes)
  {site.url}/w/1/table?commune=69283&gabarit={GABARIT}   (the widget a commune pastes into its site)
`make stop` stops everything; `make demo` starts it again.
"""
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
