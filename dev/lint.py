"""Style, types, templates, translations: every check runs, then the outcome of each is said."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from instance import CHECKOUT, say

BIN = Path(sys.executable).parent
CHECKS = {
    "ruff check": [BIN / "ruff", "check", "--output-format", "concise"],
    "ruff format": [BIN / "ruff", "format", "--check"],
    "pyright": [BIN / "pyright", "--warnings"],
    "djlint": [BIN / "djlint", "--lint", "--quiet", "ckanext"],
    "rules page": [sys.executable, "dev/make_rules_page.py", "--check"],
    "gabarits page": [sys.executable, "dev/make_gabarits_page.py", "--check"],
    "translations": [sys.executable, "dev/translations.py", "check"],
    "shell scripts": ["sh", "-n", "dev/system.sh"],
}


def main() -> int:
    outcomes: dict[str, int] = {}
    for name, command in CHECKS.items():
        say(f"\n== {name}")
        done = subprocess.run([str(part) for part in command], cwd=CHECKOUT, check=False)
        outcomes[name] = done.returncode
    say("")
    for name, status in outcomes.items():
        say(f"{name:<14} {'fine' if status == 0 else 'FAILED'}")
    return max(outcomes.values())


if __name__ == "__main__":
    sys.exit(main())
