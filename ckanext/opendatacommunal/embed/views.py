"""`/w/1/…`: addresses that stand for ten years in other people's pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from babel.dates import format_date
from flask import Blueprint, Response, g, jsonify, request

from ckanext.opendatacommunal import config, gabarits
from ckanext.opendatacommunal.embed import cells, code, data, page, parameters
from ckanext.opendatacommunal.embed.parameters import Parameters
from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.messages import Translate, translator
from ckanext.opendatacommunal.model import Commune
from ckanext.opendatacommunal.sheet.licences import LICENCES

FRESH = "public, max-age=300, stale-while-revalidate=86400, stale-if-error=604800"
"""Five minutes; a week more when the portal is down and a cache stands before it."""
SHORT = "public, max-age=60"
"""Of a page that says there is nothing: it may change any moment."""

embed = Blueprint("opendatacommunal_embed", __name__, url_prefix="/w/1")


class Link(NamedTuple):
    text: str
    href: str


class Heading(NamedTuple):
    """`next`: the value of `sort` that a press on it asks for."""

    title: str
    numeric: bool
    sort: str
    next: str


@embed.route("/table")
def table() -> Response:
    """The rows of a commune for a gabarit."""
    asked = parameters.read(request.args.to_dict())
    _ = translator(asked.lang)
    commune = data.find_commune(asked.commune)
    if commune is None:
        return _notice(asked, _("Open data"), _("This address names no commune of this portal."))
    gabarit = _gabarit(asked.gabarit)
    if gabarit is None:
        return _notice(
            asked, commune.name, _("This address names no dataset of this portal."), commune
        )
    sources = data.find_sources(commune, gabarit)
    if not sources:
        title = f"{gabarit.title} – {commune.name}"
        return _notice(asked, title, _("This dataset is not published, or no longer."), commune)
    tag = _tag(asked, commune, gabarit, sources)
    if tag in request.if_none_match:
        return _answer(Response(status=304), FRESH, tag)
    document = _document(asked, commune, gabarit, sources, _)
    return _answer(_html(document), FRESH, tag)


@embed.route("/oembed")
def oembed() -> tuple[Response, int]:
    """What a site needs to show the widget whose address somebody pasted (https://oembed.com)."""
    if request.args.get("format", "json") != "json":
        return jsonify(error="Only JSON."), 501
    found = code.oembed(
        request.args.get("url", ""), request.args.get("maxwidth"), request.args.get("maxheight")
    )
    answer = jsonify(found or {"error": "No such widget."})
    answer.headers["Access-Control-Allow-Origin"] = "*"
    return _answer(answer, FRESH if found else SHORT), 200 if found else 404


def _gabarit(slug: str) -> Gabarit | None:
    if config.gabarits() and slug not in config.gabarits():
        return None
    return gabarits.find(slug, config.gabarits_dirs())


def _tag(
    asked: Parameters, commune: Commune, gabarit: Gabarit, sources: Sequence[data.Source]
) -> str:
    """Strong: same tag, same bytes."""
    facts = (
        page.code_version(), asked, commune.insee, commune.name, gabarit.title, gabarit.version,
        gabarit.schema_bytes, tuple(sources), config.site_url(),
    )  # fmt: skip
    return hashlib.sha256(repr(facts).encode()).hexdigest()[:32]


def _document(
    asked: Parameters,
    commune: Commune,
    gabarit: Gabarit,
    sources: list[data.Source],
    _: Translate,
) -> page.Document:
    rows = data.find_rows(commune, gabarit, sources)
    columns = cells.choose(gabarit, asked.cols, rows, _)
    shown = [cells.write(gabarit, columns, row, asked.lang) for row in rows]
    sort, reverse = asked.sort.removeprefix("-"), asked.sort.startswith("-")
    names = [column.field.name for column in columns]
    position = names.index(sort) if sort in names else 0
    reverse = reverse and sort in names
    shown = cells.order(shown, columns, position, reverse)
    found = [row for row in shown if cells.matches(row, asked.search)]
    title = f"{gabarit.title} – {commune.name}"
    total = len(rows)
    if total == data.MOST_ROWS:
        total = data.count_rows(commune, gabarit, sources)
    return page.render(
        "table.html",
        asked.lang,
        asked.theme,
        columns=len(columns),
        title=title,
        caption=_("{title}: one row for each item").format(title=title),
        heading=asked.heading,
        query=asked.query,
        search=asked.search,
        counted=_("Rows: {n}"),
        found=len(found),
        show_all=_("Show all rows, not only the first {n}").format(n=page.FIRST_ROWS),
        truncated=_truncated(len(rows), total, _),
        headings=_headings(columns, position, reverse),
        first=found[: page.FIRST_ROWS],
        rest=found[page.FIRST_ROWS :],
        sources=[Link(each.title, _dataset(gabarit, each)) for each in sources],
        updated=_updated(max(source.modified for source in sources), asked.lang, _),
        licence=_licence(sources),
        files=_files(gabarit, sources, _),
        canonical=code.commune_page(commune.insee),
        all_data=_("All open data of the commune"),
        oembed=code.oembed_address(asked),
    )


def _headings(columns: Sequence[cells.Column], position: int, reverse: bool) -> list[Heading]:
    found = []
    for place, column in enumerate(columns):
        state = "none"
        if place == position:
            state = "descending" if reverse else "ascending"
        name = column.field.name
        found.append(
            Heading(
                column.title, column.numeric, state, f"-{name}" if state == "ascending" else name
            )
        )
    return found


def _truncated(shown: int, total: int, _: Translate) -> str:
    if shown >= total:
        return ""
    return _("The first {shown} of {total} rows are shown; the file has them all.").format(
        shown=shown, total=total
    )


def _updated(day: date, lang: str, _: Translate) -> str:
    return _("Updated on {day}.").format(day=format_date(day, "long", locale=lang))


def _licence(sources: Sequence[data.Source]) -> Any:
    """The licence when all have the same, which the métropole sees to."""
    ids = {source.licence for source in sources}
    return LICENCES.get(ids.pop()) if len(ids) == 1 else None


def _dataset(gabarit: Gabarit, source: data.Source) -> str:
    return f"{config.site_url()}/donnees-{gabarit.slug}/{source.dataset}"


def _files(gabarit: Gabarit, sources: Sequence[data.Source], _: Translate) -> list[Link]:
    base = f"{config.site_url()}/gabarits/{gabarit.slug}/donnees.csv?organisation="
    if len(sources) == 1:
        return [Link(_("Download (CSV)"), base + sources[0].name)]
    return [
        Link(_("Download {producer} (CSV)").format(producer=each.title), base + each.name)
        for each in sources
    ]


def _notice(
    asked: Parameters, title: str, sentence: str, commune: Commune | None = None
) -> Response:
    """A sentence and a link; never an error page inside somebody's site."""
    _ = translator(asked.lang)
    link = Link(_("See the open data portal"), f"{config.site_url()}/")
    if commune:
        link = Link(_("All open data of the commune"), code.commune_page(commune.insee))
    document = page.render(
        "notice.html",
        asked.lang,
        asked.theme,
        title=title,
        heading=asked.heading,
        sentence=sentence,
        link=link,
        canonical=link.href,
    )
    return _answer(_html(document), SHORT)


def _html(document: page.Document) -> Response:
    response = Response(document.html, mimetype="text/html")
    ancestors = " ".join(config.frame_ancestors()) or "*"
    response.headers["Content-Security-Policy"] = f"{document.policy}; frame-ancestors {ancestors}"
    return response


def _answer(response: Response, caching: str, tag: str | None = None) -> Response:
    if tag:
        response.set_etag(tag)
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Content-Type-Options"] = "nosniff"
    # CKAN rewrites what it caches after us; `plugin.finish` has the last word.
    g.opendatacommunal_caching = caching
    return response
