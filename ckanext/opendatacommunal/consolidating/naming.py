"""Communes named in a title, or in the name of a file or of a folder."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes import names
from ckanext.opendatacommunal.gabarits import Gabarit

INTERCOMMUNAL = frozenset(
    "metropole metropolitain metropolitaine eurometropole epci agglo agglomeration intercommunal "
    "intercommunale intercommunalite".split()
)
OFFICES = frozenset(
    "mairie ville commune hotel accueil secretariat contact services service technique techniques "
    "urbanisme dgs dst voirie patrimoine espaces verts environnement opendata donnees".split()
)
SHORTEST_INITIALS = 3
SHORTEST_START = 5
MOST_WORDS = 4
_SEAMS = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Ý])|(?<=[^\W\d])(?=\d{4,})|(?<=\d{4})(?=[^\W\d])")
_CODE = re.compile(r"\d{5}|2[AB]\d{3}", re.I)


@dataclass(frozen=True)
class Named:
    """`codes`: INSEE of the communes of the EPCI that the text names; several, when its words fit
    several. `epci`: it names the EPCI itself. `loose`: only the beginning of a name was found."""

    codes: frozenset[str] = frozenset()
    epci: bool = False
    loose: bool = False

    def __bool__(self) -> bool:
        return bool(self.codes) or self.epci


def hint(source: str, codes: Iterable[str], evidence: str, **more: bool) -> dict[str, Any]:
    """What points at a producer: {source, codes, evidence, epci, several, loose}.

    `source`: `return-sheet`, `column`, `title`, `sheet`, `file-name`, `folder`, or `mail-sender`,
    `mail-subject`, `mail-name`. `several`: the codes are those of rows of several communes; else
    they are what one place may be.
    """
    known = {"epci": False, "several": False, "loose": False, **more}
    return {"source": source, "codes": sorted(codes), "evidence": evidence[:80], **known}


class Names:
    """The names to look for: those of the communes of one EPCI.

    `noise`: words that speak of the data and not of a place (`parcs`, `fontaines`).
    """

    def __init__(self, siren: str, gabarits: Iterable[Gabarit]) -> None:
        epci = communes.epci(siren)
        self.siren = siren
        self.epci_words = names.plain(epci.name).split() if epci else []
        self.noise = {
            word
            for gabarit in gabarits
            for text in (gabarit.slug.replace("-", " "), gabarit.title)
            for word in names.plain(text).split()
        }
        initials = "".join(word[0] for word in self.epci_words if word not in names.LINKS)
        self.initials = initials if len(initials) >= SHORTEST_INITIALS else None

    def in_text(self, text: str) -> Named:
        words = names.plain(_SEAMS.sub(" ", text)).split()
        words, epci = self._without_epci(words)
        words = [word for word in words if not word.isdigit() or _CODE.fullmatch(word)]
        exact = communes.mentioned(" ".join(words), self.siren)
        if exact:
            return Named(frozenset(place.code for place in exact), epci)
        begun = self._begun([word for word in words if word not in self.noise])
        return Named(frozenset(begun), epci, loose=bool(begun))

    def hints(self, name: str) -> Iterator[dict[str, Any]]:
        """Of the name of a file without its extension, then of its folders, the nearest first."""
        *folders, last = name.split("/")
        stem = last.rsplit(".", 1)[0]
        for source, text in (("file-name", stem), *map(_source_of, folders[::-1])):
            yield from self._hint(source, text, text)

    def of_mail(self, address: str, sender: str, subject: str) -> Iterator[dict[str, Any]]:
        """Of who sent it and what about. `Jean Bron` is a person: the name and the first half of
        the address count where they are those of an office."""
        local, _at, domain = address.rpartition("@")
        name = sender.partition("<")[0]
        offices = [each for each in (local, name) if OFFICES & set(names.plain(each).split())]
        for text in (domain.rpartition(".")[0], *offices):
            found = list(self._hint("mail-sender", text, address))
            if found:
                yield from found
                break
        yield from self._hint("mail-subject", subject, subject)

    def _hint(self, source: str, text: str, evidence: str) -> Iterator[dict[str, Any]]:
        found = self.in_text(text)
        if found:
            yield hint(source, found.codes, evidence, epci=found.epci, loose=found.loose)

    def _without_epci(self, words: list[str]) -> tuple[list[str], bool]:
        """« Métropole de Lyon » and « Grand Lyon » are not the city of Lyon."""
        found = False
        for run in (self.epci_words, [self.initials] if self.initials else []):
            start = _position(words, run)
            if run and start is not None:
                words, found = words[:start] + words[start + len(run) :], True
        kept: list[str] = []
        skipping = False
        for place, word in enumerate(words):
            after = words[place + 1 : place + 2]
            if word in INTERCOMMUNAL or (word == "grand" and _all_in(after, self.epci_words)):
                found = skipping = True
            elif not (skipping and (word in names.LINKS or word in self.epci_words)):
                kept.append(word)
                skipping = False
        return kept, found

    def _begun(self, words: list[str]) -> Iterator[str]:
        """Communes whose name begins with some of the words: « rillieux », not « la »."""
        for length in range(min(len(words), MOST_WORDS), 0, -1):
            for start in range(len(words) - length + 1):
                run = " ".join(words[start : start + length])
                if len(run) < SHORTEST_START or run.isdigit():
                    continue
                found = communes.resolve(run, epci=self.siren)
                here = [each for each in found.candidates if each.epci == self.siren]
                if found.reason == "short-name" and found.commune and found.epci == self.siren:
                    here = []
                    yield found.commune
                elif found.reason == "ambiguous" and len(here) == len(found.candidates):
                    yield from (each.current for each in here)
                else:
                    continue
                return


def _source_of(folder: str) -> tuple[str, str]:
    """A mail is the folder of its files."""
    is_mail = folder.lower().endswith(".eml")
    return ("mail-name", folder[:-4]) if is_mail else ("folder", folder)


def _all_in(words: Collection[str], known: Collection[str]) -> bool:
    return bool(words) and all(word in known for word in words)


def _position(words: list[str], run: list[str]) -> int | None:
    places = range(len(words) - len(run) + 1)
    return next((place for place in places if words[place : place + len(run)] == run), None)
