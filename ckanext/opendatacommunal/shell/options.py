"""Arguments that several commands share."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ckanext.opendatacommunal.shell.errors import Failure
from ckanext.opendatacommunal.shell.language import LANGUAGES, NAMES, _

if TYPE_CHECKING:
    from ckanext.opendatacommunal.gabarits import Gabarit

file_argument = click.argument("file", metavar=_("FILE"))

json_option = click.option(
    "--json", "json_file", metavar="F", help=_("Write the result as JSON into F.")
)


def _language(ctx: click.Context, _option: click.Parameter, given: str | None) -> str:
    """That of the command, else that said before its name: `opendatacommunal --lang en check …`."""
    before = ctx.parent.params.get("language") if ctx.parent else None
    return given or before or LANGUAGES[0]


language_option = click.option(
    *NAMES,
    "language",
    type=click.Choice(LANGUAGES),
    callback=_language,
    help=_("Language of the sentences."),
)

gabarits_dir_option = click.option(
    "--gabarits-dir",
    "gabarits_dirs",
    multiple=True,
    metavar=_("DIR"),
    help=_("Folder of more gabarits; they replace those of the same name."),
)

sheet_option = click.option("--sheet", metavar=_("NAME"), help=_("Sheet of the workbook to read."))

epci_option = click.option("--epci", metavar="SIREN", help=_("EPCI whose communes come first."))


def existing_file(name: str) -> Path:
    """The path of a file to read. Raises `Failure` with a clear sentence when there is none."""
    path = Path(name)
    if path.is_dir():
        raise Failure("is-a-folder", name=name)
    if not path.is_file():
        raise Failure("no-such-file", name=name)
    return path


def known_gabarit(slug: str, dirs: tuple[str, ...]) -> Gabarit:
    from ckanext.opendatacommunal import gabarits  # noqa: PLC0415 - not every command reads one

    found = gabarits.find(slug, dirs)
    if found is None:
        slugs = [folder.name for folder in gabarits.folders(dirs)]
        raise Failure("unknown-gabarit", slug=slug, slugs=slugs)
    return found


def deposited_gabarit(slug: str, dirs: tuple[str, ...]) -> Gabarit:
    """One that files are made for. Raises `Failure`, which says where its rows come from."""
    found = known_gabarit(slug, dirs)
    if found.derived is not None:
        code = "made-of-the-portal" if found.derived.of_portal else "made-of-another"
        raise Failure(code, slug=slug, source=found.derived.source)
    if found.relay is not None:
        raise Failure("relayed", slug=slug, url=found.relay.url)
    return found


def all_gabarits(dirs: tuple[str, ...]) -> Mapping[str, Gabarit]:
    from ckanext.opendatacommunal import gabarits  # noqa: PLC0415 - not every command reads one

    return gabarits.load_all(dirs)


def deposited_gabarits(dirs: tuple[str, ...]) -> Mapping[str, Gabarit]:
    from ckanext.opendatacommunal import gabarits  # noqa: PLC0415 - not every command reads one

    return gabarits.load_deposited(dirs)
