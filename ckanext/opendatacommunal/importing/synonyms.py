"""Other names of the columns of a schema, out of their own names and titles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ckanext.opendatacommunal.importing.guessing import words_of
from ckanext.opendatacommunal.pipeline.reading.names import ASIDE, faithful_key

_OF = r"(?:de la |de l['’]|du |des |de |d['’])"
_START = re.compile(
    rf"^(?:le |la |les |l['’])?(?:nom|libell[ée]|d[ée]signation) {_OF}", re.IGNORECASE
)
_TAIL = re.compile(
    r" (?:de la |de l['’]|du |des |d['’]|de |à la |à l['’]|au )[^ ].*$", re.IGNORECASE
)
SHORTEST, LONGEST = 3, 60


def synonyms(columns: Sequence[Mapping[str, Any]], prefix: str) -> dict[str, list[str]]:
    """Column → names that no other column has or would have."""
    own = {
        faithful_key(str(word)): each["name"]
        for each in columns
        for word in (each["name"], each.get("title"))
        if word
    }
    wanted = {each["name"]: list(dict.fromkeys(_candidates(each, prefix))) for each in columns}
    claims: dict[str, set[str]] = {}
    for name, words in wanted.items():
        for word in words:
            claims.setdefault(faithful_key(word), set()).add(name)
    found: dict[str, list[str]] = {}
    for name, words in wanted.items():
        kept: dict[str, str] = {}
        for word in words:
            key = faithful_key(word)
            if key not in own and len(claims[key]) == 1:
                kept.setdefault(key, word)
        found[name] = list(kept.values())
    return found


def _candidates(column: Mapping[str, Any], prefix: str) -> Iterator[str]:
    words = [word.lower() for word in words_of(str(column["name"]))]
    if prefix and words[:1] == [prefix.lower()] and len(words) > 1:
        yield from _fit(" ".join(words[1:]))
    yield from _fit(" ".join(words))
    title = " ".join(str(column.get("title") or "").split()).rstrip(". ")
    bare = ASIDE.sub(" ", title).strip()
    short = _TAIL.sub("", bare)
    # One word of a longer title may mean many things: "Date", "Type".
    for text in (bare, _START.sub("", bare), short if " " in short else ""):
        yield from _fit(text)


def _fit(text: str) -> Iterator[str]:
    text = " ".join(text.split())
    if SHORTEST <= len(text) <= LONGEST and any(letter.isalpha() for letter in text):
        yield text
