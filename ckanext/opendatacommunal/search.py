"""The facet of communes, and which datasets the default search shows.

`communes` of a dataset (INSEE codes) is indexed as `vocab_commune`: `vocab_*` is the only pattern
of CKAN's Solr schema that takes several values and is not cut into words. What a person may type
to find a commune goes to `vocab_commune_nom`, which free text searches.

The dataset of one organisation, a part of a métropole-wide one (`partie_de`), is left out of
searches that ask for no commune and no organisation: neither the search page nor the site's feed
shows the same rows twice.
"""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from collections.abc import Iterable
from typing import Any, cast

import ckan.plugins as p
import ckan.plugins.toolkit as tk

from ckanext.opendatacommunal import communes, config

FACET = "vocab_commune"
NAMES = "vocab_commune_nom"
PART_OF = "partie_de"
TERRITORIES = "spatial_coverage"
WITHOUT_PARTS = f"-{PART_OF}:[* TO *]"

# A filter on one of these asks for the datasets of someone or of somewhere, parts included;
# `state` is what the trash of the administrators asks for.
_ASKS_FOR_PARTS = re.compile(
    rf"(?<![-\w])(?:(?:{FACET}|{PART_OF}|organization|owner_org|creator_user_id|id|name)\s*:"
    r"|state:\(?deleted\b)"
)
_COMMUNE_FILTER = re.compile(rf'({FACET}:\s*"?)(\d[\dAB]\d{{3}})\b')


class SearchMixin(p.SingletonPlugin):
    """What the plugin adds to indexing, searching and facets."""

    p.implements(p.IPackageController, inherit=True)
    p.implements(p.IFacets, inherit=True)

    def before_dataset_index(self, pkg_dict: dict[str, Any]) -> dict[str, Any]:
        return index_outline(index_communes(pkg_dict))

    def before_dataset_search(self, search_params: dict[str, Any]) -> dict[str, Any]:
        return hide_parts(widen_facet(follow_mergers(search_params)))

    def after_dataset_search(
        self, search_results: dict[str, Any], search_params: dict[str, Any]
    ) -> dict[str, Any]:
        return label_communes(search_results, search_params)

    def dataset_facets(self, facets_dict: Any, package_type: str) -> Any:
        return _with_communes(facets_dict)

    def organization_facets(
        self, facets_dict: Any, organization_type: str, package_type: str | None
    ) -> Any:
        return _with_communes(facets_dict)

    def group_facets(self, facets_dict: Any, group_type: str, package_type: str | None) -> Any:
        return _with_communes(facets_dict)


def index_communes(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """Add the communes of a dataset to what is indexed; codes that were replaced by today's."""
    pkg_dict[PART_OF] = _field(pkg_dict, PART_OF) or None
    codes = [communes.current(code) for code in _codes(_field(pkg_dict, "communes"))]
    current = [code for code in dict.fromkeys(codes) if code]
    if current:
        pkg_dict[FACET] = current
        pkg_dict[NAMES] = list(
            dict.fromkeys(said for code in current for said in communes.ways_to_say(code))
        )
    return pkg_dict


def index_outline(pkg_dict: dict[str, Any]) -> dict[str, Any]:
    """Hand the outline of a dataset of ours to ckanext-spatial, and keep it out of all else.

    Left where it is, it would be indexed as a text, which Solr refuses above 32,766 bytes, and
    ckanext-spatial would only see it where it is listed after ckanext-dcat.
    """
    if not str(pkg_dict.get("type", "")).startswith("donnees-"):
        return pkg_dict
    territories = _field(pkg_dict, TERRITORIES) or []
    if isinstance(territories, str):
        territories = json.loads(territories)
    outlines = [each.get("geom") for each in territories if each.get("geom")]
    if not outlines:
        return pkg_dict
    bare = [{**each, "geom": ""} for each in territories]
    pkg_dict[TERRITORIES] = json.dumps(bare)
    pkg_dict.pop(f"extras_{TERRITORIES}", None)
    if p.plugin_loaded("spatial_query"):
        pkg_dict["spatial"] = pkg_dict["extras_spatial"] = outlines[0]
    return pkg_dict


def follow_mergers(search_params: dict[str, Any]) -> dict[str, Any]:
    """A filter on a code that was replaced finds the commune of today."""

    def today(filtered: str) -> str:
        return _COMMUNE_FILTER.sub(
            lambda found: found[1] + (communes.current(found[2]) or found[2]), filtered
        )

    if isinstance(search_params.get("fq"), str):
        search_params["fq"] = today(search_params["fq"])
    if search_params.get("fq_list"):
        search_params["fq_list"] = [today(str(filtered)) for filtered in search_params["fq_list"]]
    return search_params


def widen_facet(search_params: dict[str, Any]) -> dict[str, Any]:
    """Let the facet show every commune of the EPCI, where CKAN stops at 50 values.

    Solr takes one limit for all facets: it is raised to the communes of the EPCI and no further.
    """
    epci = config.epci()
    if (
        FACET in search_params.get("facet.field", ())
        and "facet.limit" not in search_params
        and epci
    ):
        usual = tk.config["search.facets.limit"]
        if usual >= 0:
            search_params["facet.limit"] = max(usual, len(communes.of_epci(epci)))
    return search_params


def hide_parts(search_params: dict[str, Any]) -> dict[str, Any]:
    """Leave out the parts unless the search asks for a commune, an organisation or a name."""
    if not config.search_shows_parts() and not _asks_for_parts(search_params):
        search_params["fq_list"] = [*(search_params.get("fq_list") or ()), WITHOUT_PARTS]
    return search_params


def label_communes(search_results: dict[str, Any], search_params: dict[str, Any]) -> dict[str, Any]:
    """Names instead of codes in the facet.

    The commune that is filtered on is always in the list, or the page would show its code as the
    filter in force: all results have it, so its count is theirs.
    """
    facet = search_results.get("search_facets", {}).get(FACET)
    if facet is None:
        return search_results
    listed = {item["name"] for item in facet["items"]}
    for code in _filtered_communes(search_params):
        if code not in listed:
            facet["items"].append({"name": code, "count": search_results.get("count", 0)})
    for item in facet["items"]:
        commune = communes.get(item["name"])
        item["display_name"] = commune.name if commune else item["name"]
    return search_results


def _with_communes(facets: Any) -> Any:
    """The facet of communes before the others: it is what this site's visitors choose by."""
    return OrderedDict([(FACET, tk._("Commune")), *facets.items()])


def _asks_for_parts(search_params: dict[str, Any]) -> bool:
    if any(_ASKS_FOR_PARTS.search(filtered) for filtered in _filters(search_params)):
        return True
    query = search_params.get("q") or ""
    if ":" in query:  # Solr's own syntax, `*:*` being all
        return bool(_ASKS_FOR_PARTS.search(query))
    return bool(query) and bool(communes.mentioned(query.replace('"', " "), config.epci()))


def _filtered_communes(search_params: dict[str, Any]) -> list[str]:
    found = [
        code
        for filtered in _filters(search_params)
        for _, code in _COMMUNE_FILTER.findall(filtered)
    ]
    return list(dict.fromkeys(found))


def _filters(search_params: dict[str, Any]) -> list[str]:
    """All filters of a search: `fq` is one text, or a list once CKAN has run the search."""
    fq = search_params.get("fq") or []
    given = [*([fq] if isinstance(fq, str) else fq), *(search_params.get("fq_list") or ())]
    return [str(each) for each in given]


def _field(pkg_dict: dict[str, Any], name: str) -> Any:
    """A field of a dataset being indexed, as its schema gave it, else as CKAN keeps it."""
    value = pkg_dict.get(name)
    if value in (None, "", []) and f'"{name}"' in (pkg_dict.get("validated_data_dict") or ""):
        value = json.loads(pkg_dict["validated_data_dict"]).get(name)
    return value


def _codes(value: Any) -> Iterable[str]:
    """INSEE codes of a field `communes`: a list, or its JSON; nothing if it is something else."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            return []
    if not isinstance(value, list):
        return []
    return [code for code in cast("list[object]", value) if isinstance(code, str)]
