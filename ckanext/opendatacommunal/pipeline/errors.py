"""The only exceptions of the pipeline: a file that cannot be read at all, or a call that is wrong.

PipelineError
  + UnreadableFile    the file is no table; `code` picks the sentence in `messages`
  + UsageError        unknown gabarit, commune, sheet, field…; `code` likewise
"""

from __future__ import annotations

from typing import Any


class PipelineError(Exception):
    """Carries the code of a sentence and what fills it; the text is made where it is shown."""

    def __init__(self, code: str, **params: Any) -> None:
        super().__init__(code)
        self.code = code
        self.params = params


class UnreadableFile(PipelineError):
    """The file cannot be read as a table: image, encrypted workbook, empty file, zip bomb…"""


class UsageError(PipelineError):
    """What was asked for does not exist or does not fit together."""
