"""Sentences of the step `locate`: points given by the commune."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "half-point": (
        N_("Line {row}: only one of the two coordinates is given, so the point is left out."),
        N_("Give both longitude and latitude, or none."),
    ),
    "not-a-point": (
        N_(
            "Line {row}: the coordinates {value} are not those of a place in France, so the "
            "point is left out."
        ),
        N_("Check the columns of the coordinates, or leave them empty."),
    ),
    "one-point": (
        N_("All {count} points are the same one ({value})."),
        N_("If it is the town hall’s, empty these columns: the addresses will be placed instead."),
    ),
    "point-outside": (
        N_("The point of {names} ({value}) is outside the commune. Should it be kept?"),
        N_("Until you answer, the row is published without its point."),
    ),
    "points-outside": (
        N_("{value} points are outside the commune ({names}…). Should they be kept?"),
        N_("Until you answer, these rows are published without their point."),
    ),
}

RULES: dict[str, str] = {
    "swapped-point": N_("Longitude and latitude put in their columns"),
    "projected-point": N_("Position converted to degrees"),
    "lost-decimal-point": N_("Decimal point of the position put back"),
    "no-point": N_("Point 0, 0 left out"),
    "half-point": N_("Half a position left out"),
    "not-a-point": N_("Position not recognised"),
    "point-outside": N_("Point outside the commune"),
    "point-outside:garder": N_("Keep this point"),
    "point-outside:retirer": N_("Publish without this point"),
    "points-outside": N_("Points outside the commune"),
    "points-outside:garder": N_("Keep these points"),
    "points-outside:retirer": N_("Publish without these points"),
}
