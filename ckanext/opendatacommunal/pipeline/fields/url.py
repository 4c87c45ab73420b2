"""Address of a page or picture on the web, with its scheme."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*[|;,]?\s+(?=(?:https?://|www\.))|\s*[|;]\s*", re.IGNORECASE)
_BARE = re.compile(
    r"(?:www\.[^\s/]+|(?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu))(?:/\S*)?", re.IGNORECASE
)
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


def parse(raw: str, field: Field, context: Context) -> Reading:
    first, *others = [part for part in _BETWEEN.split(raw) if part] or [raw]
    value, rule = first, "first-of-several"
    if not _SCHEME.match(value) and _BARE.fullmatch(value):
        value, rule = f"https://{value}", "web-address"
    if not is_url(value) or urlsplit(value).username is not None:  # a password is for nobody
        return ask("not-a-web-address")
    written = quote(value, safe=_SAFE)
    if written != value:
        value, rule = written, "web-address"
    if others:
        return changed(
            raw, value, "first-of-several", note="first-of-several", params={"others": others}
        )
    return changed(raw, value, rule)


def is_url(text: str) -> bool:
    try:
        parts = urlsplit(text)
        host = parts.netloc.rpartition("@")[2]
    except ValueError:
        return False
    return bool(_SCHEME.match(text) and _HOST.fullmatch(host)) and " " not in text


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    return cell.str.contains(r"^https?://(?:[a-z0-9-]+\.)+[a-z]{2,}(?:/[A-Za-z0-9._/%?=&#+-]*)?$")


URL = FieldType(
    "url",
    ("url", "lien", "site"),
    parse,
    (
        Example("https://www.exemple.fr/a.jpg", "https://www.exemple.fr/a.jpg"),
        Example("www.exemple.fr/a.jpg", "https://www.exemple.fr/a.jpg"),
        Example("exemple.fr", "https://exemple.fr"),
        Example("http://exemple.fr/été.jpg", "http://exemple.fr/%C3%A9t%C3%A9.jpg"),
        Example("https://a.fr/1.jpg ; https://a.fr/2.jpg", "https://a.fr/1.jpg"),
        Example("https://nom:secret@exemple.fr/a.jpg", asks=True),
        Example("photo1.jpg", asks=True),
        Example("P:\\Photos\\parc.jpg", asks=True),
        Example("oui", asks=True),
    ),
    plain=plain,
    sample=Field("photo", "url", "Photographie"),
)
