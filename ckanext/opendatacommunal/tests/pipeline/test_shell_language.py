"""The command speaks French, or English where it is asked to, wherever the option stands."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ckanext.opendatacommunal.shell.language import chosen_language

CODE = "import sys; from ckanext.opendatacommunal.shell import main; main(sys.argv[1:])"


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ((), "fr"),
        (("check", "--lang", "en"), "en"),
        (("check", "--language", "en"), "en"),
        (("check", "--language=en"), "en"),
        (("--lang=en", "check"), "en"),
        (("--lang", "en", "check", "--lang", "fr"), "fr"),
        (("check", "en"), "fr"),
    ],
)
def test_the_option_is_seen_before_arguments_are_read(
    arguments: tuple[str, ...], language: str
) -> None:
    assert chosen_language(list(arguments)) == language


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "--help"), ("Nettoie et vérifie FICHIER", "[obligatoire]", "Montre cette aide")),
        (("--language", "en", "check", "--help"), ("Clean and check FILE", "[compulsory]")),
        (("--lang", "en", "gabarit", "parcs-jardins"), ("Say what to write",)),
    ],
)
def test_help_and_errors_are_in_the_language_said(
    arguments: tuple[str, ...], said: tuple[str, ...]
) -> None:
    command = [sys.executable, "-c", CODE, *arguments]
    ran = subprocess.run(command, check=False, capture_output=True, text=True)
    shown = ran.stdout + ran.stderr
    assert all(each in shown for each in said), shown
