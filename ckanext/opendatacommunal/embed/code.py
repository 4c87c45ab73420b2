"""The code that a commune pastes in its own web site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import config, gabarits
from ckanext.opendatacommunal.embed import parameters
from ckanext.opendatacommunal.embed.data import find_commune

WIDTH = 800
HEIGHT = 600
"""Pixels before the frame has said its own: modest, for the day the portal is down."""

# No `allow-same-origin`: that the widget leaves no cookie is then the browser's doing.
SANDBOX = "allow-scripts allow-popups allow-forms allow-top-navigation-by-user-activation"


def table_address(given: parameters.Parameters) -> str:
    return given.address(f"{config.site_url()}/w/1/table")


def commune_page(insee: str) -> str:
    return f"{config.site_url()}/commune/{insee}"


def open_data_of(name: str) -> str:
    """`Données ouvertes d’Écully`: French whatever the page, for it stands on a French site."""
    return f"Données ouvertes d’{name}" if _elides(name) else f"Données ouvertes de {name}"


def oembed_address(given: parameters.Parameters) -> str:
    return f"{config.site_url()}/w/1/oembed?{urlencode({'url': table_address(given)})}"


def iframe(gabarit: str, commune: str, **options: str) -> str:
    """HTML of the table widget of `gabarit` (slug) for `commune` (INSEE code).

    `options`: the other parameters of the address (`cols`, `lang`, `h`, `theme`). Under the frame
    stands a link, the one thing that every CMS lets through. Empty when either is unknown here.
    """
    found = _widget({**options, "commune": commune, "gabarit": gabarit})
    return f"{found.frame('100%', HEIGHT)}\n<p>{found.link}</p>" if found else ""


def opendatacommunal_iframe_code(gabarit: str, commune: str, **options: str) -> str:
    """Helper of templates: see `iframe`. Plain text, for the template to escape."""
    return iframe(gabarit, commune, **options)


def oembed(address: str, maxwidth: str | None, maxheight: str | None) -> dict[str, Any] | None:
    """The oEmbed answer for the address of a widget; None when it is none of ours."""
    found = None
    if address.partition("?")[0] == f"{config.site_url()}/w/1/table":
        found = _widget(dict(parse_qsl(urlsplit(address).query)))
    if found is None:
        return None
    width, height = _at_most(WIDTH, maxwidth), _at_most(HEIGHT, maxheight)
    return {
        "version": "1.0",
        "type": "rich",
        "title": found.title,
        "provider_name": tk.config["ckan.site_title"],
        "provider_url": config.site_url(),
        "cache_age": 86400,
        "width": width,
        "height": height,
        # WordPress lends its own resizing to a frame that follows a quoted link.
        "html": f"<blockquote>{found.link}</blockquote>{found.frame(str(width), height)}",
    }


@dataclass(frozen=True)
class _Widget:
    address: str
    title: str
    link: str

    def frame(self, width: str, height: int) -> str:
        return (
            f'<iframe src="{escape(self.address)}" title="{escape(self.title)}" '
            f'width="{width}" height="{height}" loading="lazy" style="border:0" '
            f'sandbox="{SANDBOX}"></iframe>'
        )


def _widget(options: Mapping[str, str]) -> _Widget | None:
    given = parameters.read(options)
    place = find_commune(given.commune)
    template = gabarits.find(given.gabarit, config.gabarits_dirs())
    if place is None or template is None:
        return None
    name = open_data_of(place.name)
    return _Widget(
        address=table_address(replace(given, commune=place.insee)),
        title=f"{name} : {template.title}",
        link=f'<a href="{escape(commune_page(place.insee))}">{escape(name)}</a>',
    )


def _at_most(size: int, limit: str | None) -> int:
    if not limit or not limit.isdecimal() or not limit.strip("0"):
        return size
    # Of a number with more digits, all that matters is that it is larger.
    return min(size, int(limit)) if len(limit) < 10 else size


def _elides(name: str) -> bool:
    return name[:1].upper() in set("AEIOUYÀÂÉÈÊËÎÏÔŒÙÛ")
