"""The files that come out of a dépôt. Data is written as it is; what a spreadsheet will open is
freed of formulas first."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ckanext.opendatacommunal.pipeline.export.geojson import geojson
from ckanext.opendatacommunal.pipeline.export.lignes import lignes
from ckanext.opendatacommunal.pipeline.export.profile import profile_json
from ckanext.opendatacommunal.pipeline.export.return_sheet import return_sheet
from ckanext.opendatacommunal.pipeline.export.tables import clean_csv, rejects_csv

if TYPE_CHECKING:
    from ckanext.opendatacommunal.pipeline.export.annotated import annotated_workbook

__all__ = [
    "annotated_workbook",
    "clean_csv",
    "geojson",
    "lignes",
    "profile_json",
    "rejects_csv",
    "return_sheet",
]


def __getattr__(name: str) -> Any:
    if name != "annotated_workbook":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # It alone needs a library that is long to import.
    from ckanext.opendatacommunal.pipeline.export import annotated  # noqa: PLC0415

    return annotated.annotated_workbook
