"""The pages of the portal: clients of the actions, like any other program."""

from __future__ import annotations

from ckanext.opendatacommunal.views import (  # noqa: F401  (their routes join those of others)
    depot_files,
    gabarit_files,
)
from ckanext.opendatacommunal.views.communes import communes
from ckanext.opendatacommunal.views.couverture import couverture
from ckanext.opendatacommunal.views.depots import depots
from ckanext.opendatacommunal.views.gabarits import gabarits

__all__ = ["communes", "couverture", "depots", "gabarits"]
