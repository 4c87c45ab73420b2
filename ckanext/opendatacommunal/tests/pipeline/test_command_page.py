"""The page on the command names every command and every option of `check`, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ckanext.opendatacommunal.shell import COMMANDS
from ckanext.opendatacommunal.shell.check import check

PAGE = Path(__file__).parents[4] / "docs" / "commande.md"

pytestmark = pytest.mark.skipif(
    not PAGE.is_file(), reason="the documentation is in the repository, not in the wheel"
)


def test_every_command_is_shown() -> None:
    shown = set(
        re.findall(
            r"^opendatacommunal (gabarit (?:lint|new)|\w+)", PAGE.read_text("utf-8"), re.MULTILINE
        )
    )
    assert shown == set(COMMANDS)


def test_every_option_of_check_is_explained() -> None:
    text = PAGE.read_text("utf-8")
    options = {option for param in check.params for option in param.opts if option[:2] == "--"}
    elsewhere = {"--lang", "--language", "--gabarits-dir"}
    explained = set(re.findall(r"^\| `(--[\w-]+)`", text, re.MULTILINE))
    assert explained == options - elsewhere
    assert all(f"`{option}" in text for option in elsewhere)
