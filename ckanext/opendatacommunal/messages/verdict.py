"""The verdict on a whole file, in one sentence that says how many rows go out."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ckanext.opendatacommunal.messages.mark import N_
from ckanext.opendatacommunal.messages.numbers import grouped

# (one, several) by count; nothing is said of a count of zero, but of rows to publish.
PARTS: dict[str, tuple[str, str]] = {
    "publishable": (N_("{n} row will be published"), N_("{n} rows will be published")),
    "set_aside": (N_("{n} row is set aside"), N_("{n} rows are set aside")),
    "questions": (N_("{n} question awaits your answer"), N_("{n} questions await your answer")),
}

ROWS = (N_("{n} row"), N_("{n} rows"))
ERRORS = (N_("{n} error"), N_("{n} errors"))
NO_ERROR = N_("no error")

STOPPED = N_("nothing is published before you have answered")
NONE_TO_PUBLISH = N_("no row can be published for now")
ALL_WELL = N_("everything is in order")


def verdict_message(
    verdict: str, counts: Mapping[str, int], translate: Callable[[str], str], *, stopped: bool
) -> str:
    """“12 rows will be published, 2 rows are set aside, 1 question awaits your answer.”

    `stopped`: an open question holds the whole file back (law 6).
    """
    said = [translate(STOPPED)] if stopped else []
    if not counts["publishable"]:
        said.append(translate(NONE_TO_PUBLISH))
    for name, (one, several) in PARTS.items():
        count = counts[name]
        if count:
            said.append(_counted(count, one, several, translate))
    if verdict == "valid" and counts["publishable"] and not counts["set_aside"]:
        said.append(translate(ALL_WELL))
    text = ", ".join(said)
    return f"{text[:1].upper()}{text[1:]}."


def tally(counts: Mapping[str, int], translate: Callable[[str], str]) -> str:
    """“12 rows, no error”, from the counts of a Table Schema verdict."""
    errors = counts["errors"]
    said = _counted(errors, *ERRORS, translate) if errors else translate(NO_ERROR)
    return f"{_counted(counts['rows'], *ROWS, translate)}, {said}"


def _counted(count: int, one: str, several: str, translate: Callable[[str], str]) -> str:
    return translate(one if count == 1 else several).format(n=grouped(count, translate))
