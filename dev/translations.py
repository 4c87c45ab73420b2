"""The messages of the suite: taken from the code, translated into French, compiled.

python dev/translations.py update            take the messages from the code: .pot, .po, .mo
python dev/translations.py update --prune    the same, and drop translations no code uses any more
python dev/translations.py set < FILE        the same, with translations of a JSON {msgid: msgstr}
                                             (for a plural: {msgid: [singular, plural]})
python dev/translations.py compile           .po to .mo
python dev/translations.py check             0 if all is translated, up to date and compiled

Files carry neither date nor tool version nor line number: same code, same bytes.
"""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from instance import CHECKOUT, SHARED, command_line, locked, say

DOMAIN = "ckanext-opendatacommunal"
TEMPLATE = CHECKOUT / "i18n" / f"{DOMAIN}.pot"
FRENCH = CHECKOUT / "i18n" / "fr" / "LC_MESSAGES" / f"{DOMAIN}.po"
METHODS = [
    ("**/tests/**", "ignore"),
    ("**.py", "python"),
    ("**/templates/**.html", "ckan.lib.extract:extract_ckan"),
    ("**/templates/**.txt", "ckan.lib.extract:extract_ckan"),
]
KEYWORDS = {**DEFAULT_KEYWORDS, "N_": None}
PLACEHOLDER = re.compile(
    r"\{[a-z_0-9]*(?:[.:!\[][^{}]*)?\}|%\([a-z_0-9]+\)[sd]|%[sd]", re.IGNORECASE
)
STRAIGHT_APOSTROPHE = re.compile(r"\w'\w")


class PlainCatalog(Catalog):
    """A catalog whose header says only what gettext needs."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        headers = [("Project-Id-Version", DOMAIN)]
        if self.locale:
            headers += [("Language", str(self.locale)), ("Plural-Forms", self.plural_forms)]
        return [
            *headers,
            ("MIME-Version", "1.0"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Content-Transfer-Encoding", "8bit"),
        ]

    @mime_headers.setter
    def mime_headers(self, _read: object) -> None:
        """What a file on disk says of itself changes nothing."""


def plain_catalog(locale: str | None = None) -> PlainCatalog:
    return PlainCatalog(locale=locale, header_comment="", fuzzy=False)


def extracted() -> PlainCatalog:
    """The messages the code holds now."""
    catalog = plain_catalog()
    folder = CHECKOUT / "ckanext"
    found = extract_from_dir(folder, METHODS, keywords=KEYWORDS, comment_tags=("Translators:",))
    for name, _line, message, comments, _context in sorted(found, key=lambda one: (one[0], one[1])):
        place = [(f"ckanext/{Path(name).as_posix()}", 0)]
        catalog.add(message, None, place, auto_comments=comments)
    return catalog


def translated(template: Catalog, old: Catalog, prune: bool = False) -> PlainCatalog:
    """``template`` with the translations of ``old``; those without use stay aside unless ``prune``.

    A translation waits aside when its sentence is not in the code yet, or not any more.
    """
    catalog = plain_catalog("fr")
    aside = {**old.obsolete, **{sentences(one)[0]: one for one in real(old)}}
    for message in real(template):
        known = aside.pop(sentences(message)[0], None)
        string = known.string if known and known.pluralizable == message.pluralizable else None
        flags = message.flags - {"fuzzy"}
        catalog.add(message.id, string, message.locations, flags, message.auto_comments)
    if not prune:
        catalog.obsolete.update({key: one for key, one in aside.items() if any(french_of(one))})
    return catalog


def put(catalog: Catalog, translations: dict[str, str | list[str]]) -> None:
    for msgid, msgstr in translations.items():
        message = catalog.get(msgid)
        if message is None:
            ids = msgid if isinstance(msgstr, str) else (msgid, msgid)
            catalog.obsolete[msgid] = Message(ids, msgstr)
        else:
            message.string = tuple(msgstr) if isinstance(msgstr, list) else msgstr


def real(catalog: Catalog) -> list[Message]:
    """The messages of a catalog without its header."""
    return [message for message in catalog if message.id]


def sentences(message: Message) -> list[str]:
    """The English: one sentence, or singular and plural."""
    return as_list(message.id)


def french_of(message: Message) -> list[str]:
    return as_list(message.string)


def as_list(text: Any) -> list[str]:
    return [text or ""] if isinstance(text, str) or text is None else [one or "" for one in text]


def complete(message: Message) -> bool:
    return all(french_of(message))


def read(path: Path) -> Catalog:
    if not path.exists():
        return plain_catalog("fr")
    with path.open("rb") as handle:
        return read_po(handle, locale="fr")


def as_po(catalog: Catalog) -> bytes:
    out = io.BytesIO()
    write_po(out, catalog, width=100, sort_by_file=True, include_lineno=False)
    return out.getvalue().lstrip(b"#\n")


def as_mo(catalog: Catalog) -> bytes:
    plain = plain_catalog("fr")
    for message in real(catalog):
        plain.add(message.id, message.string)
    out = io.BytesIO()
    write_mo(out, plain)
    return out.getvalue()


def update(translations: dict[str, str | list[str]], prune: bool = False) -> None:
    with locked(SHARED / "translations.lock"):
        template = extracted()
        catalog = translated(template, read(FRENCH), prune)
        put(catalog, translations)
        TEMPLATE.write_bytes(as_po(template))
        FRENCH.write_bytes(as_po(catalog))
        compile_french()
    missing = [message for message in real(catalog) if not complete(message)]
    say(f"{len(catalog)} messages, {len(missing)} without French, {len(catalog.obsolete)} unused.")
    for message in missing:
        say(f"  no French: {message.id!r}")


def compile_french() -> None:
    FRENCH.with_suffix(".mo").write_bytes(as_mo(read(FRENCH)))


def problems() -> Iterator[str]:
    template, french = extracted(), read(FRENCH)
    advice = "run `python dev/translations.py update`"
    if not TEMPLATE.exists() or TEMPLATE.read_bytes() != as_po(template):
        yield f"{TEMPLATE.name} is not that of the code: {advice}"
    if not FRENCH.exists() or FRENCH.read_bytes() != as_po(translated(template, french)):
        yield f"{FRENCH.name} is not that of the code: {advice}"
    compiled = FRENCH.with_suffix(".mo")
    if not compiled.exists() or compiled.read_bytes() != as_mo(french):
        yield f"{compiled.name} is not that of {FRENCH.name}: {advice}"
    for message in real(french):
        yield from problems_of(message)


def problems_of(message: Message) -> Iterator[str]:
    if message.fuzzy:
        yield f"fuzzy: {message.id!r}"
    if not complete(message):
        yield f"no French: {message.id!r}"
        return
    wanted = sorted(PLACEHOLDER.findall(sentences(message)[-1]))
    for number, string in enumerate(french_of(message)):
        found = sorted(PLACEHOLDER.findall(string))
        # "une ligne publiée" may leave its number out.
        singular = message.pluralizable and number == 0 and set(found) <= set(wanted)
        if found != wanted and not singular:
            yield f"placeholders {found} for {wanted}: {string!r}"
        if STRAIGHT_APOSTROPHE.search(string):
            yield f"apostrophe ' where French writes ’: {string!r}"


def check() -> int:
    found = list(problems())
    for problem in found:
        say(problem)
    say(f"Translations: {len(found)} problems." if found else "Translations: complete.")
    return 1 if found else 0


def main(arguments: list[str]) -> int:
    parser = command_line("translations.py", __doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("update").add_argument("--prune", action="store_true")
    for name in ("set", "compile", "check"):
        commands.add_parser(name)
    options = parser.parse_args(arguments)
    if options.command == "check":
        return check()
    if options.command == "compile":
        compile_french()
    else:
        given = json.load(sys.stdin) if options.command == "set" else {}
        update(given, prune=getattr(options, "prune", False))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
