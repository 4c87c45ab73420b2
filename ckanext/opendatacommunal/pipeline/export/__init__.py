"""The files that come out of a dépôt. Data is written as it is; what a spreadsheet will open is
freed of formulas first."""

from __future__ import annotations

from ckanext.opendatacommunal.pipeline.export.annotated import annotated_workbook
from ckanext.opendatacommunal.pipeline.export.geojson import geojson
from ckanext.opendatacommunal.pipeline.export.lignes import lignes
from ckanext.opendatacommunal.pipeline.export.profile import profile_json
from ckanext.opendatacommunal.pipeline.export.return_sheet import MORE, return_sheet
from ckanext.opendatacommunal.pipeline.export.tables import clean_csv, rejects_csv

__all__ = [
    "MORE",
    "annotated_workbook",
    "clean_csv",
    "geojson",
    "lignes",
    "profile_json",
    "rejects_csv",
    "return_sheet",
]
