"""Who deposits, and for whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import config
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
        user = tk.current_user
        if user.is_anonymous:
            return cls((), False)
        mine = tk.get_action("organization_list_for_user")({}, {"permission": "create_dataset"})
        helps_all = bool(getattr(user, "sysadmin", False)) or any(
            each["name"] == config.metropole() and each.get("capacity") == "admin" for each in mine
        )
        found = {each["name"]: _short(each) for each in mine}
        if helps_all:
            communes = action("commune_list")
            found |= {
                each["organisation"]["name"]: _short(each["organisation"])
                for each in communes
                if each.get("organisation")
            }
        by_title = sorted(found.values(), key=lambda each: each["title"].casefold())
        return cls(tuple(by_title), helps_all)

    @property
    def only(self) -> dict[str, Any] | None:
        """The organisation, when there is no choice to make."""
        return self.organisations[0] if len(self.organisations) == 1 else None


def _short(organisation: dict[str, Any]) -> dict[str, Any]:
    title = organisation.get("title") or organisation["name"]
    return {"id": organisation["id"], "name": organisation["name"], "title": title}
