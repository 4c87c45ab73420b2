"""The plugin `opendatacommunal_feeds`: our RDF profile, and a catalogue that never breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.common import CKANConfig

PROFILE = "opendatacommunal"
PROFILES_OPTION = "ckanext.dcat.rdf.profiles"

WITHOUT_PARTS = "-partie_de:?*"
"""Solr: no dataset that is part of another, so that no row is in the feed twice."""

Action = Callable[..., Any]


class FeedsPlugin(p.SingletonPlugin):
    p.implements(p.IConfigurer)
    p.implements(p.IActions)

    # IConfigurer

    def update_config(self, config: CKANConfig) -> None:
        """Our profile adds to those in use; it replaces none."""
        profiles = tk.aslist(config.get(PROFILES_OPTION))
        if PROFILE not in profiles:
            # ckanext-dcat splits this option itself, at single spaces.
            config[PROFILES_OPTION] = " ".join((*profiles, PROFILE))

    # IActions

    def get_actions(self) -> dict[str, Action]:
        return {
            "dcat_catalog_show": dcat_catalog_show,
            "dcat_catalog_search": dcat_catalog_search,
            "scheming_dataset_schema_show": scheming_dataset_schema_show,
        }


@tk.chained_action
def dcat_catalog_show(original: Action, context: Any, data_dict: dict[str, Any]) -> Any:
    return original(context, _whole_only(data_dict))


@tk.chained_action
def dcat_catalog_search(original: Action, context: Any, data_dict: dict[str, Any]) -> Any:
    return original(context, _whole_only(data_dict))


def _whole_only(data_dict: dict[str, Any]) -> dict[str, Any]:
    """The default feed carries the métropole-wide datasets; one with `q` or `fq`, what it asks."""
    if data_dict.get("q") or data_dict.get("fq"):
        return data_dict
    return {**data_dict, "fq": WITHOUT_PARTS}


@tk.side_effect_free
@tk.chained_action
def scheming_dataset_schema_show(
    original: Action, context: Any, data_dict: dict[str, Any]
) -> dict[str, Any]:
    """ckanext-scheming's action, with an answer for the type `dataset` when it has no schema.

    ckanext-dcat asks for that schema before it writes any dataset whatever its type, takes "no
    such action" for "scheming is not there", and fails on "no such schema": one schema of any
    other type then breaks all its pages. An empty schema is what it takes for no scheming. Through
    the API the action answers as before.
    """
    try:
        return original(context, data_dict)
    except tk.ObjectNotFound:
        if data_dict.get("type") == "dataset" and "api_version" not in context:
            return {}
        raise
