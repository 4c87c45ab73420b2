"""The plugin `opendatacommunal`: deposits, publication, pages, search."""

from __future__ import annotations

import importlib
import logging
from importlib.resources import files
from types import ModuleType
from typing import Any

from flask import Blueprint

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.common import CKANConfig
from ckan.lib.plugins import DefaultTranslation

from ckanext.opendatacommunal import (
    model,  # noqa: F401  (its tables join CKAN's)
    scheming_schemas,
    sheet_licences,
)
from ckanext.opendatacommunal.organisations import OrganisationMixin
from ckanext.opendatacommunal.search import SearchMixin

log = logging.getLogger(__name__)
PACKAGE = "ckanext.opendatacommunal"


def _landed(name: str) -> ModuleType | None:
    # TODO: plain imports once every part is there.
    try:
        return importlib.import_module(f"{PACKAGE}.{name}")
    except ImportError as error:
        log.warning("%s is not there yet: %s", name, error)
        return None


@tk.blanket.config_declarations
@tk.blanket.actions
@tk.blanket.auth_functions
@tk.blanket.validators
class OpenDataCommunalPlugin(SearchMixin, OrganisationMixin, DefaultTranslation, p.SingletonPlugin):
    p.implements(p.IConfigurer)
    p.implements(p.IConfigurable)
    p.implements(p.ITranslation)
    p.implements(p.ITemplateHelpers)
    p.implements(p.IBlueprint)
    p.implements(p.IClick)

    # IConfigurer

    def update_config(self, config: CKANConfig) -> None:
        tk.add_template_directory(config, "templates")
        if (files(PACKAGE) / "assets" / "webassets.yml").is_file():
            tk.add_resource("assets", "opendatacommunal")
        scheming_schemas.register(config)

    # IConfigurable

    def configure(self, config: CKANConfig) -> None:
        sheet_licences.complete_register()

    # ITranslation

    def i18n_directory(self) -> str:
        return str(files("ckanext.opendatacommunal.i18n"))

    def i18n_locales(self) -> list[str]:
        return ["fr"]

    # ITemplateHelpers

    def get_helpers(self) -> dict[str, Any]:
        module = _landed("helpers")
        if module is None:
            return {}
        names = getattr(module, "__all__", None) or [
            name
            for name, value in vars(module).items()
            if getattr(value, "__module__", "") == module.__name__ and not name.startswith("_")
        ]
        return {name: getattr(module, name) for name in names}

    # IBlueprint

    def get_blueprint(self) -> list[Blueprint]:
        found = []
        for name in ("views", "views_data"):
            module = _landed(name)
            if module:
                found += [getattr(module, each) for each in getattr(module, "__all__", ())]
        return [each for each in found if isinstance(each, Blueprint)]

    # IClick

    def get_commands(self) -> list[Any]:
        module = _landed("cli")
        if module is None:
            return []
        return [getattr(module, name) for name in getattr(module, "__all__", ())]
