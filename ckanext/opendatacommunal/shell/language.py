"""The language of the command: French, unless `--lang en` is among its arguments."""

from __future__ import annotations

import sys
from itertools import pairwise

from ckanext.opendatacommunal.messages import Translate, translator

LANGUAGES = ("fr", "en")
NAMES = ("--lang", "--language")


def chosen_language(arguments: list[str] | None = None) -> str:
    """Read before the arguments are parsed: help and usage errors are shown in it too."""
    given = sys.argv[1:] if arguments is None else arguments
    split = [part for each in given for part in each.split("=", 1)]
    wanted = [after for option, after in pairwise(split) if option in NAMES]
    return "en" if wanted[-1:] == ["en"] else "fr"


_: Translate = translator(chosen_language())
