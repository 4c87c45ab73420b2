"""Sentences of the step `geocode`: points asked of the address base."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ckanext.opendatacommunal.messages.mark import N_
from ckanext.opendatacommunal.messages.numbers import grouped

_UNTIL = N_("Until you answer, the row is published without its point.")

SENTENCES: dict[str, tuple[str, str]] = {
    "address-to-confirm": (N_("Where is “{value}”?"), _UNTIL),
    "address-to-confirm:other-commune": (
        N_("“{value}” was found in another commune only. Is it one of these places?"),
        _UNTIL,
    ),
    "address-to-confirm:number-unknown": (
        N_(
            "The address base knows the street of “{value}”, not that number. Is the street enough?"
        ),
        _UNTIL,
    ),
    "address-to-confirm:street-perhaps": (
        N_("“{value}” looks like one of these addresses. Is it one of them?"),
        _UNTIL,
    ),
    "address-to-confirm:other-street": (
        N_("“{value}” was not found. Is it one of these addresses, which look like it?"),
        N_("If none is right, leave it as it is: the row is published without a point."),
    ),
    "address-to-confirm:several": (
        N_("“{value}” may be several places. Which one?"),
        _UNTIL,
    ),
    "point-far-from-address": (
        N_("The point given for “{address}” is {metres} m away from that address. Which is right?"),
        N_("Until you answer, the point that you gave is kept."),
    ),
    "addresses-of-points": (
        N_(
            "{count} rows have a point and no address. The address base knows one beside each "
            "({names}…). Should they be filled in?"
        ),
        N_("Until you answer, these rows stay without an address."),
    ),
    "address-of-point": (
        N_("The address of {count} rows was found from their point ({names}…)."),
        N_("Nothing to do; write your own address in the file if it is another."),
    ),
    "address-of-point-possible": (
        N_(
            "{count} rows have a point and no address. The address base knows one beside each "
            "({names}…)."
        ),
        N_("Add the street to your file if you want it published."),
    ),
    "geocoder-unavailable": (
        N_("The address base did not answer for all addresses: {count} rows have no point yet."),
        N_("Nothing is lost: check the file again later."),
    ),
}

RULES: dict[str, str] = {
    "street-official": N_("Name of the street as the address base writes it"),
    "address-to-confirm": N_("Address to confirm"),
    "addresses-of-points": N_("Addresses found from points"),
    "addresses-of-points:remplir": N_("Fill in these addresses"),
    "addresses-of-points:laisser": N_("Leave the addresses empty"),
    "point-far-from-address": N_("Point far from its address"),
    "point-far-from-address:garder": N_("Keep the point that was given"),
}

WHY = {
    "other-commune": N_("in another commune"),
    "number-unknown": N_("the street, without that number"),
    "street-perhaps": N_("a street whose name is alike"),
    "other-street": N_("another street"),
    "several": N_("the same address"),
}
"""Why a place is not taken without asking, beside its address."""

PLACE = N_("{label} ({why})")
PLACE_FAR = N_("{label} ({why}, {metres} m from the centre of {commune})")


def place_shown(place: Mapping[str, Any], translate: Callable[[str], str]) -> str:
    """A place that a person may choose: its address, why it is in doubt, how far it is."""
    words = {**place, "why": translate(WHY[place["why"]])}
    if place["metres"] is None or not place["commune"]:
        return translate(PLACE).format(**words)
    words["metres"] = grouped(int(place["metres"]), translate)
    return translate(PLACE_FAR).format(**words)
