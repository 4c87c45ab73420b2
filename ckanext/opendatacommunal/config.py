"""The options of the suite, each read by one function (declared in config_declaration.yaml)."""

from __future__ import annotations

import ckan.plugins.toolkit as tk


def metropole() -> str:
    """Name of the organisation of the métropole."""
    return tk.config["opendatacommunal.metropole"]


def epci() -> str | None:
    """SIREN of the intercommunality."""
    return tk.config.get("opendatacommunal.epci") or None


def gabarits_dirs() -> list[str]:
    return tk.config["opendatacommunal.gabarits_dirs"]


def gabarits() -> list[str]:
    """Names of the gabarits in use; empty: all."""
    return tk.config["opendatacommunal.gabarits"]


def editors_publish() -> bool:
    return tk.config["opendatacommunal.editors_publish"]


def search_shows_parts() -> bool:
    return tk.config["opendatacommunal.search_shows_parts"]


def web_max_bytes() -> int:
    """Largest file that is checked while the person waits."""
    return tk.config["opendatacommunal.web_max_bytes"]


def max_bytes() -> int:
    """Largest file that is accepted."""
    return tk.config["opendatacommunal.max_bytes"]


def pipeline_memory_mb() -> int:
    return tk.config["opendatacommunal.pipeline_memory_mb"]


def pipeline_seconds() -> int:
    return tk.config["opendatacommunal.pipeline_seconds"]


def licence() -> str:
    """Id of the licence in CKAN's list."""
    return tk.config["opendatacommunal.licence"]


def frame_ancestors() -> list[str]:
    return tk.config["opendatacommunal.frame_ancestors"]


def site_url() -> str:
    """Address of the site, root path included, language left out, without a slash at the end."""
    root = (tk.config.get("ckan.root_path") or "").replace("/{{LANG}}", "")
    return (tk.config["ckan.site_url"].rstrip("/") + root).rstrip("/")


def geocoder_url() -> str | None:
    """Address of the only server that addresses are ever sent to; None: nothing leaves."""
    return (tk.config.get("opendatacommunal.geocoder_url") or "").rstrip("/") or None


def geocoder_version() -> str | None:
    """Version of its address base; answers of another one are asked again."""
    return tk.config.get("opendatacommunal.geocoder_version") or None


def geocoder_calls_per_second() -> float:
    """How many calls a second that server allows."""
    return float(tk.config["opendatacommunal.geocoder_calls_per_second"])
