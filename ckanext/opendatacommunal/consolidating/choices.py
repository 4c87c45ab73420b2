"""What the operator has settled: one line a file in `choix.csv`, which a spreadsheet opens.

The tool adds a line for each file that it cannot settle alone, and never touches what was typed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import names
from ckanext.opendatacommunal.consolidating.producers import Producer

FILE_NAME = "choix.csv"
COLUMNS = ("fichier", "commune", "decision", "question")
"""Names of its columns, whatever the language of the sentences: the file is read back."""

Decision = Literal["", "ignorer", "retenir", "ajouter"]
DECISIONS: Mapping[str, Decision] = {
    **dict.fromkeys(("ignorer", "ignore", "exclure", "non"), "ignorer"),
    **dict.fromkeys(("retenir", "retenu", "garder", "oui"), "retenir"),
    **dict.fromkeys(("ajouter", "ajout", "ajoute"), "ajouter"),
}
EPCI_WORDS = ("metropole", "epci", "intercommunalite")


@dataclass(frozen=True)
class Choice:
    """`commune`, `decision`: as typed. `producer`: code of who `commune` names, None if it names
    no one. `what`: the decision understood, "" if none was typed or it was not understood."""

    file: str
    commune: str = ""
    decision: str = ""
    producer: str | None = None
    what: Decision = ""

    @property
    def wrong(self) -> str | None:
        """What was typed and cannot be understood."""
        if self.commune and self.producer is None:
            return self.commune
        return self.decision if self.decision and not self.what else None


def read(path: Path, producers: Mapping[str, Producer], epci: str) -> dict[str, Choice]:
    """File → what was typed for it; lines where nothing was are left out."""
    if not path.is_file():
        return {}
    content = path.read_bytes()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:  # saved by a spreadsheet in the code page of Windows
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    lines = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if ";" in first else ",")
    found = {}
    for line in lines:
        file, commune, decision = ((line.get(name) or "").strip() for name in COLUMNS[:3])
        if file and (commune or decision):
            known = _producer(commune, producers, epci)
            what = DECISIONS.get(names.plain(decision).strip(), "")
            found[file] = Choice(file, commune, decision, known, what)
    return found


def written(choices: Mapping[str, Choice], questions: Mapping[str, str]) -> bytes:
    """The file with what was typed, and a line for each of `questions` (file → what to settle)."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for file in sorted({*choices, *questions}):
        typed = choices.get(file, Choice(file))
        writer.writerow([file, typed.commune, typed.decision, questions.get(file, "")])
    return out.getvalue().encode("utf-8-sig")


def _producer(text: str, producers: Mapping[str, Producer], epci: str) -> str | None:
    if not text:
        return None
    if text in producers:
        return text
    plain = " ".join(names.plain(text).split())
    if plain in EPCI_WORDS or plain == " ".join(names.plain(producers[epci].name).split()):
        return epci
    found = communes.resolve(text, epci=epci)
    return found.commune if found.commune in producers else None


def unknown_files(choices: Iterable[str], there: Iterable[str]) -> list[str]:
    """Files that were settled and are no longer in the folder."""
    return sorted(set(choices) - set(there))
