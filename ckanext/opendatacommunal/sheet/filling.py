"""The metadata sheet of a published dataset, filled from the gabarit, the owner and the data.

Everything here is a plain function of its arguments: no request, no database. The result is what
`package_create` and `package_update` take; the names of the fields are those of
`schemas/commun.yaml`, and so are the sentences (key `textes`).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.sheet.conformity import schemas_of, version_of
from ckanext.opendatacommunal.sheet.frequency import due
from ckanext.opendatacommunal.sheet.licences import LICENCES
from ckanext.opendatacommunal.sheet.outline import merge, rectangle
from ckanext.opendatacommunal.sheet.schemas import dataset_type, sheet
from ckanext.opendatacommunal.sheet.sentences import Sentences, count

EU = "http://publications.europa.eu/resource/authority"
FRENCH = f"{EU}/language/FRA"
PUBLIC = f"{EU}/access-right/PUBLIC"
DISTRIBUTOR = f"{EU}/role/DISTRIBUTOR"
LOCAL_AUTHORITY = "http://purl.org/adms/publishertype/LocalAuthority"

KEPT = ("identifier", "issued", "precisions")
"""Fields of the sheet already there that a new publication never changes."""


@dataclass(frozen=True)
class Producer:
    """An organisation that owns a dataset. `email`: its general address, never a person's."""

    id: str
    name: str
    title: str
    siren: str | None = None
    email: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Place:
    """A commune that has rows in the dataset. `outline`: a GeoJSON geometry in WGS84, or None."""

    insee: str
    name: str
    outline: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Facts:
    """What is true of the rows that are public once the publication is done.

    `issued`: day of the first publication. `modified`: day of the last one. `located`: rows that
    have a point, None where the gabarit has no geometry. `corrections`: cells changed in the last
    dépôt. `conforms`: no row breaks the schema, known defects left out. `versions`: of the gabarit
    that the rows were checked with; the present one where none is said. `producers`: how many
    organisations have rows here. `covered`: first and last day the rows are about, None where the
    gabarit has no period: they are then true since the first publication. `laws`: addresses of the
    laws that bind the owner to publish them. `box`: west, south, east, north of their points.
    """

    issued: date
    modified: date
    rows: int
    set_aside: int = 0
    corrections: int = 0
    located: int | None = None
    conforms: bool = True
    versions: tuple[str, ...] = ()
    producers: int = 1
    covered: tuple[date, date] | None = None
    laws: tuple[str, ...] = ()
    box: tuple[float, float, float, float] | None = None


def dataset_dict(
    gabarit: Gabarit,
    owner: Producer,
    metropole: Producer,
    places: Sequence[Place],
    facts: Facts,
    *,
    licence: str,
    site_url: str,
    part: bool = True,
    insee: str | None = None,
    existing: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """The sheet of an organisation's dataset (`part`), or of the métropole-wide one.

    `owner`: the organisation the dataset belongs to; the métropole for the métropole-wide one.
    `places`: the communes of the rows. `insee`: code of the owner when it is a commune. `licence`:
    a key of `LICENCES`. `site_url`: with the root path, without a slash at the end. `existing`: the
    sheet as it is now, if any; its `KEPT` fields stay. Without `resources`: see `resource_dicts`.
    """
    words = _words(gabarit, owner, metropole, len(places), facts)
    filled = Sentences(sheet(gabarit)["textes"], words)
    kind = "partie" if part else "consolide"
    existing = existing or {}
    result: dict[str, Any] = {
        "type": dataset_type(gabarit.slug),
        "name": f"{gabarit.slug}-{owner.name}" if part else gabarit.slug,
        "title": filled(f"titre_{kind}"),
        "notes": _notes(gabarit, filled, kind, facts, existing.get("precisions") or ""),
        "owner_org": owner.id,
        "private": False,
        "state": "active",
        "identifier": _identifier(gabarit, owner, insee),
        "tag_string": _keywords(gabarit, places if part else (), metropole),
        "gabarit": gabarit.slug,
        "version": version_of(gabarit, facts.versions if part else ()),
        "communes": [place.insee for place in places],
        "code_insee": insee or "",
        "partie_de": gabarit.slug if part else "",
        "publisher": [_agent(owner, site_url)],
        "creator": [_agent(owner, site_url)],
        "qualified_attribution": [{"agent": [_agent(metropole, site_url)], "role": DISTRIBUTOR}],
        "contact": [_contact(owner, site_url, insee)],
        "license_id": LICENCES[licence].id,
        "theme": [f"{EU}/data-theme/{gabarit.theme}"],
        "frequency": f"{EU}/frequency/{gabarit.periodicity}",
        "issued": facts.issued.isoformat(),
        "modified": facts.modified.isoformat(),
        "prochaine_echeance": _day(due(facts.modified, gabarit.periodicity)),
        "spatial_coverage": [_territory(owner, places, part, facts.box)],
        "conforms_to": schemas_of(gabarit, facts.versions, site_url) if facts.conforms else [],
        "documentation": [f"{site_url}/gabarits/{gabarit.slug}"],
        "provenance": _provenance(filled, kind, facts),
        "url": f"{site_url}/commune/{insee}" if part and insee else _model_page(gabarit, site_url),
        "applicable_legislation": list(facts.laws),
        "access_rights": PUBLIC,
        "language": [FRENCH],
        "lignes_publiees": facts.rows,
        "lignes_ecartees": facts.set_aside,
        "taux_geocodage": _located_rate(facts),
    }
    result.update({name: existing[name] for name in KEPT if existing.get(name)})
    result["temporal_coverage"] = [_period(result["issued"], facts)]
    return result


def resource_dicts(
    gabarit: Gabarit,
    facts: Facts,
    *,
    licence: str,
    site_url: str,
    organisation: str | None = None,
    existing: Sequence[Mapping[str, Any]] = (),
) -> list[dict[str, Any]]:
    """The files of a dataset: CSV, GeoJSON where there is geometry, and the schema.

    `organisation`: name of the owner for its own dataset, None for the métropole-wide one.
    `existing`: the resources as they are; one of the same format keeps its id. The CSV comes first
    and is the one that carries the DataStore table.
    """
    texts = sheet(gabarit)["textes"]
    query = f"?organisation={organisation}" if organisation else ""
    base = f"{site_url}/gabarits/{gabarit.slug}"
    wanted = [("csv", "CSV", "text/csv", f"{base}/donnees.csv{query}")]
    if gabarit.geometry != "aucune":
        wanted.append(
            ("geojson", "GeoJSON", "application/geo+json", f"{base}/donnees.geojson{query}")
        )
    wanted.append(("schema", "JSON", "application/json", f"{base}/schema.json"))
    ids = {each.get("format", "").casefold(): each["id"] for each in existing if each.get("id")}
    found = []
    for kind, label, mimetype, url in wanted:
        resource = {
            "name": texts[f"ressource_{kind}"].format(gabarit=gabarit.title),
            "description": texts[f"ressource_{kind}_description"].format(version=gabarit.version),
            "format": label,
            "mimetype": mimetype,
            "url": url,
            "access_url": url,
            "download_url": url,
            "url_type": "opendatacommunal",
            "license": LICENCES[licence].uri,
            "issued": facts.issued.isoformat(),
            "modified": facts.modified.isoformat(),
            "language": [FRENCH],
        }
        if kind == "csv" and facts.conforms:
            resource["conforms_to"] = schemas_of(gabarit, facts.versions, site_url)
        if label.casefold() in ids:
            resource["id"] = ids[label.casefold()]
        found.append(resource)
    return found


def _words(
    gabarit: Gabarit, owner: Producer, metropole: Producer, communes: int, facts: Facts
) -> dict[str, object]:
    return {
        "gabarit": gabarit.title,
        "version": gabarit.version,
        "producteur": owner.title,
        "metropole": metropole.title,
        "lignes": count(facts.rows, "une ligne", "lignes") if facts.rows else "0 ligne",
        "ecartees": count(facts.set_aside, "une ligne", "lignes"),
        "corrections": count(facts.corrections, "une correction", "corrections"),
        "producteurs": count(facts.producers, "un producteur", "producteurs"),
        "communes": count(communes, "une commune", "communes"),
        "taux": _located_rate(facts),
    }


def _notes(gabarit: Gabarit, filled: Sentences, kind: str, facts: Facts, precisions: str) -> str:
    parts = [gabarit.description, filled(f"notes_{kind}")]
    if facts.set_aside:
        parts.append(filled("notes_ecartee" if facts.set_aside == 1 else "notes_ecartees"))
    if precisions:
        parts.append(precisions)
    return "\n\n".join(parts)


def _provenance(filled: Sentences, kind: str, facts: Facts) -> str:
    parts = [filled(f"provenance_{kind}")]
    if facts.located is not None and facts.rows:
        parts.append(filled("provenance_positions"))
    return " ".join(parts)


def _identifier(gabarit: Gabarit, owner: Producer, insee: str | None) -> str:
    return f"{insee or owner.siren or owner.name}-{gabarit.slug}"


def _keywords(gabarit: Gabarit, places: Sequence[Place], metropole: Producer) -> str:
    words = [*gabarit.keywords, *(place.name for place in places), metropole.title]
    if gabarit.source.startswith("scdl/"):
        words.append("scdl")
    # CKAN refuses other signs in a keyword, and splits the list at commas.
    clean = (" ".join(re.sub(r"[^\w\-. ]", " ", word).split()) for word in words)
    return ",".join(dict.fromkeys(word for word in clean if len(word) > 1))


def _agent(producer: Producer, site_url: str) -> dict[str, str]:
    return {
        "uri": f"{site_url}/organization/{producer.name}",
        "name": producer.title,
        "email": producer.email or "",
        "url": producer.url or f"{site_url}/organization/{producer.name}",
        "type": LOCAL_AUTHORITY,
        "identifier": producer.siren or "",
    }


def _contact(owner: Producer, site_url: str, insee: str | None) -> dict[str, str]:
    page = f"{site_url}/commune/{insee}" if insee else f"{site_url}/organization/{owner.name}"
    return {"name": owner.title, "email": owner.email or "", "url": owner.url or page}


def _territory(
    owner: Producer,
    places: Sequence[Place],
    part: bool,
    box: tuple[float, float, float, float] | None,
) -> dict[str, str]:
    """The communes of the rows; where one has no outline here, the box around the rows too."""
    found = {"text": places[0].name if len(places) == 1 and part else owner.title}
    if len(places) == 1:
        found["uri"] = f"http://id.insee.fr/geo/commune/{places[0].insee}"
    known = [place.outline for place in places if place.outline]
    if box and len(known) < len(places):
        known.append(rectangle(*box))
    outline = merge(known)
    if outline:
        found["geom"] = json.dumps(outline, separators=(",", ":"))
    return found


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _period(issued: str, facts: Facts) -> dict[str, str]:
    if facts.covered is None:
        return {"start": issued}
    start, end = facts.covered
    return {"start": start.isoformat(), "end": end.isoformat()}


def _located_rate(facts: Facts) -> int | str:
    if facts.located is None or not facts.rows:
        return ""
    return facts.located * 100 // facts.rows


def _model_page(gabarit: Gabarit, site_url: str) -> str:
    return f"{site_url}/gabarits/{gabarit.slug}"
