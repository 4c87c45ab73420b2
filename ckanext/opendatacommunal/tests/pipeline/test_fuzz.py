"""Damaged and hostile files: a table or one sentence, never anything else. `bench/fuzz.py` goes on
with thousands more, under limits of time and memory."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.messages import sentence, translator
from ckanext.opendatacommunal.pipeline import export, run
from ckanext.opendatacommunal.pipeline.depot import Depot, Settings
from ckanext.opendatacommunal.pipeline.errors import UnreadableFile
from ckanext.opendatacommunal.pipeline.reporting.report import report

from .mutations import file
from .parks import TODAY, gabarit

FILES, PER_TEST = 300, 30


@pytest.mark.parametrize("first", range(0, FILES, PER_TEST))
def test_a_damaged_file_is_read_or_refused_in_one_sentence(tmp_path: Path, first: int) -> None:
    translate = translator("fr")
    for index in range(first, first + PER_TEST):
        name, content = file(1, index)
        path = tmp_path / name
        path.write_bytes(content)
        try:
            depot = run(Depot(path, gabarit(), Settings("01004", today=TODAY)))
        except UnreadableFile as refusal:
            text, hint = sentence(refusal.code, refusal.params, translate)
            assert text.endswith((".", "…"))
            assert hint
        else:
            told = report(depot, translate=translate)
            assert told["counts"]["rows"] > 0
            export.clean_csv(depot)
