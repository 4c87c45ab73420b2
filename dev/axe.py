"""axe-core, the accessibility checker: fetched from npm once, run inside a page of a browser."""

from __future__ import annotations

import subprocess
import tarfile
from pathlib import Path
from typing import TYPE_CHECKING

from instance import SHARED, SetupError, locked, require

if TYPE_CHECKING:
    from playwright.sync_api import Page

VERSION = "4.14"
TAGS = ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "RGAAv4", "best-practice"]


def script() -> Path:
    """The checker's file, fetched from npm the first time."""
    folder = SHARED / f"axe-core-{VERSION}"
    path = folder / "package" / "axe.min.js"
    with locked(SHARED / "axe-core.lock"):
        if not path.exists():
            require("npm")
            folder.mkdir(parents=True, exist_ok=True)
            command = ["npm", "pack", "--silent", f"axe-core@{VERSION}"]
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
            if done.returncode:
                raise SetupError(f"axe-core was not fetched from npm:\n{done.stderr[-800:]}")
            with tarfile.open(next(folder.glob("axe-core-*.tgz"))) as archive:
                archive.extract("package/axe.min.js", folder, filter="data")
    return path


def violations(page: Page, region: str | None = None) -> list[str]:
    """One sentence per violation found in ``page``, or only inside the CSS selector ``region``."""
    # evaluate, not a script tag: a page's content security policy must not stop the checker.
    page.evaluate(script().read_text(encoding="utf-8"))
    found = page.evaluate(
        """([region, tags]) => axe.run(region || document, {runOnly: {type: "tag", values: tags}})
             .then(result => result.violations)""",
        [region, TAGS],
    )
    return [
        f"{one['id']} ({one['impact']}): {one['help']}; "
        + "; ".join(f"{node['html'][:200]}" for node in one["nodes"][:5])
        for one in found
    ]
