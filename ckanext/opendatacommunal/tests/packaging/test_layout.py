from __future__ import annotations

import configparser
import importlib.metadata
import subprocess
import sys
from pathlib import Path

import pytest

import make_examples  # beside the package, in dev/


def test_ckanext_stays_open_to_other_extensions(checkout: Path) -> None:
    assert not (checkout / "ckanext" / "__init__.py").exists()


def test_the_command_needs_no_ckan() -> None:
    """Nothing of CKAN is even imported where it happens to be installed."""
    code = (
        "import sys\n"
        "import ckanext.opendatacommunal.shell, ckanext.opendatacommunal.pipeline\n"
        "print([name for name in sys.modules if name.split('.')[0] == 'ckan'])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_extra_ckan_never_brings_ckan_itself() -> None:
    wanted = importlib.metadata.requires("ckanext-opendatacommunal") or []
    names = {one.split(">")[0].split("=")[0].split("<")[0].split(" ")[0] for one in wanted}
    assert "ckan" not in names
    assert {"ckanext-scheming", "ckanext-spatial", "ckanext-dcat"} <= names


@pytest.mark.parametrize(
    "plugin", ["opendatacommunal", "opendatacommunal_embed", "opendatacommunal_feeds"]
)
def test_plugins_are_announced(plugin: str) -> None:
    names = {one.name for one in importlib.metadata.entry_points(group="ckan.plugins")}
    assert plugin in names


def test_our_plugins_stand_before_scheming_in_the_tests(checkout: Path) -> None:
    ini = configparser.RawConfigParser()
    ini.read(checkout / "test.ini", encoding="utf-8")
    plugins = ini["app:main"]["ckan.plugins"].split()
    assert plugins.index("opendatacommunal") < plugins.index("scheming_datasets")


def test_samples_are_those_of_their_script(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    committed = make_examples.FOLDER
    monkeypatch.setattr(make_examples, "FOLDER", tmp_path)
    monkeypatch.setattr(make_examples, "CHECKOUT", tmp_path)
    make_examples.main()
    for path in tmp_path.iterdir():
        assert path.read_bytes() == (committed / path.name).read_bytes(), path.name


def test_nothing_tells_where_it_was_made(checkout: Path) -> None:
    """No path of somebody's machine in what is published."""
    command = ["git", "grep", "-I", "-l", "-E", r"/(home|root|Users)/[a-z]", "--", ":!*/tests/*"]
    done = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    assert done.stdout == ""
