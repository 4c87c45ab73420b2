"""Keep the names of the datasets that the pipeline makes: `<slug>` and `<slug>-<organisation>`.

Whoever took one first would keep every organisation from publishing.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.types import Action, Context, DataDict

from ckanext.opendatacommunal.logic.locks import is_ours
from ckanext.opendatacommunal.sheet.schemas import in_use

__all__ = ["package_create", "package_update"]


@tk.chained_action
def package_create(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's own, once the name is known to be free."""
    if not is_ours(data_dict.get("type")) and is_kept(data_dict.get("name")):
        tk.check_access("package_create", context, data_dict)
        raise _refusal(data_dict["name"])
    return next_action(context, data_dict)


@tk.chained_action
def package_update(next_action: Action, context: Context, data_dict: DataDict) -> Any:
    """CKAN's own, once a new name is known to be free; one taken long ago may stay."""
    wanted = data_dict.get("name")
    if is_kept(wanted):
        reference = data_dict.get("id") or wanted
        package = model.Package.get(reference) if isinstance(reference, str) else None
        if package and package.name != wanted and not is_ours(package.type, package.extras):
            tk.check_access("package_update", context, data_dict)
            raise _refusal(wanted)
    return next_action(context, data_dict)


def is_kept(name: Any) -> bool:
    """True for the name of a gabarit in use, alone or before the name of an organisation."""
    if not isinstance(name, str):
        return False
    slugs = [each.slug for each in in_use()]
    owners = [name.removeprefix(f"{slug}-") for slug in slugs if name.startswith(f"{slug}-")]
    return name in slugs or (bool(owners) and _is_organisation(owners))


def _is_organisation(names: list[str]) -> bool:
    query = sa.select(model.Group.id).where(
        model.Group.name.in_(names), model.Group.is_organization
    )
    return model.Session.scalars(query).first() is not None


def _refusal(name: Any) -> tk.ValidationError:
    sentence = tk._(
        "The name “{name}” is kept for the data that organisations deposit. Choose another name, "
        "for example by adding a word to it."
    )
    return tk.ValidationError({"name": [sentence.format(name=name)]})
