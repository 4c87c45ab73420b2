"""Address of a page or picture on the web, with its scheme."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .reading import Context, Example, FieldType, Reading, ask, changed

_SCHEME = re.compile(r"https?://", re.IGNORECASE)
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}(?::\d+)?", re.IGNORECASE)
_BETWEEN = re.compile(
    r"\s*[|;,]?\s+(?:(?:ou|et)\s+)?(?=(?:https?://|www\.))|\s*[|;]\s*", re.IGNORECASE
)
_BARE = re.compile(
    r"(?:www\.[^\s/]+|(?:[a-z0-9-]+\.)+(?:fr|com|org|net|eu))(?:/\S*)?", re.IGNORECASE
)
_MISSPELT = re.compile(r"(?:h?t{1,3}p{1,2})(s?) ?[:;]//(?:https?://)?(?=[\w-])", re.IGNORECASE)
"""Schemes with a letter too many or too few, or written twice."""
_END = re.compile(r"(?<=[\w])[.,;]+$")
_BROKEN = re.compile(r"(https?)\s*(?::\s*[/\\]*|[/\\]{2})\s*(?=[\w-]+\.)", re.IGNORECASE)
"""A scheme with one slash, none, or backslashes: `http:/`, `https:\\\\`, `http//`."""
_SPACED_DOT = re.compile(r"^((?:https?://)?www)\s*\.\s*(?=\w)|(?<=^www\.)\s+", re.IGNORECASE)
_LEADING = re.compile(
    r"^(?:url|lien|site(?: web| internet)?)\s*:\s*(?=\S)|^<(?=\S+>$)", re.IGNORECASE
)
_LONGEST = 2000
"""Characters of a cell of web addresses."""
_SAFE = "%/:?#[]@!$&'()*+,;=~-._"


def parse(raw: str, field: Field, context: Context) -> Reading:
    if len(raw) > _LONGEST:
        return ask("not-a-web-address")
    first, *others = [part for part in _BETWEEN.split(_bare(raw)) if part] or [raw]
    value, rule = _whole(first), "web-address"
    if not is_url(value) or urlsplit(value).username is not None:  # a password is for nobody
        spaced = quote(value, safe=_SAFE)
        return ask("not-a-web-address", (spaced,) if is_url(spaced) and "@" not in value else ())
    written = quote(value, safe=_SAFE)
    if written != value:
        value, rule = written, "web-address"
    if others:
        params = {"others": others}
        return changed(raw, value, "first-of-several", note="first-of-several", params=params)
    return changed(raw, value, rule)


def _bare(text: str) -> str:
    """Without the word or the bracket before it."""
    found = _LEADING.match(text)
    return text[found.end() :].rstrip(">") if found else text


def _whole(text: str) -> str:
    """With its scheme, written as it should be; anything else is left as it is."""
    text = _SPACED_DOT.sub(r"\1.", text)
    broken = _BROKEN.match(text)
    misspelt = _MISSPELT.match(text)
    if misspelt:
        text = f"http{misspelt[1].lower()}://{text[misspelt.end() :]}"
    elif broken:
        text = f"{broken[1].lower()}://{text[broken.end() :]}"
    if text.count("/") <= 2:  # a place on the web, not a page of it
        text = _END.sub("", text)
    text = text.removeprefix("//")
    if not _SCHEME.match(text) and _BARE.fullmatch(text):
        text = f"https://{text}"
    return text


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
        Example("http:/www.exemple.fr", "http://www.exemple.fr"),
        Example("https:\\\\www.exemple.fr", "https://www.exemple.fr"),
        Example("http//exemple.fr/a", "http://exemple.fr/a"),
        Example("http: //exemple.fr/a", "http://exemple.fr/a"),
        Example("HTTPS://exemple.fr/a", "https://exemple.fr/a"),
        Example("www .exemple.fr", "https://www.exemple.fr"),
        Example("Site : www.exemple.fr", "https://www.exemple.fr"),
        Example("https://a.fr/1.jpg https://a.fr/2.jpg", "https://a.fr/1.jpg"),
        Example("htpp://exemple.fr/a", "http://exemple.fr/a"),
        Example("https://https://exemple.fr/a", "https://exemple.fr/a"),
        Example("//exemple.fr/a", "https://exemple.fr/a"),
        Example("www.exemple.fr.", "https://www.exemple.fr"),
        Example("www.exemple.fr ou www.autre.fr", "https://www.exemple.fr"),
        Example("https://exemple.fr/ma page.html", asks=True),
        Example("mairie@exemple.fr", asks=True),
        Example("https://nom:secret@exemple.fr/a.jpg", asks=True),
        Example("- www.exemple.fr", asks=True),
        Example("photo1.jpg", asks=True),
        Example("P:\\Photos\\parc.jpg", asks=True),
        Example("oui", asks=True),
    ),
    plain=plain,
    sample=Field("photo", "url", "Photographie"),
)
