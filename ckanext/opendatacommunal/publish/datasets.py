"""The two datasets of a publication: made before the commit point, brought up to date after it."""

from __future__ import annotations

from datetime import date
from typing import Any

import sqlalchemy as sa

import ckan.plugins.toolkit as tk
from ckan import model
from ckan.logic.validators import email_validator

from ckanext.opendatacommunal import config
from ckanext.opendatacommunal.days import day_of
from ckanext.opendatacommunal.depots import lookup
from ckanext.opendatacommunal.model import Commune
from ckanext.opendatacommunal.publish import lignes, locks, tables
from ckanext.opendatacommunal.publish.work import Work
from ckanext.opendatacommunal.sheet import filling as sheet
from ckanext.opendatacommunal.sheet.period import covered
from ckanext.opendatacommunal.sheet.schemas import dataset_type, in_use

URL_TYPE = "opendatacommunal"
"""`url_type` of the resources of a gabarit's datasets: only the pipeline writes them."""


def ensure(work: Work, *, part: bool) -> str:
    """Make the dataset if it is missing, not public yet; give back the id of its CSV resource."""
    found = _show(work, part)
    if found is not None and not _is_of(found, work, part):
        raise tk.ValidationError({"state": [_taken(found["name"])]})
    if found is None:
        content = _content(work, None, part=part)
        tk.get_action("package_create")(work.context, {**content, "private": True})
    return csv_of(work, part=part)


def _is_of(found: dict[str, Any], work: Work, part: bool) -> bool:
    """False for somebody else's: also for one an organisation made when it had this name."""
    owned = not part or found["owner_org"] == work.organisation.id
    return found["type"] == dataset_type(work.gabarit.slug) and owned


def _taken(name: str) -> str:
    return tk._(
        "The name “{name}” is taken by another dataset: an administrator of the portal has to "
        "rename that one, or to purge it if it is deleted."
    ).format(name=name)


def csv_of(work: Work, *, part: bool) -> str:
    """Id of the resource that carries the DataStore table."""
    found = _show(work, part)
    resource_id = csv_resource(found) if found else None
    if resource_id is None:
        raise tk.ObjectNotFound(f"{name_of(work, part)}: no CSV resource")
    return resource_id


def csv_resource(dataset: dict[str, Any]) -> str | None:
    for resource in dataset["resources"]:
        if resource.get("url_type") == URL_TYPE and resource["format"].upper() == "CSV":
            return resource["id"]
    return None


def name_of(work: Work, part: bool) -> str:
    slug = work.gabarit.slug
    return f"{slug}-{work.organisation.name}" if part else slug


def datasets(work: Work) -> None:
    """Last step: metadata, visibility, search index. A dataset without rows is not public."""
    _update(work, part=True)
    with locks.held(work.gabarit.slug):
        _update(work, part=False)


def _update(work: Work, *, part: bool) -> None:
    before = _show(work, part)
    if before is None:
        raise tk.ObjectNotFound(name_of(work, part))
    if work.gabarit.slug not in {each.slug for each in in_use()}:
        _update_as_it_is(work, before, part=part)
        return
    content = _content(work, before, part=part)
    for resource in content["resources"]:
        if resource.get("id") == csv_resource(before):
            # An option of the resource that a full update would take away.
            resource["datastore_active"] = True
    tables.update_stats(csv_of(work, part=part))
    tk.get_action("package_update")(work.context, {**content, "id": before["id"]})


def _update_as_it_is(work: Work, before: dict[str, Any], *, part: bool) -> None:
    """Without the sheet, whose type CKAN no longer knows when the gabarit is out of service."""
    facts, _communes = _facts(work, part)
    tables.update_stats(csv_of(work, part=part))
    change = {"id": before["id"], "private": not facts.rows}
    tk.get_action("package_patch")(work.context, change)


def _show(work: Work, part: bool) -> dict[str, Any] | None:
    try:
        return tk.get_action("package_show")(work.context, {"id": _known_as(work, part)})
    except tk.ObjectNotFound:
        return None


def _known_as(work: Work, part: bool) -> str:
    """The dataset of an organisation by its owner, whose name may have changed since."""
    found = lookup.dataset_of(work.gabarit.slug, work.organisation.id) if part else None
    return found.id if found else name_of(work, part)


def _content(work: Work, existing: dict[str, Any] | None, *, part: bool) -> dict[str, Any]:
    facts, communes = _facts(work, part)
    if part and work.publication.precisions is not None:
        existing = {**(existing or {"resources": []}), "precisions": work.publication.precisions}
    owner = work.organisation if part else work.metropole
    site_url = tk.h.url_for("home.index", locale="default", qualified=True).rstrip("/")
    options = {"licence": config.licence(), "site_url": site_url}
    content = sheet.dataset_dict(
        work.gabarit,
        _producer(owner),
        _producer(work.metropole),
        _places(communes),
        facts,
        part=part,
        insee=work.commune.insee if part and work.commune else None,
        existing=existing,
        **options,
    )
    content["resources"] = sheet.resource_dicts(
        work.gabarit,
        facts,
        organisation=work.organisation.name if part else None,
        existing=existing["resources"] if existing else (),
        **options,
    )
    if not facts.rows:
        content["private"] = True
    return content


def _facts(work: Work, part: bool) -> tuple[sheet.Facts, list[str]]:
    """Sums over the last publication of each scope: no row is counted again (law 7)."""
    all_scopes = [each for each in lignes.latest(work.gabarit.slug) if each.facts]
    if part:
        owner = work.scope.organisation_id
        all_scopes = [each for each in all_scopes if each.organisation_id == owner]
    said = [each.facts or {} for each in all_scopes]
    known = [each for each in said if each["rows"]]
    day = day_of(work.publication.started)
    issued = min((each["issued"] for each in known if each["issued"]), default=day.isoformat())
    communes = sorted({insee for each in known for insee in each["communes"]})
    communes = communes or _communes_to_be(work)
    facts = sheet.Facts(
        issued=date.fromisoformat(issued),
        modified=day,
        rows=sum(each["rows"] for each in known),
        set_aside=sum(each["set_aside"] for each in said),
        corrections=sum(each["corrections"] for each in said),
        located=_located(work, known),
        laws=_laws(work, part),
        box=_around([each["box"] for each in known if each.get("box")]),
        covered=covered({period for each in known for period in each.get("periods", ())}),
        versions=tuple(sorted({each for one in known for each in one.get("versions", ())})),
        producers=len({each.organisation_id for each in all_scopes if (each.facts or {})["rows"]}),
    )
    return facts, communes


def _around(boxes: list[list[float]]) -> tuple[float, float, float, float] | None:
    """The box of all boxes (west, south, east, north)."""
    if not boxes:
        return None
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def _laws(work: Work, part: bool) -> tuple[str, ...]:
    """Of an organisation's data, those that bind it; of all together, those that bind everyone."""
    commune = work.commune if part else None
    numbers = (commune.population, commune.agents) if commune else (None, None)
    return tuple(
        law.url
        for law in work.gabarit.obligations
        if law.url and law.on_data and law.binds(*numbers) == "yes"
    )


def _communes_to_be(work: Work) -> list[str]:
    """Those of a dataset that has no row yet, or no more."""
    found = {record["commune"] for record in work.plan.public.values()}
    found |= {ligne.commune for ligne in work.plan.known.values()}
    return sorted(insee for insee in found if insee)


def _located(work: Work, known: list[dict[str, Any]]) -> int | None:
    if work.gabarit.geometry == "aucune":
        return None
    return sum(each["located"] for each in known)


def _places(codes: list[str]) -> list[sheet.Place]:
    query = sa.select(Commune).where(Commune.insee.in_(codes)).order_by(Commune.insee)
    found = {each.insee: each for each in model.Session.scalars(query)}
    return [
        sheet.Place(code, found[code].name, found[code].polygon)
        if code in found
        else sheet.Place(code, code)
        for code in codes
    ]


def _producer(organisation: model.Group) -> sheet.Producer:
    commune = lookup.commune_of(organisation.id)
    extras = lookup.extras_of(organisation)
    return sheet.Producer(
        id=organisation.id,
        name=organisation.name,
        title=organisation.title or organisation.name,
        siren=commune.siren if commune else extras.get("siren"),
        email=_email(extras.get("email")),
        url=_address(extras.get("url")),
    )


def _email(value: str | None) -> str | None:
    """Left out where it is none: CKAN would refuse the sheet, and with it every publication."""
    try:
        email_validator(value, {})
    except tk.Invalid:
        return None
    return value or None


def _address(value: str | None) -> str | None:
    """An address of the web; a link to anything else (`javascript:`) has no place on a page."""
    return value if value and value.startswith(("https://", "http://")) else None
