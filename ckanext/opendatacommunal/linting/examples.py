"""The example files of a gabarit, handed in: the valid one passes, the others are recognised."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.linting.finding import Finding
from ckanext.opendatacommunal.linting.folder import Folder
from ckanext.opendatacommunal.messages import Translate, sentence
from ckanext.opendatacommunal.pipeline import run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.recognise import is_another_gabarit
from ckanext.opendatacommunal.pipeline.reporting.report import report

EXAMPLES = "exemples"
VALID = "valide.csv"
EXPECTED = "_attendu.csv"


def check(folder: Folder, translate: Translate, today: date) -> Iterator[Finding]:
    """Only for what communes deposit. Takes as long as checking the files does."""
    gabarit = folder.gabarit
    if gabarit is None or gabarit.kind != "deposit":
        return
    held = folder.path / EXAMPLES
    files = sorted(each for each in held.glob("*") if each.is_file()) if held.is_dir() else []
    right = [each for each in files if each.name == VALID or each.name.endswith(EXPECTED)]
    if not right:
        yield Finding(f"{EXAMPLES}/{VALID}", "lint-no-example", severity="warning")
    for path in files:
        yield from _of_file(path, gabarit, translate, today, valid=path in right)


def _of_file(
    path: Path, gabarit: Gabarit, translate: Translate, today: date, *, valid: bool
) -> Iterator[Finding]:
    name = f"{EXAMPLES}/{path.name}"
    try:
        depot = run(Depot(path, gabarit, Settings(today=today)))
    except UnreadableFile as error:
        reason, _hint = sentence(error.code, error.params, translate)
        yield Finding(name, "lint-example-unreadable", params={"reason": reason})
        return
    if is_another_gabarit(depot):
        yield Finding(name, "lint-example-other")
        return
    told = report(depot, translate=translate)
    if not valid or told["verdict"] == "valid":
        return
    said = [each for each in told["issues"] if each["severity"] == "error"]
    for each in (*told["questions"], *said)[:5]:
        rows = each.get("rows") or [each.get("row")]
        yield Finding(name, "lint-example-wrong", rows[0], {"reason": each["message"]})
