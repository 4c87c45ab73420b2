"""The return sheet: the report as a page to send to a town hall that mails its files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import N_, Translate
from ckanext.opendatacommunal.pipeline.export.tables import reasons_by_row
from ckanext.opendatacommunal.standalone_page import items, page, section, table

MOST_ISSUES = 500
SHOWN_CHANGES = 10
SHOWN_ROWS = 20

TITLE = N_("Return sheet: {gabarit}, file {name}")
QUESTIONS = N_("Questions for you")
TO_MEND = N_("To mend in your file")
SET_ASIDE = N_("Rows set aside")
CORRECTED = N_("What was corrected")
RECOGNISED = N_("What was recognised")
TO_KNOW = N_("Good to know")
WHOLE_FILE = N_("The whole file")
CHOICES = N_("Possible answers: {candidates}.")
MORE = N_("And {count} more.")
NOT_TAKEN = N_("not taken over")
ROW, COLUMN, REASON = N_("Line"), N_("Column"), N_("Reason")
BEFORE, AFTER, ROWS, FIELD = N_("Before"), N_("After"), N_("Rows"), N_("Field")


def return_sheet(
    told: Mapping[str, Any], gabarit: Gabarit, translate: Translate, language: str
) -> bytes:
    """The page, from a report (`report.report`)."""
    title = translate(TITLE).format(gabarit=gabarit.title, name=told["file"]["name"])
    titles = {each.name: each.title for each in gabarit.fields}
    verdict = f'<p class="verdict {told["verdict"]}">{escape(told["message"])}</p>'
    parts = (
        verdict,
        *_questions(told, translate),
        *_to_mend(told, translate),
        *_set_aside(told, translate),
        *_corrected(told, translate),
        _recognised(told, titles, translate),
        *_to_know(told, translate),
    )
    return page(title, parts, language)


def _questions(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    if told["questions"]:
        asked = [(each["message"], _choices(each, translate)) for each in told["questions"]]
        yield section(translate(QUESTIONS), [items(asked)])


def _choices(asked: Mapping[str, Any], translate: Translate) -> str:
    """The hint, and the candidates unless the hint has just named them."""
    labels = ", ".join(asked["labels"].values())
    if not labels or labels in asked["hint"] + asked["message"]:
        return asked["hint"]
    return f"{asked['hint']} {translate(CHOICES).format(candidates=labels)}".strip()


def _to_mend(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    by_column: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for issue in told["issues"]:
        if issue["severity"] != "info":
            column = issue["column"] or translate(WHOLE_FILE)
            by_column[column].append((issue["message"], issue["hint"]))
    parts = []
    for column, found in by_column.items():
        parts.append(f"<h3>{escape(column)}</h3>")
        parts.append(items(found[:MOST_ISSUES]))
        parts.extend(_more(len(found) - MOST_ISSUES, translate))
    if parts:
        yield section(translate(TO_MEND), parts)


def _set_aside(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    if told["set_aside"]:
        rows = [(row, " ".join(reasons)) for row, reasons in reasons_by_row(told).items()]
        header = (translate(ROW), translate(REASON))
        shown = table(translate(SET_ASIDE), header, rows[:MOST_ISSUES], titled=True)
        yield section(translate(SET_ASIDE), [shown, *_more(len(rows) - MOST_ISSUES, translate)])


def _corrected(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    by_rule: dict[str, dict[tuple[str, str, str], list[int]]] = defaultdict(dict)
    for each in told["corrections"]:
        change = (each["column"], each["before"], each["after"])
        by_rule[each["rule"]].setdefault(change, []).append(each["row"])
    header = [translate(name) for name in (COLUMN, BEFORE, AFTER, ROWS)]
    tables = []
    for rule, changes in by_rule.items():
        rows = [(*change, _few(rows)) for change, rows in changes.items()]
        tables.append(table(told["rules"].get(rule, rule), header, rows[:SHOWN_CHANGES]))
        tables.extend(_more(len(rows) - SHOWN_CHANGES, translate))
    if tables:
        yield section(translate(CORRECTED), tables)


def _recognised(told: Mapping[str, Any], titles: Mapping[str, str], translate: Translate) -> str:
    rows = [
        (each["source"], titles.get(each["field"], each["field"]) or translate(NOT_TAKEN))
        for each in told["columns"]
    ]
    header = (translate(COLUMN), translate(FIELD))
    return section(translate(RECOGNISED), [table(translate(RECOGNISED), header, rows, titled=True)])


def _to_know(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    found = [
        (issue["message"], issue["hint"]) for issue in told["issues"] if issue["severity"] == "info"
    ]
    if found:
        more = _more(len(found) - MOST_ISSUES, translate)
        yield section(translate(TO_KNOW), [items(found[:MOST_ISSUES]), *more])


def _more(count: int, translate: Translate) -> list[str]:
    return [f"<p>{escape(translate(MORE).format(count=count))}</p>"] if count > 0 else []


def _few(rows: list[int]) -> str:
    shown = ", ".join(map(str, rows[:SHOWN_ROWS]))
    return f"{shown}…" if len(rows) > SHOWN_ROWS else shown
