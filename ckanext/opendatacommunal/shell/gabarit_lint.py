"""`opendatacommunal gabarit lint`: every mistake in the folder of a gabarit, explained."""

from __future__ import annotations

from pathlib import Path

import click

from ckanext.opendatacommunal import linting
from ckanext.opendatacommunal.linting import Finding
from ckanext.opendatacommunal.messages import N_, Translate, translator
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.language import _

LINE = N_("line {line}")
ROW = N_("row {line}")
MARKS = {"error": "!", "warning": "-"}
FINE = N_("{folders} folder(s): nothing to mend.")
COUNTS = N_("{folders} folder(s): {errors} mistake(s), {warnings} thing(s) that could be better.")


@command(help=_("Explain every mistake in DIR, the folder of a gabarit or of several."))
@click.argument("folder", metavar=_("DIR"))
@options.json_option
@options.language_option
def lint(folder: str, json_file: str | None, language: str) -> int:
    path = Path(folder)
    if not path.is_dir():
        raise Failure("no-such-folder", name=folder)
    folders = linting.gabarit_folders(path)
    if not folders:
        raise Failure("no-gabarit-in-folder", name=folder)
    translate = translator(language)
    found = {each.resolve().name: linting.lint(each, translate) for each in folders}
    if json_file:
        output.write_json(json_file, list(_as_json(found, translate)))
    return report(found, translate, quiet=json_file == output.STANDARD_OUTPUT)


def report(found: dict[str, list[Finding]], translate: Translate, *, quiet: bool = False) -> int:
    """Say what was found in each folder, unless `quiet`; the status to leave with."""
    if not quiet:
        _say(found, translate)
    wrong = any(each.severity == "error" for all_of in found.values() for each in all_of)
    return 1 if wrong else 0


def _say(found: dict[str, list[Finding]], translate: Translate) -> None:
    for slug, findings in found.items():
        for each in findings:
            text = " ".join(part for part in each.said(translate) if part)
            click.echo(f"{MARKS[each.severity]} {_place(slug, each, translate)}: {text}")
    severities = [each.severity for all_of in found.values() for each in all_of]
    counts = {
        "folders": len(found),
        "errors": severities.count("error"),
        "warnings": severities.count("warning"),
    }
    click.echo(translate(COUNTS if severities else FINE).format(**counts))


def _place(slug: str, found: Finding, translate: Translate) -> str:
    name = f"{slug}/{found.file}"
    if found.line is None:
        return name
    of_table = found.file.endswith((".csv", ".xlsx", ".txt"))
    return f"{name}, {translate(ROW if of_table else LINE).format(line=found.line)}"


def _as_json(found: dict[str, list[Finding]], translate: Translate) -> list[dict[str, object]]:
    told = []
    for slug, findings in found.items():
        for each in findings:
            message, hint = each.said(translate)
            shown = {"code": each.code, "severity": each.severity, "message": message, "hint": hint}
            told.append({"gabarit": slug, "file": each.file, "line": each.line, **shown})
    return told
