"""The HTTP API of a running site, as a browser or a program of the métropole would use it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import requests

import ckan_site
from instance import SetupError

OPERATOR = "operateur"
NOT_FOUND = 404


class NotFound(SetupError):
    """The site knows no such thing."""


@dataclass(frozen=True)
class Login:
    """A person who may log in: user name, password, API token."""

    name: str
    password: str
    token: str


@dataclass(frozen=True)
class Api:
    """Actions of a site, called as one person."""

    url: str
    token: str

    def call(self, action: str, upload: Path | None = None, **data: Any) -> Any:
        """The result of an action; with ``upload``, a file is sent along as field `upload`."""
        address = f"{self.url}/api/3/action/{action}"
        headers = {"Authorization": self.token}
        if upload is None:
            response = requests.post(address, json=data, headers=headers, timeout=300)
        else:
            with upload.open("rb") as handle:
                files = {"upload": (upload.name, handle)}
                response = requests.post(
                    address, data=data, files=files, headers=headers, timeout=300
                )
        try:
            answer = response.json()
        except ValueError:
            answer = None
        if response.status_code == NOT_FOUND:
            raise NotFound(f"{action}: {answer}")
        if not isinstance(answer, dict) or not answer.get("success"):
            said = answer.get("error") if isinstance(answer, dict) else answer
            raise SetupError(f"{action}: the site answered {response.status_code}. {said or ''}")
        return answer["result"]

    def exists(self, action: str, **data: Any) -> bool:
        """Does a `…_show` action find it?"""
        try:
            self.call(action, **data)
        except NotFound:
            return False
        return True


def make_operator(site: ckan_site.Site, password: str) -> Login:
    """The operator of the métropole, a sysadmin; by command line, since nobody can log in yet."""
    name = OPERATOR
    kept = site.folder / f"{name}-token"
    if not kept.exists():
        about = [f"email={name}@opendatacommunal.example", f"password={password}"]
        ckan_site.ckan(
            site, "sysadmin", "add", "--create", name, *about, failure="The operator was not made."
        )
        token = ckan_site.ckan(
            site, "user", "token", "add", "-q", name, "demo", failure="No token for the operator."
        )
        keep(kept, token.strip().splitlines()[-1])
    return Login(name, password, kept.read_text())


def make_editor(site: ckan_site.Site, operator: Api, organisation: str, password: str) -> Login:
    """The référent of an organisation: user `referent-<organisation>`, its editor and no more."""
    name = f"referent-{organisation}"
    kept = site.folder / f"{name}-token"
    if not kept.exists():
        if not operator.exists("user_show", id=name):
            email = f"{name}@opendatacommunal.example"
            operator.call("user_create", name=name, email=email, password=password)
        operator.call("organization_member_create", id=organisation, username=name, role="editor")
        keep(kept, operator.call("api_token_create", user=name, name="demo")["token"])
    return Login(name, password, kept.read_text())


def keep(path: Path, secret: str) -> None:
    path.touch(mode=0o600)
    path.write_text(secret)
