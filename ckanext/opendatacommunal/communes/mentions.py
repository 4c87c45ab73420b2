"""Communes named within a longer text, such as what a person types in a search box."""

from __future__ import annotations

from . import names, records
from .index import index_of
from .matching import resolve
from .records import Commune

MOST_WORDS = 7  # « Saint Cyr au Mont d' Or »


def mentioned(text: str, epci: str | None = None) -> list[Commune]:
    """Communes of today that a text names: « parcs de St Fons », « 69500 écoles ».

    Within an EPCI (SIREN), any run of words that is exactly a name, a postcode or a code of it;
    without one, the whole text must be a commune.
    """
    if epci is None or records.epci(epci) is None:
        return _communes([resolve(text).commune])
    index, words = index_of(epci), text.split()
    found: list[str | None] = []
    start = 0
    while start < len(words):
        for end in range(min(len(words), start + MOST_WORDS), start, -1):
            run = " ".join(words[start:end])
            places = index.exact(names.spellings(run)) or _by_number(run, epci)
            if places:
                found += [place.current for place in places]
                start = end
                break
        else:
            start += 1
    return _communes(found)


def ways_to_say(code: str) -> list[str]:
    """What should find the data of a commune: its names, those of its parts, plain and shortened
    spellings, postcodes."""
    commune = records.get(code)
    if commune is None:
        return []
    said: list[str] = []
    for place in (commune, *records.parts_of(commune.current)):
        plain = names.key(place.name)
        said += [place.name, plain, names.shortened(plain), *place.postcodes]
    return list(dict.fromkeys(said))


def _by_number(run: str, epci: str) -> list[Commune]:
    if not run[:1].isdigit() or " " in run:
        return []
    match = resolve(run, epci=epci)
    found = [records.get(match.commune)] if match.commune else list(match.candidates)
    return [place for place in found if place and place.epci == epci]


def _communes(codes: list[str | None]) -> list[Commune]:
    places = (records.get(code) for code in dict.fromkeys(codes) if code)
    return [place for place in places if place]
