"""What all our pages share: the guard against forged requests, and errors said as sentences."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import RequestEntityTooLarge

import ckan.plugins.toolkit as tk
from ckan.config.middleware.flask_app import csrf


def blueprint(name: str, url_prefix: str = "") -> Blueprint:
    """A blueprint `opendatacommunal_<name>` with our guard and our error pages."""
    made = Blueprint(f"opendatacommunal_{name}", __name__, url_prefix=url_prefix or None)
    made.before_request(check_csrf)
    made.register_error_handler(tk.ObjectNotFound, not_found)
    made.register_error_handler(tk.NotAuthorized, not_authorised)
    made.register_error_handler(RequestEntityTooLarge, too_large)
    made.register_error_handler(CSRFError, session_expired)
    return made


def action(name: str, **data: Any) -> Any:
    """Call `opendatacommunal_<name>` as the person who is there; CKAN fills the context."""
    return tk.get_action(f"opendatacommunal_{name}")({}, data)


def check_csrf() -> None:
    """Refuse a form without our token.

    CKAN 2.12.0 stops checking a view for the life of the process once it was called without a
    session; we therefore check ourselves, except for API tokens, which no browser sends unasked.
    """
    if tk.current_user.is_authenticated and not tk.g.get("login_via_auth_header"):
        csrf.protect()


def not_found(error: Exception) -> tuple[str, int]:
    why = getattr(error, "message", "") or tk._(
        "The address may be mistyped, or what it showed is no longer there."
    )
    return _page(404, tk._("This page does not exist"), why)


def not_authorised(_error: Exception) -> tuple[str, int] | Response:
    if tk.current_user.is_anonymous:
        asked = tk.request.full_path.rstrip("?") if tk.request.method == "GET" else None
        return tk.redirect_to("user.login", came_from=asked)
    return _page(
        403,
        tk._("You do not have access to this page"),
        tk._(
            "It belongs to another organisation, or your account lacks the right to do this. "
            "If you think you should have it, write to the métropole."
        ),
    )


def too_large(_error: Exception) -> tuple[str, int]:
    return _page(
        413,
        tk._("This file is too large"),
        tk._(
            "The portal refused it before reading it. Keep only the sheet that holds the table, "
            "without pictures, then deposit it again."
        ),
    )


def session_expired(_error: Exception) -> tuple[str, int]:
    return _page(
        400,
        tk._("Your session has ended"),
        tk._("Nothing was changed. Go back to the page, reload it, and send the form again."),
    )


def _page(code: int, title: str, sentence: str) -> tuple[str, int]:
    return tk.render("opendatacommunal/error.html", {"title": title, "sentence": sentence}), code
