"""Sentences of the step `clean`: what a cell says, and what it may mean."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "not-a-number": (
        N_("Line {row}: “{value}” in “{column}” is not a number."),
        N_("Write digits only, for instance 1220.5, or leave the cell empty."),
    ),
    "not-a-whole-number": (
        N_("Line {row}: “{value}” in “{column}” is not a whole number."),
        N_("Write a number without decimals."),
    ),
    "not-a-year": (
        N_("Line {row}: “{value}” in “{column}” is not a year."),
        N_("Write the four digits of the year, for instance 1982, or leave the cell empty."),
    ),
    "not-a-date": (
        N_("Line {row}: “{value}” in “{column}” is not a date."),
        N_("Write the day, the month and the year, for instance 31/12/2024."),
    ),
    "in-the-future": (
        N_("Line {row}: “{value}” in “{column}” is in the future."),
        N_("Check the year."),
    ),
    "not-a-coordinate": (
        N_("Line {row}: “{value}” in “{column}” is not a coordinate."),
        N_(
            "Write decimal degrees, for instance 4.95312, or leave the cell empty: the "
            "address is enough."
        ),
    ),
    "hours-to-details": (
        N_(
            "The hours “{value}” could not be written in the common form: they go to the "
            "details on the hours."
        ),
        "",
    ),
    "other-value": (
        N_("“{strange}” in “{column}” is not one of the usual values; it is kept as it is."),
        "",
    ),
    "first-of-several": (
        N_("Several web addresses stand in one cell of “{column}”: the first one is kept."),
        N_("Left out: {others}."),
    ),
    "formula": (
        N_("Line {row}: “{value}” in “{column}” is a spreadsheet formula."),
        N_("Replace the formula by what it shows, then deposit the file again."),
    ),
    "suspicious-content": (
        N_(
            "“{value}” in “{column}” looks like a formula or the code of a web page. It is "
            "kept as plain text."
        ),
        N_("Check the cell of line {row}."),
    ),
    "left-empty": (
        N_(
            "You left “{value}” in “{column}” as it is, but it cannot be published so: the "
            "cell stays empty."
        ),
        "",
    ),
    "bad-answer": (
        N_("The answer “{value}” cannot be used here: the question stays open."),
        N_("Expected: {candidates}."),
    ),
    "capitals": (
        N_(
            "“{column}” is written in capitals, so its accents are missing. It will be "
            "published as it is."
        ),
        N_("If you can, write “Avenue de la République” rather than “AVENUE DE LA REPUBLIQUE”."),
    ),
    "lost-letters": (
        N_(
            "In “{value}” (“{column}”), some letters were lost when the file was saved. What "
            "should be read?"
        ),
        N_("Write the whole text, or export your file again."),
    ),
    "personal-data": (
        N_("“{column}” seems to hold data about a person: {found}. May it be published?"),
        N_(
            "Only leave it as it is if this person agrees. Better: an address or a number of "
            "the department."
        ),
    ),
    "yes-no": (
        N_("Does “{value}” in “{column}” mean yes or no?"),
        "",
    ),
    "outside-list": (
        N_("“{value}” is not one of the values allowed in “{column}”. Which one is it?"),
        N_("Allowed values: {candidates}."),
    ),
    "number-mark": (
        N_("In “{column}”, does the mark in “{example}” set apart the thousands or the decimals?"),
        "",
    ),
    "date-order": (
        N_("In “{column}”, does a date such as “{example}” begin with the day or with the month?"),
        "",
    ),
    "short-year": (
        N_("In “{column}”, which date or year is “{value}”?"),
        "",
    ),
    "year-made-a-date": (
        N_(
            "“{value}” in “{column}” looks like a year that the spreadsheet shows as a date. "
            "Which year is it?"
        ),
        "",
    ),
    "several-years": (
        N_("“{value}” in “{column}” gives several years. Which one should be kept?"),
        "",
    ),
    "day-unknown": (
        N_("“{value}” in “{column}” does not give the day. Which date should be kept?"),
        "",
    ),
    "not-a-number-code": (
        N_("“{value}” in “{column}” is not a number made of digits. What is the number?"),
        N_("Leave it empty and a number will be given."),
    ),
    "number-made-a-date": (
        N_(
            "“{value}” in “{column}” looks like a house number that the spreadsheet turned "
            "into a date. What was it?"
        ),
        "",
    ),
    "number-or-building": (
        N_("Is “{value}” in “{column}” a number in the street, such as “{candidates}”?"),
        "",
    ),
    "cedex": (
        N_("“{value}” in “{column}” is a CEDEX code, which is not a place. What is the postcode?"),
        "",
    ),
    "not-a-postcode": (
        N_("“{value}” in “{column}” is not a postcode. Which one is it?"),
        N_("A postcode has five digits."),
    ),
    "commune": (
        N_("Which commune is “{value}” in “{column}”?"),
        "",
    ),
    "not-an-insee-code": (
        N_("“{value}” in “{column}” is not the INSEE code of a commune. Which one is it?"),
        N_("The INSEE code is not the postcode."),
    ),
    "not-a-web-address": (
        N_(
            "“{value}” in “{column}” is not the address of a page or picture on the web. "
            "What is it?"
        ),
        N_("An address begins with https://. Leave it empty if the picture is not on line."),
    ),
    "not-a-shape": (
        N_("The outline in “{column}” cannot be read."),
        N_("Leave it empty, or give it as GeoJSON in degrees."),
    ),
    "unclear-year": (
        N_("“{value}” in “{column}” is not a year. Which year is it?"),
        N_("Write its four digits, or leave it empty."),
    ),
    "unclear-date": (
        N_("“{value}” in “{column}” is not a date. Which day is it?"),
        N_("For instance 31/12/2024. You may leave it empty."),
    ),
    "future-date": (
        N_("“{value}” in “{column}” is in the future. Which date or year is it?"),
        N_("You may leave it empty."),
    ),
    "unclear-coordinate": (
        N_("“{value}” in “{column}” is not a coordinate. What is it?"),
        N_("Decimal degrees, for instance 4.95312. You may leave it empty: the address is enough."),
    ),
    "doubt": (
        N_("What does “{value}” in “{column}” mean?"),
        "",
    ),
    "unclear-hours": (
        N_("How should the hours “{value}” in “{column}” be written?"),
        N_("For instance: Mo-Fr 08:30-12:00."),
    ),
}

RULES: dict[str, str] = {
    "encoding": N_("Accents restored"),
    "accents": N_("Accents joined to their letter"),
    "spaces": N_("Useless spaces removed"),
    "spreadsheet-error": N_("Error of the spreadsheet emptied"),
    "no-value": N_("“Not known” left empty"),
    "apostrophe": N_("Straight apostrophe"),
    "yes-no": N_("Yes or no"),
    "name-means-yes": N_("Name of a label: yes, and the name kept for you"),
    "list-writing": N_("Writing of the list"),
    "list-separator": N_("Values separated by |"),
    "none-of-list": N_("None: left empty"),
    "yes-means": N_("Yes: the usual value"),
    "thousands": N_("Number without mark between thousands"),
    "decimal-comma": N_("Decimal point"),
    "whole-number": N_("Whole number"),
    "unit-left-out": N_("Unit left out"),
    "unit-converted": N_("Converted to square metres"),
    "unit-of-header": N_("Converted to square metres, as the header says the unit"),
    "year-of-date": N_("Year of the date"),
    "date-writing": N_("Date written year-month-day"),
    "spreadsheet-date": N_("Date stored as a number by the spreadsheet"),
    "leading-zeros": N_("Zeros restored at the start"),
    "identifier-writing": N_("Writing of the identifier"),
    "no-house-number": N_("No number in the street: SN"),
    "house-number": N_("Writing of the house number"),
    "street-in-full": N_("Street name in full"),
    "postcode": N_("Writing of the postcode"),
    "commune-name": N_("Official name of the commune"),
    "commune-today": N_("Commune of today"),
    "insee": N_("Writing of the INSEE code"),
    "insee-today": N_("INSEE code of today"),
    "web-address": N_("Whole web address"),
    "first-of-several": N_("First of several web addresses"),
    "coordinate": N_("Writing of the coordinate"),
    "degrees-minutes": N_("Degrees, minutes, seconds in decimal degrees"),
    "geometry-of-feature": N_("Outline taken out of its wrapping"),
    "geometry-of-wkt": N_("Outline written as GeoJSON"),
    "opening-hours": N_("Hours in the common form"),
    "hours-to-details": N_("Hours moved to the details"),
    "answer": N_("Your answer"),
    "profile": N_("Your answer of an earlier file"),
    "address-split": N_("Address cut in its parts"),
    "position-split": N_("Position cut in longitude and latitude"),
    "number-mark": N_("Thousands or decimals"),
    "number-mark:decimal": N_("The decimals"),
    "number-mark:thousand": N_("The thousands"),
    "date-order": N_("Order of the day and the month"),
    "date-order:day/month": N_("The day"),
    "date-order:month/day": N_("The month"),
    "personal-data": N_("Data about a person"),
    "lost-letters": N_("Lost letters"),
    "outside-list": N_("Value that is not in the list"),
    "short-year": N_("Year on two digits"),
    "year-made-a-date": N_("Year turned into a date"),
    "several-years": N_("Several years"),
    "day-unknown": N_("Day not given"),
    "not-a-number-code": N_("Number that is not made of digits"),
    "number-made-a-date": N_("House number turned into a date"),
    "number-or-building": N_("House number or building"),
    "cedex": N_("CEDEX code"),
    "not-a-postcode": N_("Postcode not recognised"),
    "commune": N_("Commune not recognised"),
    "not-an-insee-code": N_("INSEE code not recognised"),
    "not-a-web-address": N_("Web address not recognised"),
    "not-a-shape": N_("Outline not recognised"),
    "unclear-year": N_("Year not recognised"),
    "unclear-date": N_("Date not recognised"),
    "future-date": N_("Date in the future"),
    "unclear-coordinate": N_("Coordinate not recognised"),
    "doubt": N_("Value not understood"),
    "unclear-hours": N_("Hours not understood"),
    "formula": N_("Formula instead of a value"),
    "not-a-number": N_("Text instead of a number"),
    "not-a-whole-number": N_("Number that is not whole"),
    "not-a-year": N_("Year not recognised"),
    "not-a-date": N_("Date not recognised"),
    "in-the-future": N_("Date in the future"),
    "not-a-coordinate": N_("Coordinate not recognised"),
}
