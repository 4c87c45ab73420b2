"""Results written aside and renamed: a file that is there is whole."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path
from typing import Any

STANDARD_OUTPUT = "-"


def write(target: str, content: str | bytes) -> None:
    """Write `content` (text in UTF-8) to the file `target`, or to standard output for “-”."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    if target == STANDARD_OUTPUT:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    path = Path(target)
    handle, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        os.chmod(aside, 0o666 & ~_umask())
        os.replace(aside, path)
    except BaseException:
        Path(aside).unlink(missing_ok=True)
        raise


def write_json(target: str, content: Any) -> None:
    write(target, json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
