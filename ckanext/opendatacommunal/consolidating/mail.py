"""A mail as it was saved (.eml): who sent it, what about, when, and the files attached to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import timezone
from email import message_from_binary_file
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr, parsedate_to_datetime
from pathlib import Path

from ckanext.opendatacommunal.consolidating.dates import Moment

MOST_BYTES = 100_000_000
"""Of a mail; servers pass on far smaller ones."""

MOST_FILES = 200
LONGEST_NAME = 120
LONGEST_SHOWN = 200

OUTLOOK_BUNDLE = "winmail.dat"
"""What Outlook makes of attachments when it does not send them as such."""

SIGNATURES = tuple(f"application/{each}-signature" for each in ("pkcs7", "x-pkcs7", "pgp"))


class NoMail(Exception):
    """The file cannot be read as a mail. `code` of the sentence that says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Mail:
    """`sender`: as its header says, name and address. `address`: the address alone. `sent`: in
    universal time."""

    sender: str = ""
    address: str = ""
    subject: str = ""
    sent: Moment | None = None


@dataclass(frozen=True)
class Attached:
    """A file and the mail it came with: that which was forwarded, if that one was attached."""

    name: str
    content: bytes
    mail: Mail


def attachments(path: Path) -> list[Attached]:
    """The files of a mail, in their order; no name twice. Raises `NoMail`, or `OSError`."""
    if path.stat().st_size > MOST_BYTES:
        raise NoMail("mail-too-large")
    with path.open("rb") as file:
        try:
            message = message_from_binary_file(file)
            found = list(_files(message, mail_of(message)))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            raise NoMail("damaged-mail") from error
    if not found:
        known = any(message[name] for name in ("From", "Subject", "Date"))
        raise NoMail("mail-without-attachment" if known else "damaged-mail")
    if len(found) > MOST_FILES:
        raise NoMail("mail-too-large")
    return _named_apart(found)


def mail_of(message: Message) -> Mail:
    sender = _text(message["From"])
    return Mail(sender, parseaddr(sender)[1], _text(message["Subject"]), _sent(message["Date"]))


def _files(message: Message, mail: Mail) -> Iterator[Attached]:
    if message.get_content_type() == "message/rfc822":
        for inner in _parts(message):
            yield from _files(inner, mail_of(inner))
    elif message.is_multipart():
        for part in _parts(message):
            yield from _files(part, mail)
    else:
        name = _file_name(message)
        content = message.get_payload(decode=True) if name else None
        if isinstance(content, bytes):
            yield Attached(name, content, mail)


def _parts(message: Message) -> list[Message]:
    parts = message.get_payload()
    return [part for part in parts if isinstance(part, Message)] if isinstance(parts, list) else []


def _file_name(part: Message) -> str:
    """Its name without any folder; "" for the words of the mail, its pictures and signatures."""
    kind = part.get_content_type()
    shown_within = kind.startswith("image/") and part.get_content_disposition() != "attachment"
    if shown_within or kind in SIGNATURES:
        return ""
    name = _text(part.get_filename()).replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(each for each in name if each.isprintable()).strip(". ")
    if not name and part.get_content_disposition() == "attachment":
        name = "piece-jointe"
    stem, dot, suffix = name.rpartition(".")
    return f"{stem[:LONGEST_NAME]}{dot}{suffix[:10]}" if dot else name[:LONGEST_NAME]


def _named_apart(found: list[Attached]) -> list[Attached]:
    """`parcs.xlsx`, `parcs (2).xlsx`."""
    taken: set[str] = set()
    for place, each in enumerate(found):
        stem, dot, suffix = each.name.rpartition(".")
        name, number = each.name, 1
        while name.lower() in taken:
            number += 1
            name = f"{stem} ({number}){dot}{suffix}" if dot else f"{each.name} ({number})"
        taken.add(name.lower())
        found[place] = Attached(name, each.content, each.mail)
    return found


def _text(header: object) -> str:
    """A header as it is read, on one line."""
    raw = str(header or "")
    with suppress(ValueError, LookupError):
        raw = str(make_header(decode_header(raw)))
    return re.sub(r"\s+", " ", raw).strip()[:LONGEST_SHOWN]


def _sent(header: object) -> Moment | None:
    try:
        moment = parsedate_to_datetime(str(header or ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    try:
        moment = moment.astimezone(timezone.utc) if moment.tzinfo else moment
    except (ValueError, OverflowError):
        return None
    return tuple(moment.timetuple()[:6])
