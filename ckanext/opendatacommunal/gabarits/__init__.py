"""Load, check and list the gabarits: one folder each, data and not code.

A folder `<slug>/` holds `schema.json` (a standard Table Schema: the columns that are published),
`gabarit.yaml` (ours, over it), `dataset.yaml` (the metadata sheet) and `exemples/`. The folders
shipped with the package are searched last, so that an operator's own folder replaces one of ours by
its name.
"""

from __future__ import annotations

from ckanext.opendatacommunal.gabarits.files import SHIPPED, GabaritError
from ckanext.opendatacommunal.gabarits.folders import find, folders, load, load_all, load_deposited
from ckanext.opendatacommunal.gabarits.gabarit import CONSOLIDE_COLUMNS, Field, Gabarit, Period
from ckanext.opendatacommunal.gabarits.obligation import Duty, Obligation, duty

__all__ = [
    "CONSOLIDE_COLUMNS",
    "SHIPPED",
    "Duty",
    "Field",
    "Gabarit",
    "GabaritError",
    "Obligation",
    "Period",
    "duty",
    "find",
    "folders",
    "load",
    "load_all",
    "load_deposited",
]
