"""Every file of the folder put in its place: taken, set apart, or left to the operator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from ckanext.opendatacommunal.consolidating import versions
from ckanext.opendatacommunal.consolidating.choices import Choice
from ckanext.opendatacommunal.consolidating.folder import Handed
from ckanext.opendatacommunal.consolidating.owners import Owner, owner_of
from ckanext.opendatacommunal.consolidating.producers import Producer
from ckanext.opendatacommunal.consolidating.versions import Candidate, Source

Kind = Literal["taken", "aside", "doubt", "unreadable"]

NO_TABLES = frozenset(("pdf-file", "image-file", "text-document", "apple-double"))
"""What comes along with mails: named, and nobody has to do anything about it."""


@dataclass(frozen=True)
class Place:
    """What becomes of a file: `code` of the sentence that says so, `params` that fill it, `owner`
    if it is known and `how`. A `doubt` waits for the operator; `unreadable` for the producer."""

    kind: Kind
    code: str
    params: Mapping[str, Any] = field(default_factory=dict)
    owner: str | None = None
    how: Owner | None = None


@dataclass
class Sorting:
    """`places`: file → what becomes of it. `taken`: producer → source → its file. `ignored`: sha256
    of the files that the operator leaves out. `owners`: sha256 → producer."""

    places: dict[str, Place] = field(default_factory=dict)
    taken: dict[str, dict[str, Candidate]] = field(default_factory=dict)
    ignored: set[str] = field(default_factory=set)
    owners: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """What files are sorted by, besides themselves."""

    epci: str
    producers: Mapping[str, Producer]
    choices: Mapping[str, Choice]
    sources: Mapping[str, Mapping[str, Source]]


def sort(files: Iterable[Handed], looks: Mapping[str, Mapping[str, Any]], known: Known) -> Sorting:
    """`looks`: file → what `look.look` gave, or {"ended": reason} if it never came to an end."""
    found = Sorting()
    owned: dict[str, list[tuple[Handed, Owner]]] = {}
    for file in files:
        place = _alone(file, looks.get(file.name), known)
        if isinstance(place, Owner):
            owned.setdefault(file.sha256, []).append((file, place))
        else:
            found.places[file.name] = place
            if place.code == "left-out-by-choice":
                found.ignored.add(file.sha256)
    by_owner: dict[str, list[Candidate]] = {}
    for copies in owned.values():
        first = _first_of(copies, found)
        if first is not None:
            file, owner = first
            by_owner.setdefault(str(owner.code), []).append(
                _candidate(file, looks[file.name], known)
            )
            found.owners[file.sha256] = str(owner.code)
            found.places[file.name] = Place("taken", "taken", owner=owner.code, how=owner)
    for code in sorted(by_owner):
        _sort_versions(code, by_owner[code], known, found)
    return found


def ended(reason: str, owner: str) -> Place:
    """The place of a file whose check never came to an end, or that could not be read then."""
    if reason in ("too-long", "too-large", "failed"):
        reason = f"ended-{reason}"
    return Place("unreadable", reason, {}, owner)


def _alone(file: Handed, look: Mapping[str, Any] | None, known: Known) -> Place | Owner:
    """What can be said of a file without the others; its owner when it is a table to take."""
    choice = known.choices.get(file.name)
    if file.aside or look is None:
        return Place("aside", file.aside or "cannot-be-opened")
    if choice and choice.what == "ignorer":
        return Place("aside", "left-out-by-choice")
    owner = owner_of(look.get("hints", ()), choice, known.producers, known.epci)
    return _no_table(look, owner) or (
        owner if owner.code else Place("doubt", owner.why, owner.params, None, owner)
    )


def _no_table(look: Mapping[str, Any], owner: Owner) -> Place | None:
    """What becomes of a file that is no table of this gabarit; None if it is one."""
    if "ended" in look:
        return replace(ended(look["ended"], owner.code or ""), how=owner)
    if look["unreadable"]:
        code, params = look["unreadable"]["code"], look["unreadable"]["params"]
        return Place("unreadable", code, params, owner.code, owner)
    if look["gabarit"]:
        return Place("aside", "another-gabarit", {"slug": look["gabarit"]}, owner.code, owner)
    if look["gabarit"] == "":
        return Place("doubt", "no-gabarit", {}, owner.code, owner)
    return None


def _first_of(copies: list[tuple[Handed, Owner]], found: Sorting) -> tuple[Handed, Owner] | None:
    """Of copies of one file, that which is taken; none if they lie where two producers' would."""
    named = {owner.code for _file, owner in copies}
    chosen = [each for each in copies if each[1].why == "owner-chosen"]
    if len(named) > 1 and len({owner.code for _file, owner in chosen}) != 1:
        for file, owner in copies:
            others = [other.name for other, _owner in copies if other is not file]
            found.places[file.name] = Place(
                "doubt", "copies-disagree", {"others": others}, None, owner
            )
        return None
    first = (chosen or copies)[0]
    for file, _owner in copies:
        if file is not first[0]:
            params = {"other": first[0].name}
            found.places[file.name] = Place("aside", "same-file", params, first[1].code)
    return first


def _candidate(file: Handed, look: Mapping[str, Any], known: Known) -> Candidate:
    mark = look["returned"]
    return Candidate(
        file.name,
        file.sha256,
        look["table"],
        frozenset(look["keys"]),
        look["moments"],
        mark["sha256"] if mark else None,
        known.choices.get(file.name),
    )


def _sort_versions(code: str, files: list[Candidate], known: Known, found: Sorting) -> None:
    result = versions.sort(files, known.sources.get(code, {}))
    found.taken[code] = result.taken
    for kind, said in (("aside", result.aside), ("doubt", result.doubts), ("taken", result.chosen)):
        for name, (why, params) in said.items():
            how = found.places[name].how
            found.places[name] = Place(kind, why, params, code, how)  # type: ignore[arg-type]
