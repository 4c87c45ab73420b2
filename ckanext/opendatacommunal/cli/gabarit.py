"""`ckan opendatacommunal gabarit …`: gabarits of the operator's own."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import click

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import config
from ckanext.opendatacommunal.messages import N_, Translate, sentence, translator
from ckanext.opendatacommunal.pipeline.errors import UsageError

if TYPE_CHECKING:
    from ckanext.opendatacommunal.linting import Finding

WHERE = N_("Say in which folder: --dir DIR, or the option opendatacommunal.gabarits_dirs.")
MADE = N_("{folder}: made, to be read over.")
TO_LIST = N_("Add {folder} to the option opendatacommunal.gabarits_dirs.")
RESTART = N_(
    "Read it over, then restart CKAN and its job worker: the gabarit {slug} will be there."
)


@click.group()
def gabarit() -> None:
    """Gabarits of your own."""


@gabarit.command("import")
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--dir", "parent", type=click.Path(file_okay=False, path_type=Path), metavar="DIR")
@click.option("--slug", metavar="SLUG", help="Name of the gabarit, instead of the schema's.")
@click.option("--title", metavar="T", help="Title, instead of the schema's.")
def import_(source: str, parent: Path | None, slug: str | None, title: str | None) -> None:
    """Make the folder of a gabarit from a Table Schema, such as one of the national registry."""
    translate = translator(tk.config["ckan.locale_default"])
    listed = [Path(each) for each in config.gabarits_dirs()]
    place = parent or next(iter(listed), None)
    if place is None:
        raise click.UsageError(translate(WHERE))
    try:
        folder, findings = _made(source, place, slug, title, translate)
    except UsageError as error:
        raise click.ClickException(_said(error, translate)) from error
    click.echo(translate(MADE).format(folder=folder))
    for each in findings:
        text = " ".join(part for part in each.said(translate) if part)
        click.echo(f"- {each.file}: {text}")
    if place.resolve() not in [each.resolve() for each in listed]:
        click.echo(translate(TO_LIST).format(folder=place))
    click.echo(translate(RESTART).format(slug=folder.name))


def _made(
    source: str, place: Path, slug: str | None, title: str | None, translate: Translate
) -> tuple[Path, list[Finding]]:
    # They bring polars: every command of CKAN loads this module, `jobs worker` too, which forks.
    from ckanext.opendatacommunal.importing import make_folder  # noqa: PLC0415
    from ckanext.opendatacommunal.importing.download import download, is_address  # noqa: PLC0415
    from ckanext.opendatacommunal.linting import lint  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as held:
        path = Path(source)
        if is_address(source):
            path = Path(held) / "schema.json"
            path.write_bytes(download(source))
        elif not path.is_file():
            raise UsageError("no-such-file", name=source)
        place.mkdir(parents=True, exist_ok=True)
        folder = make_folder(path, place / (slug or _slug(path)), title=title)
    return folder, lint(folder, translate)


def _slug(path: Path) -> str:
    """Of a schema that is no JSON, any: it is refused further on with its reason."""
    from ckanext.opendatacommunal.importing import slug_of  # noqa: PLC0415 - as above

    try:
        schema = json.loads(path.read_bytes())
    except ValueError:
        schema = None
    return slug_of(schema if isinstance(schema, dict) else {}, path.name)


def _said(error: UsageError, translate: Translate) -> str:
    return "\n".join(part for part in sentence(error.code, error.params, translate) if part)
