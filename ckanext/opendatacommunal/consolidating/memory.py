"""What the folder of reports keeps for the next run, and a person may edit: rows, profils d'import,
answers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.consolidating import lignes, state
from ckanext.opendatacommunal.consolidating.journal import Journal
from ckanext.opendatacommunal.consolidating.lignes import Ligne
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.shapes import are_answers, is_profile


class Memory:
    """`lignes/<code>.csv`, `profils/<code>.json` and `reponses/<code>.json` of each producer.

    `wrong`: names of the files that hold something else than what is expected.
    """

    def __init__(self, report_dir: Path, gabarit: Gabarit, producers: Iterable[str]) -> None:
        self.report_dir, self.gabarit, self.producers = report_dir, gabarit, list(producers)
        self.wrong: list[str] = []
        self._read: dict[str, dict[str, Any]] = {}
        self._known: dict[str, list[Ligne]] = {}

    def rows(self) -> dict[str, list[Ligne]]:
        """Producer → its rows, for those that have any."""
        found = {code: lignes.load(self._rows_of(code), self.gabarit) for code in self.producers}
        self._known = {code: list(rows) for code, rows in found.items() if rows}
        return {code: rows for code, rows in found.items() if rows}

    def answers(self, code: str) -> dict[str, str | None]:
        """Question → answer; what is added is written at the end of the run."""
        return self._json(f"reponses/{code}.json", are_answers)

    def profile(self, code: str) -> dict[str, Any]:
        """`columns` and `values`, or nothing."""
        return self._json(f"profils/{code}.json", is_profile)

    def put(
        self,
        journal: Journal,
        rows: Mapping[str, Iterable[Ligne]],
        profiles: Mapping[str, Mapping[str, Any]],
    ) -> None:
        for code in self.producers:
            if rows.get(code) and rows[code] != self._known.get(code):
                journal.put(self._rows_of(code), lignes.written(rows[code], self.gabarit))
            profile, answers = f"profils/{code}.json", f"reponses/{code}.json"
            made = {profile: profiles.get(code), answers: self._read.get(answers)}
            for name, content in made.items():
                # A profile of empty parts is none; an answer may well be null.
                empty = not content or (name == profile and not any(content.values()))
                if content and not empty and name not in self.wrong:
                    journal.put(self.report_dir / name, state.as_json(content))

    def _rows_of(self, code: str) -> Path:
        return self.report_dir / "lignes" / f"{code}.csv"

    def _json(self, name: str, is_right: Any) -> dict[str, Any]:
        if name not in self._read:
            content = state.load_json(self.report_dir / name)
            if content is None or not is_right(content):
                self.wrong.append(name)
                content = {}
            self._read[name] = content
        return self._read[name]
