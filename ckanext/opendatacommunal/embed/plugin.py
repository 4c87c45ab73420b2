"""The plugin `opendatacommunal_embed`: widgets that communes show on their own sites."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, g

import ckan.plugins as p
import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal.embed import code, views


class EmbedPlugin(p.SingletonPlugin):
    p.implements(p.IBlueprint)
    p.implements(p.ISignal)
    p.implements(p.ITemplateHelpers)

    # IBlueprint

    def get_blueprint(self) -> list[Blueprint]:
        return [views.embed]

    # ISignal

    def get_signal_subscriptions(self) -> dict[Any, list[Any]]:
        return {tk.signals.request_finished: [finish]}

    # ITemplateHelpers

    def get_helpers(self) -> dict[str, Callable[..., Any]]:
        return {"opendatacommunal_iframe_code": code.opendatacommunal_iframe_code}


def finish(_sender: Any, response: Response, **_more: Any) -> None:
    """Give a widget's answer the caching it asked for.

    Sent once everything else has put its hand to the response: CKAN forbids browsers to keep what
    it serves and lets it vary by cookie. A widget is the same for everyone and leaves none.
    """
    caching = g.pop("opendatacommunal_caching", None)
    if caching is None:
        return
    response.headers["Cache-Control"] = caching
    response.headers["Vary"] = "Accept-Encoding"
    response.headers.pop("Set-Cookie", None)
