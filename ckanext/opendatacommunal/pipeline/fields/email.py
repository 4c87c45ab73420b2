"""An e-mail address; its domain in small letters, since letters after the @ have no case."""

from __future__ import annotations

import re

import polars as pl

from ckanext.opendatacommunal.gabarits import Field

from .personal import PRIVATE_PROVIDER, personal_parts
from .reading import Context, Example, FieldType, Reading, ask, changed, refuse

_ADDRESS = re.compile(
    r"\w[\w.!#$%&'*+=?^{}~-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}",
    re.I | re.A,
)
_INSIDE = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+", re.ASCII)
_NO_END = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}", re.ASCII)
_BETWEEN = re.compile(
    r"\s*[;,|]\s*|\s+(?:/|-|ou|et)\s+|\s*/\s*(?=[\w.+-]{1,64}@)|\s+(?=[\w.+-]{1,64}@)"
)
_BEFORE = re.compile(r"^(?:mailto:|(?:e-?mail|courriel|m[ée]l)\s*:\s*)", re.IGNORECASE)
_AT = re.compile(r"\s*[(\[{]\s*(?:at|arobase|a|@)\s*[)\]}]\s*|\s+(?:at|arobase)\s+", re.IGNORECASE)
_DOT = re.compile(r"\s*[(\[{]\s*(?:dot|point|\.)\s*[)\]}]\s*", re.IGNORECASE)
_AROUND = re.compile(r"\s*@\s*")
_AROUND_DOT = re.compile(r"\s*\.\s*")
_LONGEST = 400
"""Characters of a cell of e-mail addresses."""


def parse(raw: str, field: Field, context: Context) -> Reading:
    if len(raw) > _LONGEST:
        return refuse("not-an-email")
    parts = [part for part in _BETWEEN.split(_BEFORE.sub("", raw)) if part]
    whole = _address(" ".join(parts))
    found = [whole] if whole else [_address(part) for part in parts]
    first = found[0] if found else None
    if first is None:
        return _refused(raw, field)
    if _is_personal(first, field):
        return ask("personal-data", holds_row=True, params={"found": first})
    if len(found) == 1:
        return changed(raw, first, "email")
    params = {"case": "email", "others": [each or "?" for each in found[1:]]}
    return changed(raw, first, "first-of-several", note="first-of-several", params=params)


def _address(text: str) -> str | None:
    """The one address that `text` is, None if it is none."""
    text = _BEFORE.sub("", text.strip().strip("<>").strip())
    text = _AROUND.sub("@", _DOT.sub(".", _AT.sub("@", text)))
    local, at, domain = text.rpartition("@")
    text = f"{local}{at}{_AROUND_DOT.sub('.', domain.lower())}".rstrip(".")
    inner = f".{local}."
    return text if _ADDRESS.fullmatch(text) and ".." not in inner else None


def _is_personal(address: str, field: Field) -> bool:
    return not field.internal and bool(personal_parts(address))


def _refused(raw: str, field: Field) -> Reading:
    """An address among other words is proposed; one of a person holds its row all the same."""
    found = dict.fromkeys(filter(None, map(_address, _INSIDE.findall(raw.replace(",", ".")))))
    personal = [each for each in found if _is_personal(each, field)]
    if personal:
        return ask("personal-data", holds_row=True, params={"found": ", ".join(personal)})
    if found:
        return ask("unclear-email", found)
    if _NO_END.fullmatch(raw):
        return refuse("email-without-end")
    return refuse("not-an-email")


def plain(cell: pl.Expr, field: Field) -> pl.Expr:
    """One word before the @, not at a provider of private mailboxes: nobody's name."""
    one_word = cell.str.contains(r"^[a-z]{2,40}@(?:[a-z0-9]{1,60}\.){1,3}[a-z]{2,10}$")
    return one_word & ~cell.str.contains(PRIVATE_PROVIDER.pattern)


EMAIL = FieldType(
    "email",
    ("email", "e mail", "courriel", "mail", "mel"),
    parse,
    (
        Example("mairie@ville.fr", "mairie@ville.fr"),
        Example("Mairie@VILLE.fr", "Mairie@ville.fr"),
        Example("mailto:mairie@ville.fr", "mairie@ville.fr"),
        Example("Courriel : mairie@ville.fr", "mairie@ville.fr"),
        Example("mairie @ ville.fr", "mairie@ville.fr"),
        Example("<mairie@ville.fr>", "mairie@ville.fr"),
        Example("mairie(at)ville.fr", "mairie@ville.fr"),
        Example("mairie [at] ville [dot] fr", "mairie@ville.fr"),
        Example("mairie@ville.fr.", "mairie@ville.fr"),
        Example("mairie@ville.fr ; sports@ville.fr", "mairie@ville.fr"),
        Example("mairie@ville.fr sports@ville.fr", "mairie@ville.fr"),
        Example("mairie@ville.fr / sports@ville.fr", "mairie@ville.fr"),
        Example("mairie@ville.fr - sports@ville.fr", "mairie@ville.fr"),
        Example("mairie @ ville . fr", "mairie@ville.fr"),
        Example("mairie@ville,fr", asks=True),
        Example("Tél. mairie@ville.fr", asks=True),
        Example("=mairie@ville.fr", asks=True),
        Example("Mairie <mairie@ville.fr>", asks=True),
        Example("mairie@ville.fr (accueil)", asks=True),
        Example("jean.dupont@ville.fr", asks=True),
        Example("asdupont@gmail.com", asks=True),
        Example("mairie.bron@orange.fr", "mairie.bron@orange.fr"),
        Example("mairie@ville", error="email-without-end"),
        Example("mairie.ville.fr", error="not-an-email"),
        Example("mairie@@ville.fr", error="not-an-email"),
        Example("voir le site", error="not-an-email"),
        Example("-", None),
    ),
    plain=plain,
    sample=Field("courriel", "email", "Courriel"),
)
