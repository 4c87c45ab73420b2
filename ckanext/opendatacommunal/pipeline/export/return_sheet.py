"""The return sheet: the report as a page to send to a town hall that mails its files."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import N_, Translate
from ckanext.opendatacommunal.messages.numbers import MORE, grouped, rows_in_words
from ckanext.opendatacommunal.pipeline.export.tables import reasons_by_row
from ckanext.opendatacommunal.standalone_page import items, page, section, table

MOST_ISSUES = 500
SHOWN_CHANGES = 10
MOST_ALIKE = 3
"""Same remarks on as many lines at most are written out."""

TITLE = N_("Return sheet: {gabarit}, file {name}")
SUMMARY = N_("In figures")
QUESTIONS = N_("Questions for you")
TO_MEND = N_("To mend in your file")
SET_ASIDE = N_("Rows set aside")
CORRECTED = N_("What was corrected")
RECOGNISED = N_("What was recognised")
TO_KNOW = N_("Good to know")
WHOLE_FILE = N_("The whole file")
CHOICES = N_("Possible answers: {candidates}.")
SAME_ON = N_("The same on {count} other lines: {rows}.")
LINES, LINE = N_("Lines: {rows}."), N_("Line: {rows}.")
WAITS = N_("Waits for your answer to question {number}.")
WAIT = N_("Waits for your answers to questions {numbers}.")
NOT_TAKEN = N_("not taken over")
READ_IN = N_("Sheet read: {sheet}.")
HEADER_AT = N_("The names of the columns are on line {row}; lines are numbered as in your file.")
AT_LINE = N_("Line {row}: ")
"""How a sentence on one line begins."""
ROW, COLUMN, REASON = N_("Line"), N_("Column"), N_("Reason")
BEFORE, AFTER, ROWS, FIELD = N_("Before"), N_("After"), N_("Rows"), N_("Field")

FIGURES = {
    "rows": N_("Rows read"),
    "publishable": N_("Publishable rows"),
    "set_aside": N_("Rows set aside"),
    "corrections": N_("Corrected cells"),
    "questions": N_("Questions"),
    "errors": N_("Errors"),
    "warnings": N_("Warnings"),
}
CHANGES = {
    "added": N_("New rows since last time"),
    "changed": N_("Changed rows"),
    "unchanged": N_("Unchanged rows"),
    "disappeared": N_("Published rows that are not in the file"),
}

STYLE = """
.figures { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 1rem 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { color: #444; } .figures dd { margin: 0; font-size: 1.4rem; font-weight: bold; }
ol.questions { padding-left: 2rem; } ol.questions li { margin-bottom: .8rem; }
ol.questions li::marker { font-weight: bold; }
li { overflow-wrap: anywhere; }
@media (max-width: 30rem) {
  body { padding: .6rem; } table { font-size: .85rem; } th, td { padding: .2rem .3rem; }
  h1 { font-size: 1.3rem; } ul, ol.questions { padding-left: 1.4rem; }
}
@media print {
  @page { margin: 1.5cm; }
  body { padding: 0; font-size: 10pt; } th, td { overflow-wrap: anywhere; }
  h2, h3, caption { break-after: avoid; }
  tr, li, .verdict { break-inside: avoid; }
  thead { display: table-header-group; }
}
"""


def return_sheet(
    told: Mapping[str, Any], gabarit: Gabarit, translate: Translate, language: str
) -> bytes:
    """The page, from a report (`report.report`)."""
    title = translate(TITLE).format(gabarit=gabarit.title, name=told["file"]["name"])
    titles = {each["name"]: each["title"] for each in told["choices"]}
    verdict = f'<p class="verdict {told["verdict"]}">{escape(told["message"])}</p>'
    parts = (
        verdict,
        *_questions(told, translate),
        *_to_mend(told, translate),
        *_set_aside(told, translate),
        _figures(told, translate),
        *_corrected(told, translate),
        _recognised(told, titles, translate),
        *_to_know(told, translate),
    )
    return page(title, parts, language, STYLE)


def _figures(told: Mapping[str, Any], translate: Translate) -> str:
    shown = {label: told["counts"][name] for name, label in FIGURES.items()}
    changes = told["changes"]
    if any(changes[name] for name in ("changed", "unchanged", "disappeared")):
        shown |= {label: changes[name] for name, label in CHANGES.items()}
    pairs = "".join(
        f"<div><dt>{escape(translate(label))}</dt><dd>{grouped(count, translate)}</dd></div>"
        for label, count in shown.items()
    )
    return section(translate(SUMMARY), [f'<dl class="figures">{pairs}</dl>'])


def _questions(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    if told["questions"]:
        asked = [_question(each, translate) for each in told["questions"]]
        yield section(translate(QUESTIONS), [f'<ol class="questions">{"".join(asked)}</ol>'])


def _question(asked: Mapping[str, Any], translate: Translate) -> str:
    said = [_choices(asked, translate)]
    if asked["rows"]:
        lines = LINES if len(asked["rows"]) > 1 else LINE
        said.append(translate(lines).format(rows=rows_in_words(asked["rows"])))
    hint = escape(" ".join(filter(None, said)))
    return f'<li>{escape(asked["message"])}<br><span class="hint">{hint}</span></li>'


def _choices(asked: Mapping[str, Any], translate: Translate) -> str:
    """The hint, and the candidates unless the hint has just named them."""
    labels = ", ".join(asked["labels"].values())
    if not labels or labels in asked["hint"] + asked["message"]:
        return asked["hint"]
    return f"{asked['hint']} {translate(CHOICES).format(candidates=labels)}".strip()


def _to_mend(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    by_column: dict[str, dict[tuple[str, str], list[Mapping[str, Any]]]] = defaultdict(dict)
    for issue in told["issues"]:
        if issue["severity"] != "info":
            column = issue["column"] or translate(WHOLE_FILE)
            alike = (issue["code"], issue["value"] or issue["params"].get("given") or "")
            by_column[column].setdefault(alike, []).append(issue)
    parts = []
    for column, found in by_column.items():
        said = [each for issues in found.values() for each in _alike(issues, translate)]
        parts.append(f"<h3>{escape(column)}</h3>")
        parts.append(items(said[:MOST_ISSUES]))
        parts.extend(_more(len(said) - MOST_ISSUES, translate))
    if parts:
        yield section(translate(TO_MEND), parts)


def _alike(issues: Sequence[Mapping[str, Any]], translate: Translate) -> list[tuple[str, str]]:
    """The same remark on many lines: said once, then the other lines."""
    if len(issues) <= MOST_ALIKE or any(issue["row"] is None for issue in issues):
        return [(issue["message"], issue["hint"]) for issue in issues]
    first, *others = issues
    rows = rows_in_words(issue["row"] for issue in others)
    count = grouped(len(others), translate)
    more = translate(SAME_ON).format(count=count, rows=rows)
    return [(first["message"], first["hint"]), (more, "")]


def _set_aside(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    """Rows by their reasons: a whole file that waits for one answer is one line."""
    if not told["set_aside"]:
        return
    by_reason: dict[str, list[int]] = defaultdict(list)
    numbers = {each["message"]: place for place, each in enumerate(told["questions"], 1)}
    for row, reasons in reasons_by_row(told).items():
        # The number of the line stands beside: without it, lines of one reason come together.
        prefix = translate(AT_LINE).format(row=row)
        said = [each.removeprefix(prefix) for each in reasons if each not in numbers]
        said += _waits([numbers[each] for each in reasons if each in numbers], translate)
        by_reason[" ".join(said)].append(row)
    rows = [(rows_in_words(rows), reason) for reason, rows in by_reason.items()]
    header = (translate(ROWS), translate(REASON))
    shown = table(translate(SET_ASIDE), header, rows[:MOST_ISSUES], titled=True)
    yield section(translate(SET_ASIDE), [shown, *_more(len(rows) - MOST_ISSUES, translate)])


def _waits(numbers: Sequence[int], translate: Translate) -> list[str]:
    if len(numbers) > 1:
        return [translate(WAIT).format(numbers=rows_in_words(numbers))]
    return [translate(WAITS).format(number=each) for each in numbers]


def _corrected(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    by_rule: dict[str, dict[tuple[str, str, str], list[int]]] = defaultdict(dict)
    for each in told["corrections"]:
        change = (each["column"], each["before"], each["after"])
        by_rule[each["rule"]].setdefault(change, []).append(each["row"])
    header = [translate(name) for name in (COLUMN, BEFORE, AFTER, ROWS)]
    tables = []
    for rule, changes in by_rule.items():
        rows = [(*change, rows_in_words(rows)) for change, rows in changes.items()]
        tables.append(table(told["rules"].get(rule, rule), header, rows[:SHOWN_CHANGES]))
        tables.extend(_more(len(rows) - SHOWN_CHANGES, translate))
    if tables:
        yield section(translate(CORRECTED), tables)


def _recognised(told: Mapping[str, Any], titles: Mapping[str, str], translate: Translate) -> str:
    found = told["file"]
    said = [translate(READ_IN).format(sheet=found["sheet"])] if found["sheet"] else []
    if found["header_row"]:
        said.append(translate(HEADER_AT).format(row=found["header_row"]))
    rows = [
        (each["source"], titles.get(each["field"], each["field"]) or translate(NOT_TAKEN))
        for each in told["columns"]
    ]
    header = (translate(COLUMN), translate(FIELD))
    shown = table(translate(RECOGNISED), header, rows, titled=True)
    return section(translate(RECOGNISED), [f"<p>{escape(' '.join(said))}</p>", shown])


def _to_know(told: Mapping[str, Any], translate: Translate) -> Iterable[str]:
    found = [
        (issue["message"], issue["hint"]) for issue in told["issues"] if issue["severity"] == "info"
    ]
    if found:
        more = _more(len(found) - MOST_ISSUES, translate)
        yield section(translate(TO_KNOW), [items(found[:MOST_ISSUES]), *more])


def _more(count: int, translate: Translate) -> list[str]:
    said = translate(MORE).format(count=grouped(count, translate))
    return [f"<p>{escape(said)}</p>"] if count > 0 else []
