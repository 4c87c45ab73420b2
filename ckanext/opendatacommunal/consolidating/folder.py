"""What lies in the folder: every file named, those that are no one's data set apart at once."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Iterator
from dataclasses import astuple, dataclass
from pathlib import Path

from ckanext.opendatacommunal.consolidating.mail import OUTLOOK_BUNDLE, Mail, NoMail, attachments
from ckanext.opendatacommunal.consolidating.state import digest
from ckanext.opendatacommunal.pipeline.digest import sha256_of

COMPANIONS = frozenset(("thumbs.db", "desktop.ini", ".ds_store", "icon\r", "ehthumbs.db"))
LOCKS = ("~$", ".~lock.")
UNFINISHED = (".tmp", ".part", ".crdownload", ".download")
MAIL = ".eml"
OUTLOOK_MAIL = ".msg"
MAILBOX = ".mbox"
COMPANION_FOLDERS = frozenset(("__macosx", ".git", ".svn", "$recycle.bin"))


@dataclass(frozen=True)
class Handed:
    """One file of the folder.

    `name`: its path from the folder, with `/`, as it can be shown; a file attached to a mail stands
    under the mail as under a folder. `aside`: code of the sentence that says why it is not read;
    `sha256` is then empty. `mail`: the mail that it came with.
    """

    name: str
    path: Path
    sha256: str = ""
    aside: str | None = None
    mail: Mail | None = None

    @property
    def fingerprint(self) -> str:
        """Of all that a first look at it depends on, besides its name."""
        return self.sha256 if self.mail is None else digest(self.sha256, astuple(self.mail))


def scan(folder: Path, left_out: Collection[Path], new_folder: Callable[[], Path]) -> list[Handed]:
    """Every file of the folder and of those within, in the order of their names.

    `left_out`: our own files and folders, should they lie within. Links are named, never followed.
    `new_folder`: names a folder, not there yet, to unpack the files of a mail into.
    """
    skipped, top = {path.resolve() for path in left_out}, folder.resolve()
    found: list[Handed] = []
    for each in _within(top, top, skipped):
        is_mail = not each.aside and each.name.lower().endswith(MAIL)
        found += _unpacked(each, new_folder()) if is_mail else [each]
    return sorted(found, key=lambda each: each.name)


def _unpacked(mail: Handed, folder: Path) -> Iterator[Handed]:
    """The files attached to a mail; the mail itself if it has none."""
    try:
        files = attachments(mail.path)
        folder.mkdir()
        for each in files:
            path, name = folder / each.name, f"{mail.name}/{each.name}"
            aside = _not_to_read(each.name.lower())
            if aside:
                yield Handed(name, path, aside=aside)
                continue
            path.write_bytes(each.content)
            yield Handed(name, path, sha256_of(path), mail=each.mail)
    except NoMail as error:
        yield Handed(mail.name, mail.path, aside=error.code)
    except OSError:
        yield Handed(mail.name, mail.path, aside="cannot-be-opened")


def _within(folder: Path, top: Path, skipped: Collection[Path]) -> Iterator[Handed]:
    with os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if path in skipped:
                continue
            if entry.is_dir(follow_symlinks=False):
                if entry.name.lower() in COMPANION_FOLDERS:
                    yield Handed(_shown(path, top) + "/", path, aside="companion-folder")
                else:
                    yield from _folder(path, top, skipped)
            else:
                yield _file(entry, path, top)


def _folder(path: Path, top: Path, skipped: Collection[Path]) -> Iterator[Handed]:
    try:
        yield from _within(path, top, skipped)
    except OSError:
        yield Handed(_shown(path, top) + "/", path, aside="cannot-be-opened")


def _file(entry: os.DirEntry[str], path: Path, top: Path) -> Handed:
    name = _shown(path, top)
    aside = _no_data(entry)
    if aside:
        return Handed(name, path, aside=aside)
    try:
        return Handed(name, path, sha256_of(path))
    except OSError:
        return Handed(name, path, aside="cannot-be-opened")


def _no_data(entry: os.DirEntry[str]) -> str | None:
    name = entry.name.lower()
    if entry.is_symlink():
        return "symbolic-link"
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return "no-ordinary-file"
    return _not_to_read(name)


def _not_to_read(name: str) -> str | None:
    """`name`: in lower case."""
    if name.startswith(LOCKS):
        return "lock-file"
    if name in COMPANIONS or name.startswith("."):
        return "companion-file"
    if name.endswith(UNFINISHED):
        return "unfinished-file"
    if name.endswith(OUTLOOK_MAIL) or name == OUTLOOK_BUNDLE:
        return "outlook-mail"
    return "message-file" if name.endswith(MAILBOX) else None


def _shown(path: Path, top: Path) -> str:
    """The path as text: a name may hold bytes that are no text at all."""
    return os.fsencode(path.relative_to(top).as_posix()).decode("utf-8", "replace")
