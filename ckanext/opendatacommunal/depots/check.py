"""Check a dépôt: the command `opendatacommunal`, in a confined process, on the file as received."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.opendatacommunal import config, confined, storage
from ckanext.opendatacommunal.depots import geocoding, lookup, outcome, previous, proposal, scope
from ckanext.opendatacommunal.model import Depot, Profil
from ckanext.opendatacommunal.publish.siret import siret_of

log = logging.getLogger(__name__)

OUTPUTS = {
    "rapport": ("--json", "rapport.json"),
    "lignes": ("--lignes", "lignes.jsonl"),
    "ecartees": ("--rejects", "ecartees.csv"),
    "retour": ("--xlsx", "retour.xlsx"),
    "profil": ("--save-profile", "profil-suivant.json"),
}
"""Name of a stored file → option of `check` that makes it, and its name meanwhile."""


def check(depot: Depot) -> None:
    """Run the pipeline and record its outcome in `depot`; the caller commits.

    Where the gabarit or the organisation is not known, they are first proposed from the file; if
    they cannot be, the dépôt stays `recu` with a message.
    """
    with _file_of(depot) as path:
        try:
            proposal.complete(depot, path, limits())
            if depot.gabarit and depot.organisation_id:
                _run(depot, path)
        except confined.Refused as refusal:
            outcome.unreadable(depot, str(refusal), _report_in(path.parent.parent))
        except confined.Stopped as stop:
            log.error(  # noqa: TRY400  (where it broke is in another process)
                "Check of dépôt %s ended: %s, exit status %s, exception %s",
                *(depot.id, stop.reason, stop.status, stop.failure),
            )
            outcome.unreadable(depot, _stopped(stop))


def limits() -> confined.Limits:
    return confined.Limits(config.pipeline_memory_mb(), config.pipeline_seconds())


@contextmanager
def _file_of(depot: Depot) -> Iterator[Path]:
    """The raw file, under its own name, in a folder that is deleted afterwards."""
    with TemporaryDirectory(prefix="opendatacommunal-") as name:
        folder = Path(name) / "fichier"
        folder.mkdir()
        path = folder / depot.file_name
        storage.fetch(depot.files["fichier"], path)
        yield path


def _run(depot: Depot, path: Path) -> None:
    folder = path.parent.parent
    # Read before the rows: a publication in between then only makes us check once more.
    depot.scope_version = scope.version(scope.Scope.of(depot))
    confined.run(_arguments(depot, path, folder), folder, limits(), geocoding.environment())
    report = _report_in(folder)
    if report is None:
        raise confined.Stopped("failed", 0)
    depot.files = {**depot.files, **_stored(depot, folder)}
    outcome.record(depot, report)
    geocoding.keep(folder)
    geocoding.ask_again_later(depot)


def _report_in(folder: Path) -> dict[str, Any] | None:
    made = folder / OUTPUTS["rapport"][1]
    return json.loads(made.read_text(encoding="utf-8")) if made.is_file() else None


def _arguments(depot: Depot, path: Path, folder: Path) -> list[str]:
    gabarit = lookup.gabarit(str(depot.gabarit))
    commune = lookup.commune_of(str(depot.organisation_id))
    depot.commune = commune.insee if commune else None
    arguments = ["check", str(path), "--gabarit", gabarit.slug, "--lang", language()]
    for each in config.gabarits_dirs():
        arguments += ["--gabarits-dir", each]
    if commune:
        arguments += ["--commune", commune.insee]
    arguments += _producer(str(depot.organisation_id), named=commune is None)
    arguments += ["--answers", str(_json(folder / "reponses.json", depot.answers))]
    known = model.Session.get(Profil, (depot.organisation_id, gabarit.slug))
    if known:
        profile = {"columns": known.columns, "values": known.values}
        arguments += ["--profile", str(_json(folder / "profil.json", profile))]
    of_depot = scope.Scope.of(depot)
    if previous.write_previous(of_depot, gabarit, folder / "precedent.csv"):
        arguments += ["--previous", str(folder / "precedent.csv")]
    if previous.write_reserved(of_depot, folder / "reserves.txt"):
        arguments += ["--reserved", str(folder / "reserves.txt")]
    arguments += geocoding.arguments(depot.commune, folder)
    for option, name in OUTPUTS.values():
        arguments += [option, str(folder / name)]
    return arguments


def _producer(organisation_id: str, *, named: bool) -> list[str]:
    """What is known of the organisation; `named`: its own name, where no commune gives one."""
    organisation = model.Group.get(organisation_id)
    siret = siret_of(organisation) if organisation else None
    name = organisation.title or organisation.name if organisation and named else None
    return [*(("--siret", siret) if siret else ()), *(("--producer", name) if name else ())]


def language() -> str:
    """Reports are kept in the language of the site, whoever looks at them."""
    return "en" if str(tk.config.get("ckan.locale_default", "fr")).startswith("en") else "fr"


def _json(path: Path, content: Any) -> Path:
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    return path


def _stored(depot: Depot, folder: Path) -> dict[str, str]:
    return {
        name: storage.store(folder / file, f"{depot.id}/{file}")
        for name, (_option, file) in OUTPUTS.items()
        if (folder / file).is_file()
    }


def _stopped(stop: confined.Stopped) -> str:
    if stop.reason == "too-long":
        return tk._(
            "Checking this file takes too long. Split it in several files, or keep only the sheet "
            "that holds the table, then deposit it again."
        )
    if stop.reason == "failed":
        return tk._(
            "A fault of the portal interrupted the check of this file. The file is kept, and the "
            "administrators of the portal find a trace of the fault: write to them."
        )
    return tk._(
        "This file is too large to be checked. Keep only the sheet that holds the table, without "
        "pictures or formatting, then deposit it again."
    )
