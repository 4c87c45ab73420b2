"""Everything that comes out of a run, put in its place at once."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from ckanext.opendatacommunal.consolidating import board, choices, lignes, state
from ckanext.opendatacommunal.consolidating.checking import Checked, sheet_path
from ckanext.opendatacommunal.consolidating.coverage import Coverage, coverage
from ckanext.opendatacommunal.consolidating.table import table
from ckanext.opendatacommunal.consolidating.versions import FIRST_SOURCE
from ckanext.opendatacommunal.messages import consolidate as words
from ckanext.opendatacommunal.standalone_page import items, page

if TYPE_CHECKING:
    from ckanext.opendatacommunal.consolidating.run import Outcome, _Run

BOARD, BOARD_CSV = "couverture.html", "couverture.csv"


def write(run: _Run, checked: Checked) -> Outcome:
    """The table, the board, the return sheets, and what the next run needs."""
    from ckanext.opendatacommunal.consolidating.run import Outcome  # noqa: PLC0415 - it calls us

    order, journal, tell = run.order, run.journal, run.tell
    run.memory.put(journal, run.rows, checked.profiles)
    _drop_empty_sources(run)
    _pages_on_unreadable(run)
    found = _coverage(run)
    epci = run.producers[order.epci].name
    journal.put(order.out, table(run.rows, run.producers, order.gabarit))
    content = board.as_page(found, order.gabarit, epci, tell, order.language)
    journal.put(order.report_dir / BOARD, content)
    journal.put(order.report_dir / BOARD_CSV, board.as_csv(found, tell))
    questions = {each.name: f"{each.said} {each.hint}" for each in found.doubts}
    if questions or run.choices or (order.report_dir / choices.FILE_NAME).is_file():
        settled = choices.written(run.choices, questions)
        journal.put(order.report_dir / choices.FILE_NAME, settled)
    told = board.summary(found, tell)
    doubts = tuple((each.name, f"{each.said} {each.hint}".strip()) for each in found.doubts)
    # A file whose reading was given up may be read on a better day: it is tried again.
    given_up = any(each.code.startswith("ended-") for each in run.sorting.places.values())
    given_up = given_up or any(each["unplaced"] for each in checked.results.values())
    run.state.last = {
        "everything": "" if given_up else run.everything(),
        "summary": told,
        "settled": not found.to_settle,
        "doubts": doubts,
    }
    journal.put(order.report_dir / state.FILE_NAME, run.state.content)
    journal.commit()
    return Outcome(told, not found.to_settle, doubts)


def _drop_empty_sources(run: _Run) -> None:
    """A source without a file and without a public row has nothing to say any more."""
    for code, sources in run.state.sources.items():
        public = {each.source for each in run.rows.get(code, ()) if each.state == lignes.PUBLIC}
        taken = run.sorting.taken.get(code, {})
        for name in [name for name in sources if name not in public and name not in taken]:
            del sources[name]


def _coverage(run: _Run) -> Coverage:
    sheets = {
        code: [_beside(path, run.order.report_dir) for path in _sheets_of(run, code)]
        for code in run.producers
    }
    found = coverage(
        run.producers,
        run.state.sources,
        run.rows,
        run.sorting,
        sheets=sheets,
        notes=run.notes,
        tell=run.tell,
    )
    found.warnings = list(_warnings(run))
    return found


def _sheets_of(run: _Run, code: str) -> Iterator[Path]:
    for source in sorted({FIRST_SOURCE, *run.sorting.taken.get(code, {})}):
        yield from run.sheets(code, source)


def _beside(path: Path, report_dir: Path) -> str:
    return path.relative_to(report_dir).as_posix()


def _warnings(run: _Run) -> Iterator[tuple[str, str]]:
    names = {each.name for each in run.files}
    for choice in run.choices.values():
        if choice.file not in names:
            yield run.tell("choice-of-no-file", file=choice.file, list=choices.FILE_NAME)
        elif choice.wrong:
            yield run.tell("choice-not-understood", value=choice.wrong, file=choice.file)
    for name in sorted(run.memory.wrong):
        yield run.tell("kept-file-not-read", name=name)


def _pages_on_unreadable(run: _Run) -> None:
    """A commune whose only files cannot be read is told why, in words to send to it."""
    told: dict[str, list[tuple[str, str]]] = {}
    for name, place in sorted(run.sorting.places.items()):
        has_rows = place.owner in run.state.sources
        if place.kind == "unreadable" and place.owner and not has_rows:
            said, hint = run.tell(place.code, **place.params)
            told.setdefault(place.owner, []).append((f"{name.rsplit('/', 1)[-1]} : {said}", hint))
    order = run.order
    for code, found in told.items():
        title = run.tell.translate(words.UNREADABLE_TITLE).format(gabarit=order.gabarit.title)
        intro = f"<p>{escape(run.tell.translate(words.UNREADABLE_INTRO))}</p>"
        content = page(title, [intro, items(found)], order.language)
        path = sheet_path(order.report_dir, run.producers[code], FIRST_SOURCE, ".html")
        run.journal.put(path, content)
