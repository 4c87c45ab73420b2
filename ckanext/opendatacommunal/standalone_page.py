"""A page in one file: no script, nothing fetched, readable on paper and by a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

CELL = re.compile(r"(<t[dh][ >].*?</t[dh]>)", re.DOTALL)
SIGN = re.compile(" ([»:;?!])")

STYLE = """
:root { color-scheme: light; font-family: system-ui, sans-serif; line-height: 1.5; }
body { margin: 0 auto; max-width: 72rem; padding: 1rem; color: #1b1b1b; background: #fff; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; margin: 1rem 0; }
caption { text-align: left; font-weight: bold; padding: .3rem 0; }
th, td { border: 1px solid #767676; padding: .3rem .5rem; text-align: left; vertical-align: top; }
td { overflow-wrap: break-word; max-width: 30rem; }
th { background: #eef1f5; }
.titled caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; }
.scroll { overflow-x: auto; }
.verdict { border-left: .4rem solid #1f5fa8; background: #eef4fb; padding: .7rem 1rem; }
.verdict.invalid { border-color: #a3271d; background: #fbefee; }
.verdict.to_confirm { border-color: #8a5a00; background: #fdf6e7; }
.hint { color: #444; }
@media print { body { max-width: none; } .scroll { overflow: visible; } }
"""


def page(title: str, body: Iterable[str], language: str, style: str = "") -> bytes:
    """A whole document; `body`: pieces of HTML, already escaped; `style`: of this page only."""
    head = f'<meta charset="utf-8"><title>{escape(title)}</title><style>{STYLE}{style}</style>'
    view = '<meta name="viewport" content="width=device-width, initial-scale=1">'
    content = "\n".join(map(_bound, body))
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>{head}{view}</head>\n'
        f"<body>\n<main>\n<h1>{escape(title)}</h1>\n{content}\n</main>\n</body>\n</html>\n"
    ).encode()


def _bound(piece: str) -> str:
    """No line begins with » or with a colon; cells of tables are left as they are written."""
    parts = CELL.split(piece)
    return "".join(
        part if place % 2 else SIGN.sub("\u00a0\\1", part.replace("« ", "«\u00a0"))
        for place, part in enumerate(parts)
    )


def section(title: str, body: Iterable[str]) -> str:
    return f"<section>\n<h2>{escape(title)}</h2>\n" + "\n".join(body) + "\n</section>"


def table(
    caption: str, header: Iterable[str], rows: Iterable[Iterable[object]], *, titled: bool = False
) -> str:
    """A data table whose first cell names the row; texts are escaped here.

    `titled`: a heading with the words of the caption stands right above: it is not shown twice.
    """
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in header)
    lines = []
    for first, *others in rows:
        cells = "".join(f"<td>{escape(_text(cell))}</td>" for cell in others)
        lines.append(f'<tr><th scope="row">{escape(_text(first))}</th>{cells}</tr>')
    body = "\n".join(lines)
    # A wide table scrolls by itself: reachable with the keyboard, named for a screen reader.
    kind = "scroll titled" if titled else "scroll"
    return (
        f'<div class="{kind}" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f"<table><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>\n{body}\n</tbody></table></div>"
    )


def items(texts: Iterable[tuple[str, str]]) -> str:
    """A list of (sentence, what to do about it or "")."""
    lines = [
        f"<li>{escape(text)}" + (f'<br><span class="hint">{escape(hint)}</span>' if hint else "")
        for text, hint in texts
    ]
    return "<ul>\n" + "</li>\n".join(lines) + "</li>\n</ul>" if lines else ""


def _text(cell: object) -> str:
    return "" if cell is None else str(cell)
