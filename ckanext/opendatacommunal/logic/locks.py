"""Law 13: on the datasets of a gabarit only the pipeline writes.

Each function below stands before CKAN's own of the same name and refuses, sysadmins included, when
the dataset is one of ours. The pipeline calls CKAN's actions with `ignore_auth`, which no request
can set. `dataset_purge` is left to sysadmins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from ckan import authz, model
from ckan.plugins import toolkit as tk
from ckan.types import AuthFunction, AuthResult, Context, DataDict

from ckanext.opendatacommunal.sheet.schemas import dataset_type, in_use

DATASET = (
    "package_update",
    "package_patch",
    "package_delete",
    "package_resource_reorder",
    "package_owner_org_update",
    "package_change_state",
    "package_collaborator_create",
)
RESOURCE = ("resource_update", "resource_patch", "resource_delete")
DATASTORE = (
    "datastore_create",
    "datastore_upsert",
    "datastore_delete",
    "datastore_records_delete",
    "datastore_run_triggers",
)
MANY = ("bulk_update_private", "bulk_update_public", "bulk_update_delete")


def is_ours(dataset_type_: str | None, extras: Any = None) -> bool:
    """A type `donnees-…` of a gabarit in use, or of one that was when the dataset was made."""
    if not isinstance(dataset_type_, str) or not dataset_type_.startswith(dataset_type("")):
        return False
    made_for = (extras or {}).get("gabarit")
    if made_for and dataset_type_ == dataset_type(made_for):
        return True
    return dataset_type_ in {dataset_type(each.slug) for each in in_use()}


def _package_is_ours(reference: str | None) -> bool:
    package = model.Package.get(reference) if isinstance(reference, str) else None
    return package is not None and is_ours(package.type, package.extras)


def _resource_is_ours(reference: str | None) -> bool:
    resource = model.Resource.get(reference) if isinstance(reference, str) else None
    return resource is not None and _package_is_ours(resource.package_id)


def _dataset(data: DataDict) -> bool:
    return is_ours(data.get("type")) or _package_is_ours(data.get("id") or data.get("name"))


def _new_dataset(data: DataDict) -> bool:
    return is_ours(data.get("type"))


def _revised(data: DataDict) -> bool:
    # CKAN asks with what the caller matches, then with the dataset found.
    return _dataset(data) or _dataset(data.get("update") or {}) or _dataset(data.get("match") or {})


def _new_resource(data: DataDict) -> bool:
    return _package_is_ours(data.get("package_id"))


def _resource(data: DataDict) -> bool:
    return _resource_is_ours(data.get("id")) or _new_resource(data)


def _table(data: DataDict) -> bool:
    new = data.get("resource")
    into = new.get("package_id") if isinstance(new, dict) else None
    return _resource_is_ours(data.get("resource_id") or data.get("id")) or _package_is_ours(into)


def _many(data: DataDict) -> bool:
    given = data.get("datasets") or []
    names: Iterable[Any] = given if isinstance(given, list) else [given]
    return any(_package_is_ours(name) for name in names)


def _lock(name: str, is_locked: Callable[[DataDict], bool]) -> Any:
    """The chained function of that name."""

    def guard(next_auth: AuthFunction, context: Context, data_dict: DataDict | None) -> AuthResult:
        if is_locked(data_dict or {}):
            return {
                "success": False,
                "msg": tk._(
                    "This dataset is made from the files that organisations deposit. To change "
                    "it, deposit a file."
                ),
            }
        if authz.is_sysadmin(context.get("user")):
            return {"success": True}
        return next_auth(context, data_dict or {})

    guard.__name__ = name
    guard.__doc__ = "Refuse on the datasets of a gabarit."
    return tk.auth_sysadmins_check(tk.chained_auth_function(guard))


LOCKS: dict[str, AuthFunction] = {
    name: _lock(name, is_locked)
    for names, is_locked in (
        (DATASET, _dataset),
        (RESOURCE, _resource),
        (DATASTORE, _table),
        (MANY, _many),
        (("package_create",), _new_dataset),
        (("package_revise",), _revised),
        (("resource_create",), _new_resource),
    )
    for name in names
}
"""Name of CKAN's auth function → ours, which calls it."""
