"""Words for the codes of a gabarit: EU themes and frequencies, and what kind of gabarit it is."""

from __future__ import annotations

from ckanext.opendatacommunal.messages import N_

THEMES = {
    "AGRI": N_("Agriculture, fisheries, forestry and food"),
    "ECON": N_("Economy and finance"),
    "EDUC": N_("Education, culture and sport"),
    "ENER": N_("Energy"),
    "ENVI": N_("Environment"),
    "GOVE": N_("Government and public sector"),
    "HEAL": N_("Health"),
    "INTR": N_("International issues"),
    "JUST": N_("Justice, legal system and public safety"),
    "REGI": N_("Regions and cities"),
    "SOCI": N_("Population and society"),
    "TECH": N_("Science and technology"),
    "TRAN": N_("Transport"),
}
"""In the alphabetical order of their codes, as the EU has them."""

FREQUENCIES = {
    "ANNUAL": N_("once a year"),
    "ANNUAL_2": N_("twice a year"),
    "ANNUAL_3": N_("three times a year"),
    "BIENNIAL": N_("every two years"),
    "TRIENNIAL": N_("every three years"),
    "QUARTERLY": N_("every quarter"),
    "BIMONTHLY": N_("every two months"),
    "MONTHLY": N_("every month"),
    "BIWEEKLY": N_("every two weeks"),
    "WEEKLY": N_("every week"),
    "DAILY": N_("every day"),
    "CONT": N_("continuously"),
    "IRREG": N_("whenever there is something new"),
    "AS_NEEDED": N_("whenever there is something new"),
    "OTHER": N_("no fixed date"),
    "UNKNOWN": N_("no fixed date"),
}

KINDS = {
    "deposit": N_("deposited by the commune"),
    "derived": N_("made from other data, nothing to deposit"),
    "relay": N_("deposited elsewhere"),
}
