"""ckanext-xloader in a folder of its own, for the tests that check that it keeps off our tables.

It asks for other versions of shared libraries than CKAN does, so that it cannot be in the
environment of the tests; nor is it ever needed there but by these tests.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from instance import SHARED, SetupError, locked, say

PACKAGES = [
    "ckanext-xloader==2.6.0",
    "chardet==5.2.0",
    "ijson",
    "jsonlines",
    "linear-tsv",
    "tabulator==1.53.5",
    "unicodecsv",
    "unidecode",
    "xlrd",
]

# `ckanext` is one package: a second folder of it has to be told, before CKAN looks for plugins.
STARTUP = """\
import os

import ckanext

ckanext.__path__.append(os.path.join(os.path.dirname(__file__), "ckanext"))
"""


def folder() -> Path:
    """What PYTHONPATH must name; made the first time. Raises `SetupError`."""
    target = SHARED / "xloader"
    stamp = target / "packages"
    wanted = "\n".join(PACKAGES)
    with locked(SHARED / "xloader.lock"):
        if not stamp.exists() or stamp.read_text() != wanted:
            say("      ckanext-xloader, beside CKAN (the first time only)")
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--upgrade"]
            command += ["--target", str(target), *PACKAGES]
            if subprocess.run(command, check=False).returncode:
                raise SetupError("ckanext-xloader was not installed: see above.")
            (target / "sitecustomize.py").write_text(STARTUP)
            stamp.write_text(wanted)
    return target
