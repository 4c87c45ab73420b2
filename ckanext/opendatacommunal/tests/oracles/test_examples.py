"""The examples of the gabarits, official and cleaned, have no error for the real Validata."""

from __future__ import annotations

from pathlib import Path

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.tests.oracles.conftest import Verdicts


def test_examples_are_valid(validata: Verdicts) -> None:
    pairs: list[tuple[Path, Path]] = [
        (example, gabarit.folder / "schema.json")
        for gabarit in gabarits.load_all().values()
        for name in ("valide.csv", "mions_attendu.csv")
        if (example := gabarit.folder / "exemples" / name).is_file()
    ]
    assert len(pairs) >= 15
    found = {
        f"{schema.parent.name}/{file.name}": verdict["crash"] or verdict["errors"]
        for (file, schema), verdict in zip(pairs, validata(pairs), strict=True)
    }
    assert {name: errors for name, errors in found.items() if errors} == {}
