"""The documentation keeps up with the code: each option is explained, none is invented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

PACKAGE = Path(__file__).parents[2]
ROOT = PACKAGE.parents[1]
GUIDE = ROOT / "docs" / "operateur.md"

pytestmark = pytest.mark.skipif(
    not GUIDE.is_file(), reason="the documentation is in the repository, not in the wheel"
)


def test_the_operators_guide_explains_every_option_and_no_other():
    declared = yaml.safe_load((PACKAGE / "config_declaration.yaml").read_text())
    options = {option["key"] for group in declared["groups"] for option in group["options"]}
    explained = set(re.findall(r"^\| `(opendatacommunal\.\w+)`", GUIDE.read_text(), re.MULTILINE))
    assert explained == options


def test_links_between_pages_lead_somewhere():
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text()):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
