"""The number of who hands the file in, in a column whose name does not say whose number it is."""

from __future__ import annotations

from ckanext.opendatacommunal import communes
from ckanext.opendatacommunal.communes.names import plain
from ckanext.opendatacommunal.pipeline.recognising.by_content import take_by_content
from ckanext.opendatacommunal.pipeline.recognising.content import distinct
from ckanext.opendatacommunal.pipeline.recognising.search import Search

NUMBER = "siret"
SMALL_WORDS = {"n", "no", "num", "numero", "code"}


def take_producers_number(search: Search) -> None:
    """`SIRET` and no more: where each row holds one of the commune that hands in, it is nobody
    else's, least of all the beneficiary's."""
    name = search.gabarit.role("producer_siret")
    commune = communes.get(search.depot.settings.commune or "")
    if not name or name in search.taken or commune is None or commune.siren is None:
        return
    for index in list(search.open):
        words = [word for word in plain(search.sources[index]).split() if word not in SMALL_WORDS]
        cells = distinct(search.cells(index)) if words == [NUMBER] else []
        if cells and all("".join(cell.split()).startswith(commune.siren) for cell in cells):
            take_by_content(search, index, name)
            return
