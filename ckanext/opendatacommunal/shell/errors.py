"""What went wrong, as one sentence for the person at the terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from typing import Any

import click

from ckanext.opendatacommunal.messages import Translate, sentence, translator


class Failure(Exception):
    """A command cannot go on: `code` of a sentence of `messages.shell`.

    Of the same shape as the errors of the pipeline, without importing it.
    """

    status = 2

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


def sentence_of(error: BaseException, language: str) -> str:
    """At most two lines: what is wrong, and what to do about it."""
    translate = translator(language)
    if isinstance(error, click.ClickException):
        return _usage(error, translate)
    code, params = _code_of(error)
    return _lines(code, params, translate)


def is_defect(error: BaseException) -> bool:
    """True when neither the file nor the person at the terminal is the cause."""
    return not isinstance(error, click.ClickException) and _code_of(error)[0] == "defect"


def _code_of(error: BaseException) -> tuple[str, Mapping[str, Any]]:
    params = getattr(error, "params", None)
    if isinstance(params, Mapping):  # one of ours, or of the pipeline's
        return getattr(error, "code", "defect"), params
    if _is_of_gabarit(error):
        return "bad-gabarit", {"reason": str(error)}
    if isinstance(error, OSError):
        return "cannot-open", {"name": error.filename or "", "reason": error.strerror}
    for kind, code in ((MemoryError, "out-of-memory"), (KeyboardInterrupt, "interrupted")):
        if isinstance(error, kind):
            return code, {}
    return ("interrupted" if isinstance(error, click.Abort) else "defect"), {}


def _is_of_gabarit(error: BaseException) -> bool:
    # Not imported for it: a command that reads no gabarit has no need of its reader.
    gabarits = sys.modules.get("ckanext.opendatacommunal.gabarits")
    return gabarits is not None and isinstance(error, gabarits.GabaritError)


def _lines(code: str, params: Mapping[str, Any], translate: Translate) -> str:
    return "\n".join(part for part in sentence(code, params, translate) if part)


def _usage(error: click.ClickException, translate: Translate) -> str:
    context = getattr(error, "ctx", None)
    params: dict[str, Any] = {"command": context.command_path if context else "opendatacommunal"}
    if isinstance(error, click.NoSuchOption):
        return _lines("unknown-option", {**params, "option": error.option_name}, translate)
    if isinstance(error, click.BadOptionUsage):
        return _lines("missing-argument", {**params, "argument": error.option_name}, translate)
    if isinstance(error, click.MissingParameter):
        return _lines("missing-argument", {**params, "argument": _named(error)}, translate)
    if isinstance(error, click.BadParameter):
        return _lines("bad-argument", {**params, "argument": _named(error)}, translate)
    return _lines("wrong-usage", params, translate)


def _named(error: click.BadParameter) -> str:
    """`FILE`, `--commune`: as the help writes it, without the quotes that click puts around it."""
    if error.param is None or error.ctx is None:
        return ""
    return error.param.get_error_hint(error.ctx).replace("'", "")
