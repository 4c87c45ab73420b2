"""`year-interval-value`: `2017/2018`, the second year later than the first.

Param `allow-year-only`: "true" or "yes" lets one year through. Source: SCDL Délibérations; verdict
of Validata 0.12.
"""

from __future__ import annotations

import re

from ckanext.opendatacommunal.pipeline.schema_checks.base import (
    BadCheck,
    Check,
    Params,
    of_one_text,
)

NAMES = ("year-interval-value",)

_INTERVAL = re.compile(r"(\d{4})/(\d{4})\n?")
_YEAR = re.compile(r"\d{4}\n?")


def build(name: str, params: Params) -> Check:
    allowed = params.get("allow-year-only", "false")
    if not isinstance(allowed, str):
        raise BadCheck("allow-year-only")
    one_year = allowed in ("true", "yes")

    def right(text: str) -> bool:
        found = _INTERVAL.fullmatch(text)
        if found:
            return int(found[1]) < int(found[2])
        return one_year and bool(_YEAR.fullmatch(text))

    return of_one_text(name, params, right)
