"""Fetch a schema from the web: https, public hosts, two megabytes at most."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable
from urllib.parse import urljoin, urlsplit

from ckanext.opendatacommunal.pipeline.errors import UsageError

MOST_BYTES = 2_000_000
MOST_REDIRECTS = 3
SECONDS = 20
AT_A_TIME = 65_536

Allowed = Callable[[str], bool]


def is_address(text: str) -> bool:
    return "://" in text


def is_public(url: str) -> bool:
    """https, and a host all of whose addresses are public: a server is never made to talk to its
    own network."""
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or parts.username:
        return False
    try:
        found = socket.getaddrinfo(parts.hostname, parts.port or 443, type=socket.SOCK_STREAM)
    except (OSError, ValueError):
        return False
    return bool(found) and all(ipaddress.ip_address(each[4][0]).is_global for each in found)


def download(url: str, allowed: Allowed = is_public) -> bytes:
    """The bytes at `url`. Each address that one redirects to must be `allowed` too.

    Raises `UsageError`: `address-refused`, `address-silent`, `too-large`.
    """
    import requests  # noqa: PLC0415 - a quarter of a second, for those who fetch only

    address = url
    for _redirect in range(MOST_REDIRECTS + 1):
        if not allowed(address):
            raise UsageError("address-refused", url=address)
        try:
            with requests.get(address, stream=True, timeout=SECONDS, allow_redirects=False) as told:
                if told.is_redirect:
                    address = urljoin(address, told.headers["location"])
                    continue
                if told.status_code != 200:
                    raise UsageError("address-silent", url=address, reason=told.status_code)
                return _content(told, address)
        except requests.RequestException as error:
            reason = type(error).__name__
            raise UsageError("address-silent", url=address, reason=reason) from error
    raise UsageError("address-refused", url=address)


def _content(told: object, address: str) -> bytes:
    held = bytearray()
    for piece in told.iter_content(AT_A_TIME):  # type: ignore[attr-defined]
        held += piece
        if len(held) > MOST_BYTES:
            raise UsageError("too-large", url=address)
    return bytes(held)
