"""What the address of a widget asks for, read strictly: what is not understood is left out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

LANGUAGES = ("fr", "en")
COLOUR = "#21456b"
"""Main colour when the address gives none, or one that reads badly on white."""
LEAST_CONTRAST = 4.5
"""WCAG 2.2, criterion 1.4.3."""
LONGEST_SEARCH = 100
MOST_COLUMNS = 20


@dataclass(frozen=True)
class Parameters:
    """`commune` and `gabarit` as given; `theme`: a colour `#rrggbb`; `cols`: names, maybe unknown.

    `search` and `sort` (a field, after a `-` for the reverse order) are those of a visitor without
    JavaScript.
    """

    commune: str = ""
    gabarit: str = ""
    cols: tuple[str, ...] = ()
    lang: str = "fr"
    heading: int = 2
    theme: str = COLOUR
    search: str = ""
    sort: str = ""

    @property
    def query(self) -> dict[str, str]:
        """The same as an address says it, without the defaults and without the visitor's part."""
        given = {"commune": self.commune, "gabarit": self.gabarit, "cols": ",".join(self.cols)}
        if self.lang != LANGUAGES[0]:
            given["lang"] = self.lang
        if self.heading != Parameters.heading:
            given["h"] = str(self.heading)
        if self.theme != COLOUR:
            given["theme"] = self.theme[1:]
        return {name: value for name, value in given.items() if value}

    def address(self, base: str, **changes: Any) -> str:
        return f"{base}?{urlencode(replace(self, **changes).query)}"


def read(given: Mapping[str, str]) -> Parameters:
    """The parameters of an address; `given` has one value per name."""
    lang = given.get("lang", "")
    heading = given.get("h", "")
    return Parameters(
        commune=given.get("commune", "").strip()[:5],
        gabarit=given.get("gabarit", "").strip()[:100],
        cols=_names(given.get("cols", "")),
        lang=lang if lang in LANGUAGES else LANGUAGES[0],
        heading=int(heading) if re.fullmatch("[1-6]", heading) else Parameters.heading,
        theme=_colour(given.get("theme", "")),
        search=given.get("q", "").strip()[:LONGEST_SEARCH],
        sort=given.get("sort", "")[:100],
    )


def _names(text: str) -> tuple[str, ...]:
    names = (name.strip() for name in text.split(","))
    return tuple(dict.fromkeys(name for name in names if name))[:MOST_COLUMNS]


def _colour(text: str) -> str:
    found = re.fullmatch(r"#?([0-9a-fA-F]{6})", text)
    if not found:
        return COLOUR
    colour = f"#{found[1].lower()}"
    return colour if contrast_on_white(colour) >= LEAST_CONTRAST else COLOUR


def contrast_on_white(colour: str) -> float:
    """Contrast ratio of `#rrggbb` on white, from 1 to 21 (WCAG's formula)."""
    channels = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    ]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)
