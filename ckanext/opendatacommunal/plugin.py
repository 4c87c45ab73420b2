"""The plugin `opendatacommunal`: deposits, publication, pages, search."""

from __future__ import annotations

from collections.abc import Callable
from importlib.resources import files
from typing import Any

import click
from flask import Blueprint

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.common import CKANConfig
from ckan.lib.plugins import DefaultTranslation
from ckan.types import AuthFunction

from ckanext.opendatacommunal import helpers, loaders
from ckanext.opendatacommunal.logic import auth, locks
from ckanext.opendatacommunal.organisations import OrganisationMixin
from ckanext.opendatacommunal.search import SearchMixin
from ckanext.opendatacommunal.sheet import licences, schemas


@tk.blanket.config_declarations
@tk.blanket.actions
@tk.blanket.validators
class OpenDataCommunalPlugin(
    SearchMixin, OrganisationMixin, loaders.LoadersMixin, DefaultTranslation, p.SingletonPlugin
):
    p.implements(p.IConfigurer)
    p.implements(p.IConfigurable)
    p.implements(p.IAuthFunctions)
    p.implements(p.ITranslation)
    p.implements(p.ITemplateHelpers)
    p.implements(p.IBlueprint)
    p.implements(p.IClick)

    # IConfigurer

    def update_config(self, config: CKANConfig) -> None:
        tk.add_template_directory(config, "templates")
        tk.add_resource("assets", "opendatacommunal")
        schemas.register(config)

    # IConfigurable

    def configure(self, config: CKANConfig) -> None:
        licences.complete_register()

    # IAuthFunctions

    def get_auth_functions(self) -> dict[str, AuthFunction]:
        ours = {
            name: value
            for name, value in vars(auth).items()
            if name.startswith("opendatacommunal_")
        }
        return {**ours, **locks.LOCKS}

    # ITranslation

    def i18n_directory(self) -> str:
        return str(files("ckanext.opendatacommunal.i18n"))

    def i18n_locales(self) -> list[str]:
        return ["fr"]

    # ITemplateHelpers

    def get_helpers(self) -> dict[str, Callable[..., Any]]:
        ours = {name: getattr(helpers, name) for name in helpers.__all__}
        chained = loaders.datastore_rw_resource_url_types
        return {**ours, chained.__name__: chained}

    # IBlueprint

    def get_blueprint(self) -> list[Blueprint]:
        # They need the module of the Flask application, which loads the plugins.
        from ckanext.opendatacommunal import views, views_data  # noqa: PLC0415

        return [getattr(module, name) for module in (views, views_data) for name in module.__all__]

    # IClick

    def get_commands(self) -> list[click.Command]:
        # A web server needs none of it.
        from ckanext.opendatacommunal import cli  # noqa: PLC0415

        return [cli.opendatacommunal]
