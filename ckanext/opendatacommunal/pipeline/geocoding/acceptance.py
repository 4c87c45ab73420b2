"""When a point is taken without asking (law 10): kind of match, same INSEE code, same street,
same number. The score only orders what a person is shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import begins_with_a_type
from ckanext.opendatacommunal.pipeline.geocoding.addresses import Address
from ckanext.opendatacommunal.pipeline.geocoding.candidate import KINDS, Candidate
from ckanext.opendatacommunal.pipeline.geocoding.same_street import distance, likeness

Doubt = Literal[
    "other-commune",  # the street is found, in another commune
    "number-unknown",  # the street is right, the base has not that number
    "street-perhaps",  # an initial, a missing type: most likely the same street
    "other-street",  # only other streets look like it
    "several",  # two places fit as well
]
MOST_CANDIDATES = 5
NEAR_SLIPS = 2


@dataclass(frozen=True)
class Outcome:
    """`candidate`: the point that is taken, or the best one to confirm. `doubt`: why it is asked.

    `candidates`: what a person may choose among, best first; empty when nothing was found.
    """

    status: Literal["found", "to_confirm", "not_found"]
    candidate: Candidate | None = None
    doubt: Doubt | None = None
    candidates: tuple[Candidate, ...] = ()


def judge(address: Address, found: Iterable[Candidate], *, complete: bool = True) -> Outcome:
    """What becomes of an address, given what the base says of it.

    `complete` False: only the best answer was asked, so that nothing tells that it is alone.
    """
    ranked = sorted(found, key=lambda each: (-each.score, KINDS.index(each.kind), each.label))
    places = [each for each in ranked if each.kind != "municipality"]
    if not places:
        return Outcome("not_found")
    fitting = [each for each in places if _same_place(address, each)]
    exact = [each for each in fitting if _same_number(address, each)]
    if exact:
        named = [each for each in exact if fold(each.street) == fold(address.street)]
        one = _on_one_point(exact) or _on_one_point(named)
        return Outcome("found", one) if one else _asked("several", exact)
    if fitting:
        return _asked("number-unknown", fitting)
    only = _only_reading(address, places) if complete else None
    if only is not None:
        return Outcome("found", only)
    return _asked(doubt_of(address, places[0]), places)


def _on_one_point(places: list[Candidate]) -> Candidate | None:
    return places[0] if len({(each.lon, each.lat) for each in places}) == 1 else None


def may_be_settled(address: Address, found: Iterable[Candidate]) -> bool:
    """Whether one of these is the place, provided that no other candidate is."""
    return any(
        _same_commune(address, each) and _likeness(address, each) in ("slip", "short")
        for each in found
    )


def _same_place(address: Address, place: Candidate) -> bool:
    return _same_commune(address, place) and _likeness(address, place) == "same"


def _only_reading(address: Address, places: list[Candidate]) -> Candidate | None:
    """The place whose street is one slip away in a long word, or is written in short; no other
    street of the commune may be meant (law 3)."""
    here = [each for each in places if _same_commune(address, each)]
    for how in ("slip", "short"):
        meant = {each.street for each in here if _may_be_meant(address, each, how)}
        like = [each for each in here if _likeness(address, each) == how]
        # The last of a full list: more of the kind may follow.
        cut = len(places) >= MOST_CANDIDATES and _may_be_meant(address, places[-1], how)
        fitting = [each for each in like if _same_number(address, each)]
        if len(meant) == 1 and not cut and len({(each.lon, each.lat) for each in fitting}) == 1:
            return fitting[0]
    return None


def _may_be_meant(address: Address, place: Candidate, how: str) -> bool:
    """Whether the street of `place` could be the one that was written so."""
    like = _likeness(address, place)
    if like in ("same", "slip") or (how == "short" and like != "different"):
        return True
    return distance(address.street, place.street) <= NEAR_SLIPS


def _same_commune(address: Address, place: Candidate) -> bool:
    """The same INSEE code today; a row that names an arrondissement wants that one."""
    if address.insee is None or place.insee is None:
        return False
    return communes.same_today(address.insee, place.insee)


def _likeness(address: Address, place: Candidate) -> str:
    if place.kind == "locality" and not begins_with_a_type(address.street):
        return "same" if fold(address.street) == fold(place.street) else "different"
    found = likeness(address.street, place.street)
    if found == "short" and not address.asked_number and not begins_with_a_type(address.street):
        return "perhaps"  # the Château itself, or the Rue du Château
    if found == "different" and likeness(_without_city(address), place.street) == "same":
        return "short"
    return found


def _without_city(address: Address) -> str:
    """`rue Pasteur à Bron` → `rue Pasteur`, in Bron."""
    street, city = fold(address.street).split(), fold(address.city or "").split()
    if not city or len(street) < len(city) + 2 or street[-len(city) :] != city:
        return ""
    left = street[: -len(city)]
    return " ".join(left[:-1] if left[-1] == "a" else left)


def _same_number(address: Address, place: Candidate) -> bool:
    """The number that was asked, or the street itself when none was."""
    if address.asked_number is None:
        return place.kind in ("street", "locality")
    return place.number is not None and _plain(place.number) == _plain(address.asked_number)


def _plain(number: str) -> str:
    return number.replace(" ", "").lower()


def doubt_of(address: Address, place: Candidate) -> Doubt:
    """Why a place is not taken for this address without asking."""
    like = _likeness(address, place)
    if like == "different":
        return "other-street"
    if not _same_commune(address, place):
        return "other-commune"
    if like != "same":
        return "street-perhaps"
    return "several" if _same_number(address, place) else "number-unknown"


def _asked(doubt: Doubt, places: list[Candidate]) -> Outcome:
    distinct = tuple({each.label: each for each in reversed(places)}.values())[::-1]
    return Outcome("to_confirm", distinct[0], doubt, distinct[:MOST_CANDIDATES])
