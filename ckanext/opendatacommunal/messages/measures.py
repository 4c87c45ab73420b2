"""Sentences of the step `clean` on numbers, their units, and yes or no."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "not-a-number": (
        N_("Line {row}: “{value}” in “{column}” is not a number."),
        N_("Write digits only, for instance 1220.5.{or_empty}"),
    ),
    "not-a-whole-number": (
        N_("Line {row}: “{value}” in “{column}” is not a whole number."),
        N_("Write a number without decimals."),
    ),
    "yes-no": (
        N_("Does “{value}” in “{column}” mean yes or no?"),
        "",
    ),
    "number-mark": (
        N_("In “{column}”, does the mark in “{example}” set apart the thousands or the decimals?"),
        "",
    ),
    "not-a-percentage": (
        N_("Line {row}: “{value}” in “{column}” is not between 0 % and 100 %."),
        N_("Write the share with its sign, for instance 45 %."),
    ),
    "small-percentage": (
        N_("“{value}” in “{column}” is less than 1 %. Which share is meant?"),
        "",
    ),
    "percentage-scale": (
        N_("In “{column}”, is “{example}” a share of 1 or a percentage?"),
        N_("A sign % after the numbers would leave no doubt."),
    ),
    "shortened-number": (
        N_(
            "“{value}” in “{column}” was shortened by the spreadsheet, which may have rounded it. "
            "What is the number?"
        ),
        N_("Widen the column in your spreadsheet to see the whole number."),
    ),
    "rounded-amount": (
        N_("“{value}” in “{column}” looks rounded. What is the exact amount, in euros?"),
        "",
    ),
    "number-mark-decided": (
        N_("In “{column}”, “{value}” was read as {after}, as the rest of the column shows."),
        "",
    ),
    "doubtful-unit": (
        N_(
            "The title of “{column}” says “{unit}”, but {example} {unit} would be very large. In "
            "which unit are the numbers?"
        ),
        "",
    ),
    "large-surface": (
        N_("“{value}” in “{column}” is a very large surface. How many square metres is it?"),
        "",
    ),
    "doubtful-power": (
        N_("“{value}” in “{column}”: how many kilowatts (kW) is it?"),
        "",
    ),
    "doubtful-length": (
        N_("“{value}” in “{column}” is not possible in this unit. What is the right length?"),
        "",
    ),
}

RULES: dict[str, str] = {
    "yes-no": N_("Yes or no"),
    "thousands": N_("Number without mark between thousands"),
    "decimal-comma": N_("Decimal point"),
    "whole-number": N_("Whole number"),
    "unit-left-out": N_("Unit left out"),
    "unit-converted": N_("Converted to square metres"),
    "unit-of-header": N_("Converted to square metres, as the header says the unit"),
    "number-mark": N_("Thousands or decimals"),
    "number-mark:decimal": N_("The decimals"),
    "number-mark:thousand": N_("The thousands"),
    "minus-sign": N_("Plain minus sign"),
    "fraction": N_("Fraction written with decimals"),
    "percentage": N_("Percentage in the expected writing"),
    "length-converted": N_("Converted to the expected unit of length"),
    "length-of-header": N_("Converted to the expected unit of length, as the header says the unit"),
    "small-percentage": N_("Share of less than 1 %"),
    "percentage-scale": N_("Share or percentage"),
    "percentage-scale:fraction": N_("A share of 1: 0.5 is half"),
    "percentage-scale:percent": N_("A percentage: 50 is half"),
    "shortened-number": N_("Number shortened by the spreadsheet"),
    "rounded-amount": N_("Rounded amount"),
    "number-mark-decided": N_("Thousands or decimals, as the column shows"),
    "doubtful-unit": N_("Doubtful unit"),
    "large-surface": N_("Very large surface"),
    "doubtful-length": N_("Doubtful length"),
    "doubtful-power": N_("Doubtful power"),
    "power-converted": N_("Converted to kilowatts"),
    "not-a-percentage": N_("Share out of 0 to 100 %"),
    "not-a-number": N_("Text instead of a number"),
    "not-a-whole-number": N_("Number that is not whole"),
}
