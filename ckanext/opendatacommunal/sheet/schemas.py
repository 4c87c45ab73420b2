"""The metadata sheet of each gabarit as a ckanext-scheming schema of type `donnees-<slug>`.

The common sheet (`schemas/commun.yaml`) is written once; the `dataset.yaml` of a gabarit says only
what differs. The merged schemas are handed to ckanext-scheming as data URLs in its own option,
beside those of the operator, so that no merged file lies on a disk.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Mapping
from copy import deepcopy
from functools import cache
from typing import Any

import yaml

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.common import CKANConfig
from ckan.exceptions import CkanConfigurationException

from ckanext.opendatacommunal import config as options
from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.gabarits import Gabarit, GabaritError
from ckanext.opendatacommunal.sheet.licences import LICENCES

COMMON = gabarits.SHIPPED / "commun.yaml"
SCHEMAS_OPTION = "scheming.dataset_schemas"
PRESETS_OPTION = "scheming.presets"
DCAT_PRESETS = "ckanext.dcat.schemas:presets.yaml"
SCHEMING_PRESETS = "ckanext.scheming:presets.json"

# The wrapping of RFC 3986, appendix C, which urllib takes off. Without it ckanext-scheming, which
# first tries `module:file`, would import whatever is called `data` on the path.
URL_START = "<URL:data:application/json;base64,"


def dataset_type(slug: str) -> str:
    return f"donnees-{slug}"


def in_use() -> list[Gabarit]:
    """The gabarits of this site, by the options `gabarits_dirs` and `gabarits`."""
    found = gabarits.load_all(options.gabarits_dirs())
    chosen = options.gabarits() or list(found)
    missing = [slug for slug in chosen if slug not in found]
    if missing:
        raise GabaritError(f"opendatacommunal.gabarits: no such gabarit: {', '.join(missing)}")
    return [found[slug] for slug in chosen]


def sheet(gabarit: Gabarit) -> dict[str, Any]:
    """The whole sheet of a gabarit: the common one with the gabarit's differences laid over it.

    Keys are those of a ckanext-scheming schema, plus `textes` (the sentences `sheet` fills in).
    """
    common = _common()
    own = _read(gabarit.folder / "dataset.yaml")
    _check(gabarit, own)
    return {
        **common,
        **own,
        "dataset_type": dataset_type(gabarit.slug),
        "dataset_fields": _merge(common["dataset_fields"], own.get("dataset_fields", ())),
        "resource_fields": _merge(common["resource_fields"], own.get("resource_fields", ())),
        "textes": {**common["textes"], **own.get("textes", {})},
    }


def register(config: CKANConfig) -> None:
    """Have ckanext-scheming serve the sheets beside the operator's own schemas.

    To be called from `update_config`. CKAN configures the plugins listed last first: ours, listed
    before `scheming_datasets` so that our templates win, comes when scheming has read its options.
    It is asked to read them again.
    """
    _check_plugins(_words(config, "ckan.plugins"))
    if options.licence() not in LICENCES:
        raise CkanConfigurationException(
            f"opendatacommunal.licence: {options.licence()} is not one of {', '.join(LICENCES)}."
        )
    operator = [url for url in _words(config, SCHEMAS_OPTION) if not url.startswith(URL_START)]
    published = [each for each in in_use() if each.kind != "relay"]
    config[SCHEMAS_OPTION] = " ".join((*operator, *map(_url, map(sheet, published))))
    presets = _words(config, PRESETS_OPTION) or [SCHEMING_PRESETS]
    if DCAT_PRESETS not in presets:
        presets.append(DCAT_PRESETS)
    config[PRESETS_OPTION] = " ".join(presets)
    scheming: Any = p.get_plugin("scheming_datasets")
    scheming.update_config(config)


def _check_plugins(listed: list[str]) -> None:
    ours = listed.index("opendatacommunal") if "opendatacommunal" in listed else -1
    for name, package in (("scheming_datasets", "ckanext-scheming"), ("dcat", "ckanext-dcat")):
        if not p.plugin_loaded(name):
            raise CkanConfigurationException(
                f"ckan.plugins: the plugin opendatacommunal needs {name} ({package}); "
                f"add {name} after opendatacommunal."
            )
        if name in listed and listed.index(name) < ours:
            raise CkanConfigurationException(
                f"ckan.plugins: opendatacommunal must stand before {name}."
            )


def _words(config: CKANConfig, option: str) -> list[str]:
    return list(tk.aslist(config.get(option)))


def _url(schema: Mapping[str, Any]) -> str:
    encoded = base64.b64encode(json.dumps(schema).encode()).decode("ascii")
    return f"{URL_START}{encoded}>"


def _merge(
    common: Iterable[Mapping[str, Any]], own: Iterable[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Fields of `common` with the keys that `own` gives again; new fields at the end."""
    changes = {field["field_name"]: dict(field) for field in own}
    merged = [{**deepcopy(dict(field)), **changes.pop(field["field_name"], {})} for field in common]
    return [*merged, *changes.values()]


def _check(gabarit: Gabarit, own: Mapping[str, Any]) -> None:
    expected = dataset_type(gabarit.slug)
    if own.get("dataset_type", expected) != expected:
        raise GabaritError(f"{gabarit.slug}/dataset.yaml: dataset_type must be {expected}")
    for part in ("dataset_fields", "resource_fields"):
        if any("field_name" not in field for field in own.get(part, ())):
            raise GabaritError(f"{gabarit.slug}/dataset.yaml: a field of {part} has no field_name")


@cache
def _common() -> dict[str, Any]:
    """The sheet of `COMMON`, a part of the package; nobody may change it."""
    return _read(COMMON)


def _read(path: Any) -> dict[str, Any]:
    """A YAML mapping; empty where there is no file (a gabarit may have no difference at all)."""
    if not path.is_file():
        return {}
    try:
        # By libyaml: each process of the site reads one for each gabarit.
        content = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader) or {}
    except yaml.YAMLError as error:
        raise GabaritError(f"{path.parent.name}/{path.name}: {error}") from error
    if not isinstance(content, dict):
        raise GabaritError(f"{path.parent.name}/{path.name}: a mapping is expected")
    return content
