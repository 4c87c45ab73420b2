"""Who handed a file in: settled when every hint says so, else left to the operator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ckanext.opendatacommunal.consolidating.choices import Choice
from ckanext.opendatacommunal.consolidating.producers import Producer, name_of, names_of

Hint = Mapping[str, Any]


@dataclass(frozen=True)
class Owner:
    """`code`: the producer, None when it is not sure. `why`: code of the sentence that says how it
    is known, or why it is not; `params` fill it. `likely`: who it may be."""

    code: str | None
    why: str
    params: Mapping[str, Any] = field(default_factory=dict)
    likely: frozenset[str] = frozenset()


def owner_of(
    hints: Iterable[Hint], choice: Choice | None, producers: Mapping[str, Producer], epci: str
) -> Owner:
    """`hints`: those of `look`; two that disagree settle nothing."""
    if choice and choice.producer:
        return Owner(choice.producer, "owner-chosen")
    hints = _without_idle(list(hints))
    several = next((hint for hint in hints if hint["several"]), None)
    if several is not None:
        return _of_several(hints, several, epci)
    named_epci = [hint for hint in hints if hint["epci"] and hint["source"] == "file-name"]
    if named_epci and not any(hint["codes"] == [epci] for hint in hints):
        return _doubt("owner-or-epci", hints, evidence=named_epci[0]["evidence"])
    return _of_one([hint for hint in hints if hint["codes"]], producers)


def _of_one(hints: list[Hint], producers: Mapping[str, Producer]) -> Owner:
    """The one that all hints name."""
    if not hints:
        return Owner(None, "owner-unknown")
    agreed = frozenset.intersection(*(frozenset(hint["codes"]) for hint in hints))
    if not agreed:
        return _doubt("owner-hints-disagree", hints)
    if len(agreed) > 1:
        return Owner(None, "owner-ambiguous", {"communes": names_of(agreed)}, agreed)
    code = next(iter(agreed))
    if code not in producers:
        return Owner(None, "owner-outside", {"commune": name_of(code)}, agreed)
    return Owner(code, f"owner-by-{_strongest(hints)}", {"evidence": _evidence(hints)})


MOST_NAMES = 3
MAIL_HINTS = ("mail-sender", "mail-subject", "mail-name")
STRONGEST_FIRST = ("return-sheet", "column", "title", "sheet", "file-name", *MAIL_HINTS, "folder")


def _strongest(hints: list[Hint]) -> str:
    return min((hint["source"] for hint in hints), key=STRONGEST_FIRST.index)


def _evidence(hints: list[Hint]) -> str:
    strongest = _strongest(hints)
    return next(hint["evidence"] for hint in hints if hint["source"] == strongest)


def _without_idle(hints: list[Hint]) -> list[Hint]:
    """The beginning of a name counts when it settles something; several that it fits do not speak
    against a hint that is precise."""
    firm = [hint for hint in hints if hint["codes"] and not hint["loose"]]
    return [hint for hint in hints if not (hint["loose"] and len(hint["codes"]) > 1 and firm)]


def _of_several(hints: list[Hint], several: Hint, epci: str) -> Owner:
    """Rows of several communes, none with most of them: a service of the EPCI, if that is said."""
    said = next((hint for hint in hints if hint["epci"] or hint["codes"] == [epci]), None)
    others = [hint for hint in hints if hint["codes"] and hint is not several]
    others = [hint for hint in others if hint["codes"] != [epci] and not hint["several"]]
    if said and not others:
        return Owner(epci, "owner-epci", {"evidence": said["evidence"]})
    params = {"count": len(several["codes"]), "evidence": several["evidence"]}
    likely = frozenset(code for hint in others for code in hint["codes"])
    return Owner(None, "owner-several", params, likely or frozenset([epci]))


def _few_names(codes: list[str]) -> str:
    return names_of(codes[:MOST_NAMES]) + ("…" if len(codes) > MOST_NAMES else "")


def _doubt(why: str, hints: Iterable[Hint], **params: Any) -> Owner:
    said = {hint["evidence"]: _few_names(hint["codes"]) for hint in hints if hint["codes"]}
    told = ", ".join(f"« {evidence} » : {commune}" for evidence, commune in said.items())
    likely = frozenset(code for hint in hints for code in hint["codes"])
    return Owner(None, why, {"hints": told, **params}, likely)
