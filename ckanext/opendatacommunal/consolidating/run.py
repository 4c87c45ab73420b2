"""The whole of a consolidation: what is in the folder, of whom, which version, which rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ckanext.opendatacommunal.consolidating import choices, dates, folder, lignes, sorting, state
from ckanext.opendatacommunal.consolidating.checking import Checked, Wanted, check_all, sheet_path
from ckanext.opendatacommunal.consolidating.coverage import Teller
from ckanext.opendatacommunal.consolidating.geocoding import Asked
from ckanext.opendatacommunal.consolidating.journal import Journal, Lock
from ckanext.opendatacommunal.consolidating.keys import keys_of
from ckanext.opendatacommunal.consolidating.lignes import Ligne
from ckanext.opendatacommunal.consolidating.memory import Memory
from ckanext.opendatacommunal.consolidating.naming import Names
from ckanext.opendatacommunal.consolidating.producers import producers_of
from ckanext.opendatacommunal.consolidating.versions import Candidate, Source
from ckanext.opendatacommunal.consolidating.workers import Ended, Task, Workers, usable_cores
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import translator

Looks = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Order:
    """What is asked for: the table of `gabarit` for the communes of `epci` goes to `out`."""

    folder: Path
    gabarit: Gabarit
    epci: str
    report_dir: Path
    out: Path
    gabarits_dirs: tuple[str, ...] = ()
    language: str = "fr"
    today: date = field(default_factory=date.today)
    geocoder: Asked | None = None


@dataclass(frozen=True)
class Outcome:
    """`summary`: in a few sentences. `settled`: nothing waits for anybody. `doubts`: (file, what
    the operator must settle). `unchanged`: nothing had to be done."""

    summary: str
    settled: bool
    doubts: tuple[tuple[str, str], ...]
    unchanged: bool = False


class Progress:
    """Is told how many steps are to come, and of each that is done."""

    def begin(self, code: str, steps: int) -> None:
        """More steps are to come; `code`: of the words that say which."""

    def step(self) -> None:
        """One of them is done."""


def consolidate(order: Order, progress: Progress | None = None) -> Outcome:
    """Bring the table and the reports up to date with the folder. Raises `journal.Locked`."""
    order.report_dir.mkdir(parents=True, exist_ok=True)
    with Lock(order.report_dir):
        journal = Journal(order.report_dir, order.out)
        journal.begin()
        try:
            return _Run(order, journal, progress or Progress()).outcome()
        finally:
            journal.forget()


class _Run:
    """One run; what it finds is kept here for `writing`."""

    def __init__(self, order: Order, journal: Journal, progress: Progress) -> None:
        self.order, self.journal, self.progress = order, journal, progress
        self.tell = Teller(translator(order.language))
        self.producers = producers_of(order.epci)
        self.memory = Memory(order.report_dir, order.gabarit, self.producers)
        basis = state.basis_of(order.gabarit, order.epci, order.language)
        self.state = state.load(order.report_dir, basis)
        self.notes: dict[str, list[str]] = {}

    def outcome(self) -> Outcome:
        ours = [self.order.report_dir, self.order.out]
        self.files = folder.scan(self.order.folder, ours, self.journal.aside)
        last = self.state.last
        if last.get("everything") == self.everything():
            doubts = tuple((name, said) for name, said in last["doubts"])
            return Outcome(last["summary"], last["settled"], doubts, unchanged=True)
        path = self.order.report_dir / choices.FILE_NAME
        self.choices = choices.read(path, self.producers, self.order.epci)
        self.rows = self.memory.rows()
        with Workers() as workers:
            self.looks = self._look(workers)
            self.sorting = sorting.sort(self.files, self.looks, self._known())
            self._tell_of_mails()
            self._withdraw()
            self._take_answers()
            checked = self._check(workers)
        self._remember(checked)
        from ckanext.opendatacommunal.consolidating.writing import write  # noqa: PLC0415 - polars

        return write(self, checked)

    def everything(self) -> str:
        """Fingerprint of all that the outcome depends on, and of the outcome itself."""
        handed = [(each.name, each.fingerprint, each.aside) for each in self.files]
        standing = self.journal.standing(state.FILE_NAME)
        return state.digest(self.state.basis, handed, standing, *self._base({}))

    def _base(self, last: dict[str, Any]) -> list[str]:
        """The address base that points are asked of: another one, and they are asked anew. Without
        a geocoder, that of the last time: a file that has not changed keeps its points."""
        return [self.order.geocoder.base] if self.order.geocoder else last.get("base", [])

    def note(self, code: str, sentence: str, **params: Any) -> None:
        self.notes.setdefault(code, []).append(self.tell(sentence, **params)[0])

    # What the files are

    def _look(self, workers: Workers) -> Looks:
        looks: Looks = {}
        tasks = []
        for each in self.files:
            known = self.state.look_of(each.name, each.fingerprint)
            if known is not None:
                looks[each.name] = known
            elif not each.aside:
                job = {"path": str(each.path), "name": each.name, "epci": self.order.epci}
                mail = asdict(each.mail) if each.mail else None
                tasks.append(Task("look", each.name, {**job, "mail": mail, **self._gabarit()}))
        self.progress.begin("progress-look", len(tasks))

        def by_name(name: str) -> list[dict[str, Any]]:
            return list(Names(self.order.epci, [self.order.gabarit]).hints(name))

        def on_end(task: Task, ended: Ended) -> Iterable[Task]:
            self.progress.step()
            # Of a file that could not be read to its end, the name still says something.
            looks[task.key] = ended.result or {"ended": ended.reason, "hints": by_name(task.key)}
            return ()

        workers.run(tasks, on_end)
        return looks

    def _gabarit(self) -> dict[str, Any]:
        return {"slug": self.order.gabarit.slug, "gabarits_dirs": self.order.gabarits_dirs}

    def _known(self) -> sorting.Known:
        codes = {*self.rows, *self.state.sources}
        sources = {code: self._sources_of(code) for code in sorted(codes)}
        return sorting.Known(self.order.epci, self.producers, self.choices, sources)

    def _sources_of(self, code: str) -> dict[str, Source]:
        """The sources that a producer has rows of, or has handed a file in for."""
        known = self.state.sources.get(code, {})
        found = {}
        for name in sorted({*known, *(each.source for each in self.rows.get(code, ()))}):
            of_state = known.get(name, {})
            keys = of_state.get("keys") or self._keys(self.rows.get(code, ()), name)
            found[name] = Source(of_state.get("file"), of_state.get("sha256"), frozenset(keys))
        return found

    def _keys(self, rows: Iterable[Ligne], source: str) -> list[str]:
        there = (each for each in rows if each.source == source and each.state != lignes.RETIRED)
        return keys_of((each.values for each in there), self.order.gabarit)

    # What was said of them

    def _withdraw(self) -> None:
        """A file that is another's after all, or is left out: its rows leave where they were."""
        for code, sources in self.state.sources.items():
            for name, source in sources.items():
                sha256 = source["sha256"]
                owner = self.sorting.owners.get(sha256, code)
                if owner == code and sha256 not in self.sorting.ignored:
                    continue
                before = self.rows.get(code, [])
                self.rows[code] = lignes.withdrawn(before, sha256)
                gone = sum(a.state != b.state for a, b in zip(before, self.rows[code], strict=True))
                if gone:
                    self.note(code, "rows-withdrawn", name=source["file"], count=gone)
                source["keys"] = self._keys(self.rows[code], name)

    def _tell_of_mails(self) -> None:
        """From which mail each file that is taken comes."""
        mails = {each.name: each.mail for each in self.files if each.mail}
        for code, taken in sorted(self.sorting.taken.items()):
            for file in taken.values():
                mail = mails.get(file.name)
                if mail is not None:
                    said = {"sender": mail.sender or "?", "subject": mail.subject or "?"}
                    self.note(code, "came-by-mail", **said, sent=dates.shown(mail.sent))

    def _take_answers(self) -> None:
        """Answers of the return sheets that have come back, each sheet once."""
        for name, look in sorted(self.looks.items()):
            mark, place = look.get("returned"), self.sorting.places.get(name)
            if not mark or place is None or place.owner != mark["owner"]:
                continue
            known = state.digest(mark)
            if mark["slug"] == self.order.gabarit.slug and known not in self.state.returns:
                self.state.returns.append(known)
                self.memory.answers(mark["owner"]).update(mark["answers"])
                if mark["answers"]:
                    count = len(mark["answers"])
                    self.note(mark["owner"], "answers-taken", name=name, count=count)

    # Through the pipeline

    def _check(self, workers: Workers) -> Checked:
        wanted = []
        paths = {each.name: each.path for each in self.files}
        for code, taken in sorted(self.sorting.taken.items()):
            for source, file in sorted(taken.items()):
                last = self.state.sources.get(code, {}).get(source, {})
                base = self._base(last)
                inputs = self._inputs(code, file, self.memory.profile(code), base)
                if last.get("inputs") != inputs or len(self.sheets(code, source)) < len(SHEETS):
                    wanted.append(self._wanted(code, source, file, paths[file.name]))
        self.progress.begin("progress-check", len(wanted))
        profiles = {code: self.memory.profile(code) for code in self.sorting.taken}
        return check_all(wanted, self.rows, profiles, workers, self.progress.step)

    def _wanted(self, code: str, source: str, file: Candidate, path: Path) -> Wanted:
        look = self.looks[file.name]
        mark = look["returned"]
        job = {
            **self._gabarit(),
            "path": str(path),
            "sha256": file.sha256,
            "sheet": mark["sheet"] if mark else None,
            "owner": code,
            "commune": self.producers[code].insee,
            "epci": self.order.epci,
            "answers": dict(self.memory.answers(code)),
            "today": self.order.today.isoformat(),
            "language": self.order.language,
            "geocoder": self.order.geocoder.job(usable_cores()) if self.order.geocoder else None,
            **{suffix: str(self.journal.aside()) for suffix in SHEETS},
        }
        return Wanted(self.producers[code], source, file.name, file.sha256, job, look["seen"])

    def _inputs(self, code: str, file: Candidate, profile: dict[str, Any], base: list[str]) -> str:
        """All that the verdict on a file depends on, besides the rows that are there."""
        name = file.name.rsplit("/", 1)[-1]
        # A profile that says nothing is the same as none: it is not written.
        said = (self.memory.answers(code), {name: part for name, part in profile.items() if part})
        return state.digest(self.state.basis, file.sha256, name, *said, *base)

    def sheets(self, code: str, source: str) -> list[Path]:
        """The return sheets of a source that stand among the reports."""
        report_dir, producer = self.order.report_dir, self.producers[code]
        paths = [sheet_path(report_dir, producer, source, suffix) for suffix in SHEETS]
        return [path for path in paths if self.journal.stands(path)]

    # For the next run

    def _remember(self, checked: Checked) -> None:
        self.rows = checked.rows
        for wanted in checked.wanted:
            code, source = wanted.place
            if wanted.place in checked.ended:
                reason = checked.ended[wanted.place]
                self.sorting.places[wanted.file] = sorting.ended(reason, code)
                del self.sorting.taken[code][source]
                continue
            for suffix in SHEETS:
                target = sheet_path(self.order.report_dir, wanted.producer, source, suffix)
                self.journal.put(target, Path(wanted.job[suffix]))
            known = self.state.sources.setdefault(code, {}).setdefault(source, {})
            known["summary"] = checked.results[wanted.place]
            known["keys"] = self._keys(self.rows.get(code, ()), source)
        for code, taken in self.sorting.taken.items():
            for source, file in taken.items():
                known = self.state.sources[code][source]
                base = self._base({} if (code, source) in checked.results else known)
                inputs = self._inputs(code, file, checked.profiles.get(code, {}), base)
                # What the geocoder did not answer is asked again: the file is as good as changed.
                inputs = "" if known["summary"].get("unplaced") else inputs
                known |= {"file": file.name, "sha256": file.sha256, "inputs": inputs}
                known |= {"base": base} if base else {}
        looks = {each.name: each.fingerprint for each in self.files if not each.aside}
        self.state.looks = {
            name: {"sha256": sha256, "look": self.looks[name]}
            for name, sha256 in looks.items()
            if "ended" not in self.looks[name]
        }


SHEETS = (".html", ".xlsx")
