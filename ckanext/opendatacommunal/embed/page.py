"""A widget as one HTML document: style and script inside, named by their hash in the policy."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from ckanext.opendatacommunal.messages import translator

HERE = Path(__file__).parent
STYLE = (HERE / "static" / "widget.css").read_text("utf-8")
SCRIPT = (HERE / "static" / "widget.js").read_text("utf-8")
FIRST_ROWS = 25
"""Shown before the visitor asks for all: more makes a page slow to sort on a telephone."""
REM_PER_COLUMN = 9
"""Room for « Équipements » and « Convergence » on one line, in bold letters."""

# Not CKAN's environment: its templates may open a session, which would set a cookie.
TEMPLATES = Environment(
    loader=FileSystemLoader(HERE / "templates"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


@dataclass(frozen=True)
class Document:
    """`policy`: the directives of `Content-Security-Policy`, `frame-ancestors` left out."""

    html: str
    policy: str


@lru_cache(maxsize=1)
def code_version() -> str:
    """Changes with anything here that changes what a browser gets."""
    digest = hashlib.sha256()
    for path in sorted((*HERE.glob("*.py"), *HERE.glob("templates/*"), *HERE.glob("static/*"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def render(template: str, lang: str, colour: str, columns: int = 1, **values: Any) -> Document:
    """Fill `template`; `columns` sets how wide the table must be before it scrolls."""
    style = f"{STYLE}:root{{--c:{colour};--w:{columns * REM_PER_COLUMN}rem}}"
    html = TEMPLATES.get_template(template).render(
        lang=lang,
        _=translator(lang),
        style=Markup(style),  # noqa: S704 our file and a colour that `parameters` has checked
        script=Markup(SCRIPT),  # noqa: S704 our file
        **values,
    )
    return Document(html, _policy(style))


def _policy(style: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(SCRIPT)}'; "
        "base-uri 'none'; form-action 'self'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
