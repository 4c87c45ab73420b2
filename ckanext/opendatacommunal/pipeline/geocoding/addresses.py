"""What is asked of a geocoder: one address, and the key under which its answer is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property

from ckanext.opendatacommunal.pipeline.fields.house_number import NO_NUMBER
from ckanext.opendatacommunal.pipeline.fields.matching import fold
from ckanext.opendatacommunal.pipeline.fields.street import begins_with_a_type
from ckanext.opendatacommunal.pipeline.fields.street_words import MONTHS

_FIRST_NUMBER = re.compile(
    r"(\d+)\s*(bis\b|ter\b|quater\b|quinquies\b|[a-z]\b(?!\s*\d))?", re.IGNORECASE
)
_NUMBER = r"(?:n\s*[°º]\.?\s*)?(?P<number>\d{1,4}(?:\s?(?:bis|ter|quater))?)"
_NUMBER_LAST = re.compile(rf"(?P<street>.{{1,200}}?)[\s,]+{_NUMBER}", re.IGNORECASE)
_NUMBER_INSIDE = re.compile(rf".{{1,200}}?[\s,]+{_NUMBER}[\s,]+(?P<street>\D.*)", re.IGNORECASE)


@dataclass(frozen=True)
class Address:
    """One address in our own writing.

    `number`: `36 bis`, `36/38`, or None. `insee`: code of the commune or arrondissement it must be
    in. Nothing else of a row is ever sent to a geocoder.
    """

    number: str | None
    street: str
    postcode: str | None
    city: str | None
    insee: str | None

    @cached_property
    def asked_number(self) -> str | None:
        """The number as an address base writes it: the first of a range, `36bis`; None without."""
        if not self.number or self.number == NO_NUMBER:
            return None
        found = _FIRST_NUMBER.match(self.number.strip())
        return f"{found[1]}{(found[2] or '').lower()}" if found else None

    @property
    def line(self) -> str:
        """`36bis Avenue Foch`: what stands before the postcode."""
        return f"{self.asked_number} {self.street}" if self.asked_number else self.street

    @property
    def text(self) -> str:
        """The whole address in one line, as it is shown and asked."""
        parts = (self.line, self.postcode, self.city)
        return " ".join(part for part in parts if part)

    @cached_property
    def key(self) -> str:
        """Two addresses of one key get one answer."""
        return f"{self.insee or ''}|{fold(self.line)}|{self.postcode or ''}"


def other_cut(address: Address) -> Address | None:
    """The same address with a number that its street may hold: `Quai Curie 6`, `Square du Lac 16
    Impasse Veil`. The text alone does not tell; the address base may."""
    if address.asked_number:
        return None
    last = _NUMBER_LAST.fullmatch(address.street)
    if last and {*fold(last["street"]).split()[-1:]} <= MONTHS:  # … du 8 Mai 1945
        last = None
    found = last or _NUMBER_INSIDE.fullmatch(address.street)
    if found is None or not begins_with_a_type(found["street"]):
        return None
    return replace(address, number=found["number"], street=found["street"].strip())
