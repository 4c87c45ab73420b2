"""`opendatacommunal consolidate`: a folder of mailed files in; one table, one board, one return
sheet per commune out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.consolidating import run
from ckanext.opendatacommunal.consolidating.coverage import Teller
from ckanext.opendatacommunal.consolidating.geocoding import CACHE, Asked
from ckanext.opendatacommunal.consolidating.journal import Locked
from ckanext.opendatacommunal.messages import translator
from ckanext.opendatacommunal.shell import options, output
from ckanext.opendatacommunal.shell.command import command
from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.geocoder import geocoder_of
from ckanext.opendatacommunal.shell.language import _

TABLE, BOARD = "consolide.csv", "couverture.html"
KEPT = ("lignes", "profils", "reponses", "retours", "choix.csv", "etat.json", BOARD,
        "couverture.csv", CACHE)  # fmt: skip
"""What the folder of reports holds: no table goes there."""

MOST_LINES = 20
WIDEST_NAME = 60


@command(help=_("Bring together the files that communes have mailed, all in the folder DIR."))
@click.argument("folder", metavar=_("DIR"))
@click.option("--gabarit", "slug", required=True, metavar="SLUG", help=_("Gabarit they follow."))
@click.option("--epci", required=True, metavar="SIREN", help=_("EPCI of the communes."))
@click.option("--out", metavar="F", help=_("Write the consolidated table (CSV)."))
@click.option(
    "--report-dir",
    required=True,
    metavar="R",
    help=_("Folder of the board, of the return sheets and of what the next run needs."),
)
@click.option("--geocoder", metavar="URL", help=_("Ask this server (addok) for missing points."))
@click.option("--geocoder-cache", metavar="F", help=_("Keep there what the geocoder answers."))
@click.option("--geocoder-version", metavar="V", help=_("Version of its addresses."))
@click.option(
    "--geocoder-calls",
    type=click.FloatRange(min=0, min_open=True),
    metavar="N",
    help=_("Calls a second it allows (default: 40)."),
)
@options.gabarits_dir_option
@options.language_option
def consolidate(folder: str, slug: str, **given: Any) -> int:
    order = _order(folder, slug, given)
    tell = Teller(translator(given["language"]))
    with _Bar(tell) as bar:
        try:
            outcome = run.consolidate(order, bar)
        except Locked as error:
            raise Failure("already-running", name=given["report_dir"]) from error
    if given["out"] == output.STANDARD_OUTPUT:
        output.write(output.STANDARD_OUTPUT, order.out.read_bytes())
    else:
        _say(outcome, order, tell)
    return 0 if outcome.settled else 1


def _order(folder: str, slug: str, given: dict[str, Any]) -> run.Order:
    if not Path(folder).is_dir():
        raise Failure("no-such-folder", name=folder)
    report_dir = Path(given["report_dir"])
    if report_dir.exists() and not report_dir.is_dir():
        raise Failure("report-dir-is-a-file", name=given["report_dir"])
    if communes.epci(given["epci"]) is None:
        raise Failure("unknown-epci", siren=given["epci"])
    return run.Order(
        folder=Path(folder),
        gabarit=options.deposited_gabarit(slug, given["gabarits_dirs"]),
        epci=given["epci"].strip(),
        report_dir=report_dir,
        out=_table(given["out"], report_dir),
        gabarits_dirs=given["gabarits_dirs"],
        language=given["language"],
        geocoder=_asked(report_dir, given),
    )


def _asked(report_dir: Path, given: dict[str, Any]) -> Asked | None:
    if given["geocoder"] is None:
        return None
    from ckanext.opendatacommunal.pipeline.geocoding.cache import base_name  # noqa: PLC0415

    cache, calls = given["geocoder_cache"], given["geocoder_calls"]
    if cache is None:
        report_dir.mkdir(parents=True, exist_ok=True)
        cache = str(report_dir / CACHE)
    # A wrong address or file is told now, not by each process.
    found = geocoder_of(given["geocoder"], cache, given["geocoder_version"], None, calls)
    assert found is not None  # noqa: S101 - there is an address
    base = base_name(found.server.url, given["geocoder_version"])
    return Asked(given["geocoder"], base, Path(cache).absolute(), found.server.calls_per_second)


def _table(name: str | None, report_dir: Path) -> Path:
    if name in (None, output.STANDARD_OUTPUT):
        return report_dir / TABLE
    path = Path(name)
    if path.is_dir():
        raise Failure("is-a-folder", name=name)
    reports = report_dir.resolve()
    if path.resolve().is_relative_to(reports) and (
        path.resolve().relative_to(reports).parts[0] in KEPT
    ):
        raise Failure("out-is-in-reports", name=name)
    return path


def _say(outcome: run.Outcome, order: run.Order, tell: Teller) -> None:
    if outcome.unchanged:
        click.echo(tell("board-unchanged")[0])
    click.echo(outcome.summary)
    for name, said in outcome.doubts[:MOST_LINES]:
        shown = name if len(name) <= WIDEST_NAME else f"…{name[-WIDEST_NAME:]}"
        click.echo(f"? {shown}\n  {said}")
    if len(outcome.doubts) > MOST_LINES:
        click.echo(tell("board-more", count=len(outcome.doubts) - MOST_LINES)[0])
    click.echo(tell("board-written", out=order.out, board=order.report_dir / BOARD)[0])


class _Bar(run.Progress):
    """A progress bar on standard error, where a person looks at it."""

    def __init__(self, tell: Teller) -> None:
        self.tell = tell
        self.bar: Any = None

    def __enter__(self) -> _Bar:
        return self

    def __exit__(self, *how: Any) -> None:
        self._end()

    def begin(self, code: str, steps: int) -> None:
        self._end()
        if steps and sys.stderr.isatty():
            label = self.tell(code)[0]
            self.bar = click.progressbar(length=steps, file=sys.stderr, label=label)
            self.bar.__enter__()

    def step(self) -> None:
        if self.bar is not None:
            self.bar.update(1)

    def _end(self) -> None:
        if self.bar is not None:
            self.bar.__exit__(None, None, None)
            self.bar = None
