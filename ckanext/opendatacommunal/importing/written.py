"""gabarit.yaml and dataset.yaml as text that a person goes on with."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

WIDTH = 120
MOST_SHOWN = 6

HEAD = """# Fait à partir du schéma. Relisez le titre, la description, la périodicité, le thème, les
# mots-clés, la clé et les sortes, puis vérifiez par : opendatacommunal gabarit lint DOSSIER
# Toutes les clés sont dites dans docs/gabarits.md.
"""
SHEET_HEAD = """# Fiche de métadonnées : seulement ce qui diffère de la fiche commune.
"""


def gabarit_yaml(ours: Mapping[str, Any]) -> str:
    """One key after another; the columns one by one, a blank line before each part."""
    simple = {key: each for key, each in ours.items() if key not in ("roles", "fields")}
    parts = [HEAD + _dump(simple)]
    roles = ours.get("roles", {}).items()
    if roles:
        parts.append("roles:\n" + "".join(f"  {_dump({k: v}, flow=False)}" for k, v in roles))
    parts.append("fields:\n" + "".join(map(_column, ours["fields"].items())))
    return "\n".join(parts)


def _column(item: tuple[str, Mapping[str, Any]]) -> str:
    return _indented(_dump(dict([item])))


def sheet_yaml(ours: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """The columns that a table of the dataset shows: the first ones that say something."""
    silent = {ours.get("roles", {}).get(role) for role in ("insee", "longitude", "latitude")}
    names = [each["name"] for each in schema["fields"] if each["name"] not in silent]
    return SHEET_HEAD + _dump({"about": ours["title"], "tableau": names[:MOST_SHOWN]})


def _dump(content: Any, *, flow: bool | None = None) -> str:
    return yaml.dump(
        content,
        Dumper=_Dumper,
        allow_unicode=True,
        sort_keys=False,
        width=WIDTH,
        default_flow_style=flow,
    )


def _indented(text: str, spaces: int = 2) -> str:
    return "".join(f"{' ' * spaces}{line}\n" for line in text.splitlines())


class _Dumper(yaml.SafeDumper):
    """Without anchors: what two columns share is written twice."""

    def ignore_aliases(self, data: Any) -> bool:
        return True
