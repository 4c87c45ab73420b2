"""What a process of CKAN has loaded: polars must be in none that forks (it hangs in the child).

python loaded.py INI FILE USER PAGE…
    a web process: deposits and publishes FILE as USER, opens the pages, then prints which of
    `FORBIDDEN` it has loaded
`note` is a job: run by a worker, it tells what the worker had loaded when it forked.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

FORBIDDEN = ("polars", "python_calamine")


def found() -> list[str]:
    return [name for name in FORBIDDEN if name in sys.modules]


def note(path: str) -> None:
    Path(path).write_text(" ".join(found()) or "none", encoding="utf-8")


def main(ini: str, file: str, user: str, *pages: str) -> None:
    from ckan.cli import load_config  # noqa: PLC0415 - `note` runs without
    from ckan.config.middleware import make_app  # noqa: PLC0415

    app = make_app(load_config(ini))
    from ckanext.opendatacommunal.tests.ckan.deposits import deposit, publish  # noqa: PLC0415

    with app._wsgi_app.test_request_context():
        publish(user, deposit(user, Path(file).read_bytes()))
    # Plugins that the ini of the tests does not list.
    for name in ("embed.plugin", "embed.views", "feeds.plugin"):
        import_module(f"ckanext.opendatacommunal.{name}")
    for page in pages:
        status = app._wsgi_app.test_client().get(page).status_code
        assert status == 200, (page, status)
    print(" ".join(found()) or "none")


if __name__ == "__main__":
    main(*sys.argv[1:])
