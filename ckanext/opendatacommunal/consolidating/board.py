"""The board as a page and as a table for a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from ckanext.opendatacommunal.consolidating.choices import FILE_NAME
from ckanext.opendatacommunal.consolidating.coverage import Coverage, FileLine, Line, Teller
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import consolidate as words
from ckanext.opendatacommunal.pipeline.export.tables import harmless
from ckanext.opendatacommunal.standalone_page import items, page, section

STYLE = """
.board td:nth-child(4) { text-align: right; white-space: nowrap; }
.board td:nth-child(5) { min-width: 22rem; max-width: 40rem; overflow-wrap: anywhere; }
.board td:nth-child(3) { min-width: 9rem; }
.board ul { margin: .2rem 0 0; padding-left: 1.1rem; }
.state { font-weight: bold; }
.state-in { color: #14603a; } .state-kept { color: #1f5fa8; } .state-nothing { color: #55595e; }
.state-partly, .state-left-out { color: #7a4d00; } .state-blocked, .state-none { color: #a3271d; }
.file { font-family: ui-monospace, monospace; font-size: .9em; overflow-wrap: anywhere; }
@media (max-width: 40rem) {
 .board, .board tbody, .board tr, .board th, .board td { display: block; border: 0; }
 .board thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; }
 .board tr { border: 1px solid #767676; margin: 0 0 .8rem; }
 .board td:empty { display: none; }
 .board td::before { content: attr(data-label) " : "; font-weight: bold; }
 .board td:nth-child(n) { text-align: left; white-space: normal; min-width: 0; }
}
@media print {
 @page { size: A4 landscape; margin: 1.2cm; }
 body { padding: 0; font-size: 9pt; } a { color: inherit; }
 .board tr { break-inside: avoid; } .board thead { display: table-header-group; }
 .board td:nth-child(n) { min-width: 0; }
}
"""


def as_page(found: Coverage, gabarit: Gabarit, epci: str, tell: Teller, language: str) -> bytes:
    """One self-contained page. `epci`: its name."""
    put = tell.translate
    title = put(words.TITLE).format(gabarit=gabarit.title, epci=epci)
    kind = "to_confirm" if found.to_settle else "valid"
    parts = [f'<p class="verdict {kind}">{escape(summary(found, tell))}</p>']
    if found.warnings:
        parts.append(section(put(words.NOT_UNDERSTOOD), [items(found.warnings)]))
    if found.doubts:
        how = f"<p>{escape(put(words.HOW_TO_SETTLE).format(file=FILE_NAME))}</p>"
        parts.append(section(put(words.TO_SETTLE), [how, _files(found.doubts)]))
    parts.append(section(put(words.PRODUCERS), [_producers(found.lines, tell)]))
    if found.aside:
        parts.append(section(put(words.NOT_TAKEN), [_files(found.aside)]))
    # A line that ends with « or begins with » reads badly.
    bound = [part.replace("« ", "«\u00a0").replace(" »", "\u00a0»") for part in parts]
    return page(title, bound, language, STYLE)


def summary(found: Coverage, tell: Teller) -> str:
    """« 41 communes sur 58 sont dans la table (3 120 lignes)… »"""
    there = [each for each in found.lines if each.producer.insee]
    here = sum(each.public > 0 for each in there)
    said = [tell("board-in", here=here, all=len(there), rows=number(found.public))[0]]
    for code, count in (
        ("board-to-mend", found.count("partly", "none", "blocked", "left-out")),
        ("board-doubts", len(found.doubts)),
        ("board-nothing", found.count("nothing")),
    ):
        if count:
            said.append(tell(code if count > 1 else f"{code}-one", count=count)[0])
    return " ".join(said)


def number(count: int) -> str:
    """Thousands apart, as French writes them: a narrow space that does not break.

    >>> number(47500)
    '47\\u202f500'
    """
    return f"{count:,}".replace(",", "\u202f")


def _producers(lines: Iterable[Line], tell: Teller) -> str:
    put = tell.translate
    titles = [put(each) for each in words.BOARD_COLUMNS]
    head = "".join(f'<th scope="col" role="columnheader">{escape(title)}</th>' for title in titles)
    body = "\n".join(_row(line, titles, tell) for line in lines)
    caption = escape(put(words.PRODUCERS))
    # Roles are said outright: a narrow screen shows each row as a block.
    return (
        f'<div class="scroll titled" role="region" tabindex="0" aria-label="{caption}">'
        f'<table class="board" role="table"><caption>{caption}</caption>'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">\n{body}\n</tbody></table></div>'
    )


def _row(line: Line, titles: list[str], tell: Teller) -> str:
    state = f'<span class="state state-{line.state}">{escape(tell.state(line.state))}</span>'
    files = "".join(f'<div class="file">{escape(each)}</div>' for each in line.files)
    rows = _rows(line)
    notes = "".join(f"<li>{escape(each)}</li>" for each in dict.fromkeys(line.notes))
    sheets = "<br>".join(
        f'<a href="{escape(quote(each))}">{escape(_label(each, line, tell))}</a>'
        for each in line.sheets
    )
    cells = (state, files, rows, f"<ul>{notes}</ul>" if notes else "", sheets)
    name = escape(line.producer.name)
    written = "".join(
        f'<td role="cell" data-label="{escape(title)}">{cell}</td>'
        for title, cell in zip(titles[1:], cells, strict=True)
    )
    return f'<tr role="row"><th scope="row" role="rowheader">{name}</th>{written}</tr>'


def _rows(line: Line) -> str:
    """Rows in the table, of those handed in."""
    if not line.files:
        return number(line.public) if line.public else ""
    return f"{number(line.public)} / {number(line.rows)}"


def _label(sheet: str, line: Line, tell: Teller) -> str:
    """Each link says where it leads, out of its row too."""
    kind = words.SHEET_TO_FILL if sheet.endswith(".xlsx") else words.SHEET_TO_READ
    return tell.translate(kind).format(name=line.producer.name)


def _files(lines: Iterable[FileLine]) -> str:
    told = []
    for each in lines:
        owner = f" ({escape(each.owner)})" if each.owner else ""
        hint = f'<br><span class="hint">{escape(each.hint)}</span>' if each.hint else ""
        name = f'<span class="file">{escape(each.name)}</span>{owner}'
        told.append(f"<li>{name}<br>{escape(each.said)}{hint}</li>")
    return "<ul>\n" + "\n".join(told) + "\n</ul>"


def as_csv(found: Coverage, tell: Teller) -> bytes:
    """One line a producer, then one a file that is not taken; as a French spreadsheet opens it."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow([tell.translate(each) for each in words.CSV_COLUMNS])
    for cells in (*_csv_lines(found, tell), *_csv_files(found)):
        writer.writerow([harmless(str(cell)) for cell in cells])
    return out.getvalue().encode("utf-8-sig")


def _csv_lines(found: Coverage, tell: Teller) -> Iterator[list[object]]:
    for line in found.lines:
        changes = [line.changes.get(name, 0) for name in words.CHANGES]
        yield [
            line.producer.code,
            line.producer.name,
            line.producer.population or "",
            tell.state(line.state),
            " | ".join(line.files),
            line.rows,
            line.public,
            line.set_aside,
            line.questions,
            *changes,
            " | ".join(dict.fromkeys(line.notes)),
        ]


def _csv_files(found: Coverage) -> Iterator[list[object]]:
    empty = [""] * (4 + len(words.CHANGES))
    for each in (*found.doubts, *found.aside):
        yield ["", each.owner, "", "", each.name, *empty, f"{each.said} {each.hint}".strip()]
