"""All of a run's files, or none of them: prepared aside, then put in their places.

A run prepares its files in a folder of its own. `commit` first writes the list of what goes where:
from that moment the run has taken place, and whoever comes next finishes the moves. A run ended
before it leaves nothing behind but that folder, which the next one deletes.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

FOLDER = ".en-cours"
LIST = "liste.json"
LOCK = ".verrou"


class Journal:
    """The files of one run. `folder`: where the others may write theirs, to be `put` afterwards."""

    def __init__(self, report_dir: Path, out: Path) -> None:
        self.report_dir, self.out = report_dir, out
        self.folder = report_dir / FOLDER
        self.moves: dict[str, str] = {}
        self._count = 0

    def begin(self) -> None:
        """Finish the moves of a run that was ended in the middle of them; forget any other."""
        if (self.folder / LIST).is_file():
            self._move(json.loads((self.folder / LIST).read_text(encoding="utf-8")))
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)

    def aside(self) -> Path:
        """A new file to write to, in the folder of the run."""
        self._count += 1
        return self.folder / str(self._count)

    def put(self, target: Path, content: bytes | Path) -> None:
        """`content`, or the file that holds it, goes to `target`.

        A file that already is what it should be is not touched.
        """
        data = content.read_bytes() if isinstance(content, Path) else content
        if target.is_file() and target.read_bytes() == data:
            self.moves.pop(str(target.absolute()), None)
            return
        prepared = content if isinstance(content, Path) else self.aside()
        if not isinstance(content, Path):
            prepared.write_bytes(data)
        self.moves[str(target.absolute())] = prepared.name

    def stands(self, path: Path) -> bool:
        """Whether that file is there, or will be."""
        return path.is_file() or str(path.absolute()) in self.moves

    def standing(self, *but: str) -> dict[str, str]:
        """Every file of the reports, and the table, as they are once this run is committed → their
        sha256; `but`: names of files not to look at."""
        there = {str(self.out.absolute()): self.out}
        for folder, folders, names in os.walk(self.report_dir):
            folders[:] = [name for name in folders if name != FOLDER]
            paths = (Path(folder) / name for name in names if name not in (*but, LOCK))
            there |= {str(path.absolute()): path for path in paths}
        there |= {target: self.folder / name for target, name in self.moves.items()}
        found = {}
        for target, path in sorted(there.items()):
            relative = os.path.relpath(target, self.report_dir.absolute())
            if path.is_file() and Path(target).name not in but:
                found[relative] = hashlib.sha256(path.read_bytes()).hexdigest()
        return found

    def commit(self) -> None:
        if self.moves:
            listed = self.folder / f"{LIST}.neuf"
            with listed.open("w", encoding="utf-8") as file:
                json.dump(self.moves, file, ensure_ascii=False)
                file.flush()
                os.fsync(file.fileno())
            listed.replace(self.folder / LIST)
            self._move(self.moves)
            (self.folder / LIST).unlink()

    def forget(self) -> None:
        """What was prepared is in its place or given up; if the moves failed, the next run needs
        it to finish them."""
        if not (self.folder / LIST).is_file():
            shutil.rmtree(self.folder, ignore_errors=True)

    def _move(self, moves: dict[str, str]) -> None:
        """Twice is as good as once: what is prepared stays until all is in its place."""
        for target, name in moves.items():
            path = Path(target)
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(f".{path.name[:100]}.neuf")
            shutil.copyfile(self.folder / name, aside)
            aside.replace(path)


class Locked(Exception):
    """Another run is at work in the same folder."""


class Lock:
    """One run at a time in a folder of reports."""

    def __init__(self, report_dir: Path) -> None:
        self.path = report_dir / LOCK

    def __enter__(self) -> Lock:
        self.file = self.path.open("a")
        try:
            import fcntl  # noqa: PLC0415 - there is none on Windows

            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError as error:
            self.file.close()
            raise Locked from error
        return self

    def __exit__(self, *_how: object) -> None:
        with suppress(OSError):
            self.file.close()
