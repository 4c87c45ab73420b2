"""Who deposits, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.depots.access import Person
from ckanext.opendatacommunal.views.common import action


@dataclass(frozen=True)
class Depositor:
    """The person who is there.

    `organisations`: those the person may deposit for, by title: `{id, name, title}`.
    `helps_all`: a métropole admin, who deposits for any of them and may let the file tell which.
    """

    organisations: tuple[dict[str, Any], ...]
    helps_all: bool

    @classmethod
    def here(cls) -> Depositor:
        person = Person(tk.current_user.name if tk.current_user.is_authenticated else None)
        found = {
            group.name: _short(group.id, group.name, group.title)
            for group in person.organisations()
        }
        if person.helps_all:
            town_halls = (commune.get("organisation") for commune in action("commune_list"))
            found |= {each["name"]: _short(**each) for each in town_halls if each}
        by_title = sorted(found.values(), key=lambda each: each["title"].casefold())
        return cls(tuple(by_title), person.helps_all)

    @property
    def only(self) -> dict[str, Any] | None:
        """The organisation, when there is no choice to make."""
        return self.organisations[0] if len(self.organisations) == 1 else None


def _short(id: str, name: str, title: str | None, **_more: Any) -> dict[str, Any]:  # noqa: A002
    return {"id": id, "name": name, "title": title or name}
