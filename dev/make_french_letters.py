"""Count which letters French puts beside its accented ones; write `reading/french_letters.py`.

    python dev/make_french_letters.py

Counted over the names of communes and the words of places and people that the package holds.
"""

from __future__ import annotations

import math
import re
import sys
import unicodedata
from collections import Counter
from pathlib import Path

from ckanext.opendatacommunal.communes import records
from ckanext.opendatacommunal.pipeline.fields import french_people, french_words

TARGET = (
    Path(__file__).resolve().parents[1]
    / "ckanext/opendatacommunal/pipeline/reading/french_letters.py"
)
ACCENTED = "éèêëàâîïôùûüöçœÿ"
BESIDE = "abcdefghijklmnopqrstuvwxyz "
MOST = 9
UNSEEN = 0.1
"""What a letter never seen beside another counts for."""

HEAD = '''"""How rare each accented letter of French is, and each letter before and after it.

Made by dev/make_french_letters.py. A digit is a number of bits, -log2 of a share: 0 always,
9 hardly ever; the letters beside are in the order of `BESIDE`, the space standing for the edge of
a word.
"""

from __future__ import annotations

BESIDE = "{beside}"

ACCENTED: dict[str, tuple[int, str, str]] = {{
{lines}
}}
"""Letter → bits of the letter, of each letter before it, of each letter after it."""
'''


def words() -> set[str]:
    texts = {name for part in records.all_names() for name in part if isinstance(name, str)}
    for module in (french_words, french_people):
        for held in vars(module).values():
            if isinstance(held, (frozenset, dict)):
                texts |= {each for each in held if isinstance(each, str)}
    parts = (part for text in texts for part in re.split(r"[\W\d_]+", text.lower()))
    return {part for part in parts if not part.isascii()}


def plain(letter: str) -> str:
    return {"œ": "o", "æ": "a"}.get(letter, unicodedata.normalize("NFD", letter)[0])


def bits(count: float, total: float) -> int:
    return min(MOST, round(-math.log2((count + UNSEEN) / (total + UNSEEN * len(BESIDE)))))


def table(known: set[str]) -> dict[str, tuple[int, str, str]]:
    alone: Counter[str] = Counter()
    before: dict[str, Counter[str]] = {letter: Counter() for letter in ACCENTED}
    after: dict[str, Counter[str]] = {letter: Counter() for letter in ACCENTED}
    for word in sorted(known):
        edged = f" {word} "
        for place, letter in enumerate(edged):
            if letter in before:
                alone[letter] += 1
                before[letter][plain(edged[place - 1])] += 1
                after[letter][plain(edged[place + 1])] += 1
    for letter in "àù":  # words of their own, so counted once among names
        alone[letter] += 40
        before[letter][" " if letter == "à" else "o"] += 40
        after[letter][" "] += 40
    return {
        letter: (
            bits(alone[letter], alone.total()),
            "".join(str(bits(before[letter][each], alone[letter])) for each in BESIDE),
            "".join(str(bits(after[letter][each], alone[letter])) for each in BESIDE),
        )
        for letter in ACCENTED
    }


def main() -> None:
    lines = "\n".join(
        f'    "{letter}": ({rare}, "{before}", "{after}"),'
        for letter, (rare, before, after) in table(words()).items()
    )
    TARGET.write_text(HEAD.format(beside=BESIDE, lines=lines), encoding="utf-8")
    print(TARGET.name, file=sys.stderr)


if __name__ == "__main__":
    main()
