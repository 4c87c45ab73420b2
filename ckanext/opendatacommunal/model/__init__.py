"""Tables of the suite, in CKAN's own database; migrations are under `migration/`.

commune       territory with an INSEE code and the organisation of its town hall
referent      person named by a commune
depot         one file handed in
ligne         one row of a gabarit as last accepted, with its owner
publication   one run of `publish`, and the step it has reached
profil        saved answers of an organisation for a gabarit
geocodage     what the geocoder said of an address
declaration   "we have nothing to declare", by an organisation for a gabarit
"""

from __future__ import annotations

from .depot import Declaration, Depot, Profil, State
from .geocodage import Geocodage
from .ligne import Ligne, LigneState, Publication
from .territory import Commune, Referent

__all__ = [
    "Commune",
    "Declaration",
    "Depot",
    "Geocodage",
    "Ligne",
    "LigneState",
    "Profil",
    "Publication",
    "Referent",
    "State",
]
