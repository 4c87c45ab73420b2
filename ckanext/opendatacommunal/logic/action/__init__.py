"""Actions of the suite; each name is the action's key."""

from __future__ import annotations

from .coverage import (
    opendatacommunal_coverage_show,
    opendatacommunal_deposited_elsewhere,
    opendatacommunal_nothing_to_declare,
)
from .depots import (
    opendatacommunal_depot_answer,
    opendatacommunal_depot_create,
    opendatacommunal_depot_list,
    opendatacommunal_depot_show,
    opendatacommunal_depot_update,
)
from .endings import (
    opendatacommunal_depot_publish,
    opendatacommunal_depot_purge,
    opendatacommunal_depot_refuse,
    opendatacommunal_depot_withdraw,
)
from .lignes import opendatacommunal_lignes_show
from .names import package_create, package_update
from .reference import (
    opendatacommunal_agents_update,
    opendatacommunal_commune_list,
    opendatacommunal_commune_show,
    opendatacommunal_gabarit_list,
    opendatacommunal_gabarit_show,
)

__all__ = [
    "opendatacommunal_agents_update",
    "opendatacommunal_commune_list",
    "opendatacommunal_commune_show",
    "opendatacommunal_coverage_show",
    "opendatacommunal_deposited_elsewhere",
    "opendatacommunal_depot_answer",
    "opendatacommunal_depot_create",
    "opendatacommunal_depot_list",
    "opendatacommunal_depot_publish",
    "opendatacommunal_depot_purge",
    "opendatacommunal_depot_refuse",
    "opendatacommunal_depot_show",
    "opendatacommunal_depot_update",
    "opendatacommunal_depot_withdraw",
    "opendatacommunal_gabarit_list",
    "opendatacommunal_gabarit_show",
    "opendatacommunal_lignes_show",
    "opendatacommunal_nothing_to_declare",
    "package_create",
    "package_update",
]
