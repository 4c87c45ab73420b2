"""`opendatacommunal check`: the whole pipeline on one file."""

from __future__ import annotations

import json
import sys
from typing import Any

import click
import polars as pl

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import Translate, translator
from ckanext.opendatacommunal.messages.numbers import MORE, grouped
from ckanext.opendatacommunal.pipeline import STEPS, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Profile, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.fields.company_code import is_siret
from ckanext.opendatacommunal.pipeline.identity.previous_rows import read_previous
from ckanext.opendatacommunal.pipeline.reporting.report import report, unreadable_report
from ckanext.opendatacommunal.pipeline.shapes import are_answers, is_profile
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.geocoder import geocoder_of
from ckanext.opendatacommunal.shell.language import _

# A file of that size takes long enough for a person to wonder.
WORTH_A_BAR_BYTES = 2_000_000

MOST_LINES = 40

FILES = ("out", "rejects", "geojson", "lignes", "html", "xlsx", "save_profile")
"""Options that name a file to write besides the report."""


@command(help=_("Clean and check FILE against a gabarit; nothing of FILE is changed."))
@options.file_argument
@click.option("--gabarit", "slug", required=True, metavar="SLUG", help=_("Gabarit it follows."))
@click.option("--commune", metavar="INSEE", help=_("Commune that hands it in."))
@click.option("--producer", metavar=_("NAME"), help=_("Name of who hands it in, if no commune."))
@click.option("--siret", metavar="SIRET", help=_("SIRET of who hands it in."))
@click.option("--profile", metavar="P.json", help=_("Answers saved from an earlier file."))
@click.option("--answers", metavar="A.json", help=_("Answers to the questions of this file."))
@click.option("--save-profile", metavar="P.json", help=_("Save the answers for the next file."))
@click.option("--previous", metavar=_("OLD.csv"), help=_("Rows as they were last published."))
@click.option("--reserved", metavar="F", help=_("Identifiers not to give, one a line."))
@click.option("--geocoder", metavar="URL", help=_("Ask this server (addok) for missing points."))
@click.option("--geocoder-cache", metavar="F", help=_("Keep there what the geocoder answers."))
@click.option("--geocoder-version", metavar="V", help=_("Version of its addresses."))
@click.option(
    "--geocoder-seconds",
    type=float,
    metavar="N",
    help=_("Wait no longer for it (default: enough)."),
)
@click.option(
    "--geocoder-calls",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help=_("Calls a second it allows (default: 40)."),
)
@options.sheet_option
@options.json_option
@click.option("--out", metavar="F", help=_("Write the publishable rows, clean (CSV)."))
@click.option("--rejects", metavar="F", help=_("Write the rows set aside, with the reason (CSV)."))
@click.option("--geojson", metavar="F", help=_("Write the publishable rows as GeoJSON."))
@click.option("--html", metavar="F", help=_("Write a return sheet to send to the town hall."))
@click.option("--xlsx", metavar="F", help=_("Write the file back, cells to mend coloured."))
@click.option("--lignes", metavar="F", help=_("Write every row with its state (JSON lines)."))
@options.gabarits_dir_option
@options.language_option
def check(file: str, slug: str, **given: Any) -> int:
    path = options.existing_file(file)
    gabarit = options.deposited_gabarit(slug, given["gabarits_dirs"])
    translate = translator(given["language"])
    try:
        depot = _run(Depot(path, gabarit, _settings(gabarit, given)))
    except UnreadableFile as error:
        if given["json_file"]:
            output.write_json(given["json_file"], unreadable_report(path, error, translate))
        raise
    told = report(depot, translate=translate)
    if given["json_file"]:
        output.write_json(given["json_file"], told)
    _write_outputs(depot, told, translate, given)
    if output.STANDARD_OUTPUT not in given.values():
        _say(told, translate)
    return 0 if told["verdict"] == "valid" else 1


def _run(depot: Depot) -> Depot:
    large = depot.path.stat().st_size > WORTH_A_BAR_BYTES
    if not (large and sys.stderr.isatty()):
        return run(depot)
    with click.progressbar(STEPS, file=sys.stderr, label=depot.path.name) as steps:
        return run(depot, steps)


def _settings(gabarit: Gabarit, given: dict[str, Any]) -> Settings:
    commune, epci = given["commune"], None
    if commune:
        known = communes.get(commune)
        if known is None:
            raise Failure("unknown-commune", insee=commune)
        commune = communes.current(commune) or commune
        current = communes.get(commune)
        epci = current.epci if current else None
    return Settings(
        commune=commune,
        epci=epci,
        producer=given["producer"],
        siret=_siret(given["siret"]),
        profile=_profile(given["profile"]),
        answers=_answers(given["answers"]),
        previous=_previous(given["previous"], gabarit),
        reserved=_reserved(given["reserved"]),
        sheet=given["sheet"],
        geocoder=geocoder_of(
            given["geocoder"],
            given["geocoder_cache"],
            given["geocoder_version"],
            given["geocoder_seconds"],
            given["geocoder_calls"],
        ),
    )


def _siret(given: str | None) -> str | None:
    if given is None:
        return None
    digits = "".join(given.split())
    if not is_siret(digits):
        raise Failure("bad-siret", siret=given)
    return digits


def _profile(name: str | None) -> Profile:
    content = _json(name)
    if not is_profile(content):
        raise Failure("bad-profile", name=name)
    return Profile(content.get("columns", {}), content.get("values", {}))


def _answers(name: str | None) -> dict[str, str | None]:
    content = _json(name)
    if not are_answers(content):
        raise Failure("bad-answers", name=name)
    return content


def _json(name: str | None) -> dict[str, Any]:
    if name is None:
        return {}
    try:
        content = json.loads(options.existing_file(name).read_text(encoding="utf-8-sig"))
    except ValueError as error:
        raise Failure("bad-json", name=name) from error
    if not isinstance(content, dict):
        raise Failure("bad-json", name=name)
    return content


def _previous(name: str | None, gabarit: Gabarit) -> pl.DataFrame | None:
    if name is None:
        return None
    return read_previous(options.existing_file(name), gabarit)


def _reserved(name: str | None) -> frozenset[str]:
    if name is None:
        return frozenset()
    lines = options.existing_file(name).read_text(encoding="utf-8-sig").splitlines()
    return frozenset(line.strip() for line in lines if line.strip())


def _write_outputs(
    depot: Depot, told: dict[str, Any], translate: Translate, given: dict[str, Any]
) -> None:
    if not any(given[name] for name in FILES):
        return
    from ckanext.opendatacommunal.pipeline import export  # noqa: PLC0415 - for who wants a file

    made = {
        "out": lambda: export.clean_csv(depot),
        "rejects": lambda: export.rejects_csv(depot, told, translate),
        "geojson": lambda: export.geojson(depot),
        "lignes": lambda: export.lignes(depot),
        "html": lambda: export.return_sheet(told, depot.gabarit, translate, given["language"]),
        "xlsx": lambda: export.annotated_workbook(depot, told, translate),
        "save_profile": lambda: export.profile_json(depot),
    }
    for name in FILES:
        if given[name]:
            output.write(given[name], made[name]())


def _say(told: dict[str, Any], translate: Translate) -> None:
    """The verdict, then what a person must look at first."""
    click.echo(told["message"])
    marks = {"error": "!", "warning": "-"}
    lines = [f"? {asked['message']}" for asked in told["questions"]]
    for severity, mark in marks.items():
        shown = (issue for issue in told["issues"] if issue["severity"] == severity)
        lines += [f"{mark} {issue['message']}" for issue in shown]
    for line in lines[:MOST_LINES]:
        click.echo(line)
    if len(lines) > MOST_LINES:
        click.echo(translate(MORE).format(count=grouped(len(lines) - MOST_LINES, translate)))
