"""Gabarits for which nobody deposits: made from the data of others, or handed in elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PORTAL = "portail"
"""Source of a derived gabarit whose rows are the datasets of the portal itself."""


@dataclass(frozen=True)
class Derived:
    """How the rows come from those of another gabarit.

    `source`: its slug, or `PORTAL`. `where`: column of the source → values of which a row has one.
    `columns`: column here → column of the source; one of the same name needs no word. `values`:
    column here → value of the source → value here. `once_per`: columns here; of the rows that agree
    on all of them, the first stands for all.
    """

    source: str
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    once_per: tuple[str, ...] = ()

    @property
    def of_portal(self) -> bool:
        return self.source == PORTAL


@dataclass(frozen=True)
class Relay:
    """Where the official deposit is. `url`: where to do it. `commune_url`: what is there of one
    commune, with `{insee}`, or None. `why`: language → why it is not done here.
    """

    url: str
    commune_url: str | None
    why: Mapping[str, str]


def derived_of(ours: Mapping[str, Any]) -> Derived | None:
    """What `gabarit.yaml` says. Raises `KeyError` where a derived gabarit names no source."""
    if ours["kind"] != "derived":
        return None
    said = ours["derived"]
    return Derived(
        source=said["from"],
        where={name: tuple(map(str, values)) for name, values in said.get("where", {}).items()},
        columns=dict(said.get("columns", {})),
        values={
            name: {str(before): str(after) for before, after in changes.items()}
            for name, changes in said.get("values", {}).items()
        },
        once_per=tuple(said.get("once_per", ())),
    )


def relay_of(ours: Mapping[str, Any]) -> Relay | None:
    """What `gabarit.yaml` says. Raises `KeyError` where a relay names no address."""
    if ours["kind"] != "relay":
        return None
    said = ours["relay"]
    return Relay(said["url"], said.get("commune_url"), said["why"])
