"""The process that reads the files of strangers: its limits, its folder, its environment."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ckanext.opendatacommunal import confined
from ckanext.opendatacommunal.tests.pipeline.geocoders import misbehaving

LIMITS = confined.Limits(memory_mb=2048, seconds=60)


def run_instead(monkeypatch: pytest.MonkeyPatch, folder: Path, body: str) -> None:
    """Have the confined process run `body` in place of the command, under the same limits."""
    folder.mkdir()
    program = folder / "programme.py"
    program.write_text(
        f"""
import sys
from ckanext.opendatacommunal import confined_child, shell
shell_main = shell.main
def main(**options):
    {body}
shell.main = main
confined_child.main(sys.argv[1:])
"""
    )

    def command(limits: confined.Limits) -> list[str]:
        memory = limits.memory_mb * 1024 * 1024
        return [*confined.PYTHON, str(program), str(memory), str(limits.seconds)]

    monkeypatch.setattr(confined, "_command", command)


def test_it_is_the_command(tmp_path: Path) -> None:
    listed = json.loads(confined.run(["gabarits", "--json", "-"], tmp_path, LIMITS))
    assert "parcs-jardins" in {each["slug"] for each in listed}


def test_a_refusal_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "photo.csv").write_bytes(b"\x89PNG\r\n\x1a\n")
    arguments = ["check", str(tmp_path / "photo.csv"), "--gabarit", "parcs-jardins", "--json", "-"]
    with pytest.raises(confined.Refused) as refusal:
        confined.run(arguments, tmp_path, LIMITS)
    assert str(refusal.value).strip()
    assert "Traceback" not in str(refusal.value)


def test_too_much_memory_ends_that_process_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_instead(monkeypatch, tmp_path / "essai", "bytearray(1 << 40)")
    with pytest.raises(confined.Stopped) as stop:
        confined.run([], tmp_path, LIMITS)
    assert stop.value.reason == "too-large"


@pytest.mark.parametrize("body", ["raise ValueError('Mme Durand')", "cells = [][0]"])
def test_a_defect_is_told_from_a_large_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str
) -> None:
    run_instead(monkeypatch, tmp_path / "essai", body)
    with pytest.raises(confined.Stopped) as stop:
        confined.run([], tmp_path, LIMITS)
    assert (stop.value.reason, stop.value.status) == ("failed", 70)
    assert stop.value.failure in ("ValueError", "IndexError")


def test_a_defect_of_a_command_is_one_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    body = """shell.COMMANDS["gabarits"] = ("gabarits", "nothing", "")
    shell_main(["gabarits"], **options)"""
    run_instead(monkeypatch, tmp_path / "essai", body)
    with pytest.raises(confined.Stopped) as stop:
        confined.run([], tmp_path, LIMITS)
    assert (stop.value.reason, stop.value.failure) == ("failed", "AttributeError")


@pytest.mark.parametrize("body", ["import time; time.sleep(60)", "while True: pass"])
def test_too_much_time_ends_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    run_instead(monkeypatch, tmp_path / "essai", body)
    with pytest.raises(confined.Stopped) as stop:
        confined.run([], tmp_path, confined.Limits(memory_mb=2048, seconds=2))
    assert stop.value.reason == "too-long"


def test_neither_secrets_nor_the_file_s_folder_reach_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CKAN_SQLALCHEMY_URL", "postgresql://secret")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    # A file handed in that bears the name of a module must not be run.
    (tmp_path / "polars.py").write_text("raise SystemExit('run')")
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit('run')")
    body = "import os, polars; print(sorted(os.environ), polars.__file__, sys.path)"
    run_instead(monkeypatch, tmp_path / "essai", body)
    said = confined.run([], tmp_path, LIMITS).decode()
    assert "CKAN" not in said
    assert "PYTHON" not in said
    assert str(tmp_path / "polars.py") not in said


def _check_with_geocoder(folder: Path, url: str, more: dict[str, str]) -> list[str]:
    (folder / "parcs.csv").write_text("nom;voie;codepost;commune\nA;Rue du Lac;69780;Mions\n")
    arguments = ["check", str(folder / "parcs.csv"), "--gabarit", "parcs-jardins"]
    arguments += ["--geocoder", url, "--json", str(folder / "rapport.json")]
    confined.run(arguments, folder, LIMITS, more)
    told = json.loads((folder / "rapport.json").read_text(encoding="utf-8"))
    return [each["status"] for each in told["geocoding"]]


def test_a_geocoder_is_reached_through_the_proxy_of_the_site(tmp_path: Path) -> None:
    with misbehaving() as proxy:
        out = {"HTTP_PROXY": proxy.url}
        assert _check_with_geocoder(tmp_path, "http://geocodeur.invalid", out) == ["found"]
        assert proxy.calls == ["http://geocodeur.invalid/search/csv/"]


def test_a_geocoder_of_the_house_is_reached_beside_the_proxy(tmp_path: Path) -> None:
    with misbehaving() as server:
        out = {"HTTP_PROXY": "http://127.0.0.1:9", "NO_PROXY": "127.0.0.1"}
        assert _check_with_geocoder(tmp_path, server.url, out) == ["found"]
