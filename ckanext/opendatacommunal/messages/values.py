"""Sentences of the step `clean` on numbers, dates, codes, contacts and places of a map."""

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
    "first-of-several": (
        N_("Several web addresses stand in one cell of “{column}”: the first one is kept."),
        N_("Left out: {others}."),
    ),
    "yes-no": (
        N_("Does “{value}” in “{column}” mean yes or no?"),
        "",
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
        N_(
            "In “{column}”, dates such as “{example}” do not give the day. Which one should be "
            "kept?"
        ),
        "",
    ),
    "first-name-space": (
        N_("In “{column}”, which one is the first of the first names in “{value}”?"),
        N_("Only the first one is published; a double first name has a hyphen: Anne-Marie."),
    ),
    "first-name-case": (
        N_("In “{column}”, how is “{value}” written in the register?"),
        N_("The capitals hide whether a capital follows the apostrophe."),
    ),
    "not-a-first-name": (
        N_("“{value}” in “{column}” is not a first name in the letters of French. What is it?"),
        N_("Write it as in the register, or leave the row out: other letters are not allowed."),
    ),
    "not-a-matter-code": (
        N_("Line {row}: “{value}” in “{column}” is not a code of the nomenclature of acts."),
        N_("Write the code of the matter, from 1.1 to 9.4, for instance 7.5."),
    ),
    "matter-as-date": (
        N_("“{value}” in “{column}” is a code that the spreadsheet took for a date. Which one?"),
        N_("For instance 7.5; format the column as text so that it stays a code."),
    ),
    "unclear-days": (
        N_("“{value}” in “{column}” is neither a day nor a period. Which one is it?"),
        N_("For instance 2024-03-14, or 2024-03-14/2025-03-14."),
    ),
    "unclear-moment": (
        N_("“{value}” in “{column}”: which day and hour are meant?"),
        N_("For instance 2024-12-31T08:00:00Z, in universal time."),
    ),
    "not-a-number-code": (
        N_("“{value}” in “{column}” is not a number made of digits. What is the number?"),
        N_("Leave it empty and a number will be given."),
    ),
    "local-code": (
        N_("“{value}” in “{column}” holds more than a code. What is the code?"),
        N_("Write the code alone, and the rest in its own column."),
    ),
    "cedex": (
        N_("“{value}” in “{column}” is a CEDEX code, which is not a place. What is the postcode?"),
        "",
    ),
    "not-a-postcode": (
        N_("“{value}” in “{column}” is not a postcode. Which one is it?"),
        N_("A postcode has five digits."),
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
    "not-a-time": (
        N_("Line {row}: “{value}” in “{column}” is not an hour."),
        N_("Write it as 08:30, or leave the cell empty."),
    ),
    "unclear-time": (
        N_("“{value}” in “{column}” is not an hour. Which hour is it?"),
        N_("For instance 08:30. You may leave it empty."),
    ),
    "midnight": (
        N_("“{value}” in “{column}” is not an hour of the day. Which one should be kept?"),
        "",
    ),
    "several-times": (
        N_("“{value}” in “{column}” gives several hours. Which one should be kept?"),
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
    "not-a-charging-code": (
        N_("Line {row}: “{value}” in “{column}” is not the identifier of a charging point."),
        N_("It begins with FR, as FRA68E680210015. Out of roaming, write “Non concerné”."),
    ),
    "unclear-charging-code": (
        N_("“{value}” in “{column}” is not the identifier of a charging point. What is it?"),
        N_("It begins with FR, as FRA68E680210015. You may leave it empty."),
    ),
    "doubtful-length": (
        N_("“{value}” in “{column}” is not possible in this unit. What is the right length?"),
        "",
    ),
    "short-years": (
        N_("In “{column}”, years are on two digits, as in “{example}”. Which years are they?"),
        "",
    ),
    "date-order-decided:day/month": (
        N_(
            "In “{column}”, other dates show that the day comes first: “{value}” was read as "
            "{after} (year-month-day)."
        ),
        "",
    ),
    "date-order-decided:month/day": (
        N_(
            "In “{column}”, other dates show that the month comes first: “{value}” was read as "
            "{after} (year-month-day)."
        ),
        N_("Check one of these dates."),
    ),
    "filled-date": (
        N_("“{value}” in “{column}” looks like a date put there by a program. Which day is it?"),
        N_("You may leave it empty."),
    ),
    "several-dates": (
        N_("“{value}” in “{column}” gives several dates. Which one should be kept?"),
        "",
    ),
    "other-weekday": (
        N_(
            "In “{value}” (“{column}”), the day of the week is not that of the date. Which day "
            "is it?"
        ),
        "",
    ),
    "not-a-phone": (
        N_("Line {row}: “{value}” in “{column}” is not a telephone number."),
        N_("Write its ten digits, for instance 04 78 12 34 56, or leave the cell empty."),
    ),
    "unclear-phone": (
        N_("“{value}” in “{column}”: what is the telephone number?"),
        N_("For instance 04 78 12 34 56. You may leave it empty."),
    ),
    "not-an-email": (
        N_("Line {row}: “{value}” in “{column}” is not an e-mail address."),
        N_("Write it as mairie@exemple.fr, or leave the cell empty."),
    ),
    "email-without-end": (
        N_("Line {row}: the end of the e-mail address “{value}” in “{column}” is missing."),
        N_("Add what stands after the last dot, for instance .fr."),
    ),
    "unclear-email": (
        N_("“{value}” in “{column}” is not an e-mail address. What is it?"),
        N_("For instance mairie@exemple.fr. You may leave it empty."),
    ),
    "first-of-several:phone": (
        N_("Several telephone numbers stand in one cell of “{column}”: the first one is kept."),
        N_("Left out: {others}."),
    ),
    "first-of-several:email": (
        N_("Several e-mail addresses stand in one cell of “{column}”: the first one is kept."),
        N_("Left out: {others}."),
    ),
    "shortened-by-spreadsheet": (
        N_(
            "Line {row}: Excel shortened the code of “{column}” to “{value}”; its last digits are "
            "lost."
        ),
        N_(
            "They cannot be found again from this file. Export the data again from where they "
            "come, give the column the format “Text” in Excel before you paste them, then "
            "deposit the file again."
        ),
    ),
    "not-a-siret": (
        N_("Line {row}: “{value}” in “{column}” is not a SIRET."),
        N_("A SIRET has 14 digits, the last of which checks the others: look for a wrong digit."),
    ),
    "unclear-siret": (
        N_("“{value}” in “{column}” is not a SIRET. Which one is it?"),
        N_("A SIRET has 14 digits, the last of which checks the others. You may leave it empty."),
    ),
    "siren-not-siret": (
        N_("Line {row}: “{value}” in “{column}” is a SIREN; the SIRET is expected."),
        N_(
            "Add the five digits that follow the SIREN: they stand on the site "
            "annuaire-entreprises.data.gouv.fr."
        ),
    ),
    "not-a-siren": (
        N_("Line {row}: “{value}” in “{column}” is not a SIREN."),
        N_("A SIREN has 9 digits, the last of which checks the others: look for a wrong digit."),
    ),
    "unclear-siren": (
        N_("“{value}” in “{column}” is not a SIREN. Which one is it?"),
        N_("A SIREN has 9 digits, the last of which checks the others. You may leave it empty."),
    ),
    "lost-zero": (
        N_("“{value}” in “{column}” has too few digits. Did it lose a zero at its start?"),
        N_("Spreadsheets remove it when the column has not the format “Text”."),
    ),
    "not-an-rna": (
        N_("Line {row}: “{value}” in “{column}” is not the RNA number of an association."),
        N_("It is a W and nine digits, for instance W692001234."),
    ),
    "siren-not-rna": (
        N_("Line {row}: “{value}” in “{column}” is a SIREN or a SIRET, not an RNA number."),
        N_("Put it in the column of the SIRET, or write the W and its nine digits."),
    ),
    "unclear-rna": (
        N_("“{value}” in “{column}” is not the RNA number of an association. What is it?"),
        N_("It is a W and nine digits, for instance W692001234. You may leave it empty."),
    ),
    "lost-letter": (
        N_("“{value}” in “{column}” has no W. Is it the RNA number of an association?"),
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
    "year-of-date": N_("Year of the date"),
    "date-writing": N_("Date written year-month-day"),
    "spreadsheet-date": N_("Date stored as a number by the spreadsheet"),
    "leading-zeros": N_("Zeros restored at the start"),
    "identifier-moved": N_("Number of your software kept apart: the tool makes the identifier"),
    "identifier-writing": N_("Writing of the identifier"),
    "postcode": N_("Writing of the postcode"),
    "insee": N_("Writing of the INSEE code"),
    "insee-today": N_("INSEE code of today"),
    "web-address": N_("Whole web address"),
    "first-of-several": N_("First of several in one cell"),
    "coordinate": N_("Writing of the coordinate"),
    "degrees-minutes": N_("Degrees, minutes, seconds in decimal degrees"),
    "geometry-of-feature": N_("Outline taken out of its wrapping"),
    "swapped-shape": N_("Longitude and latitude of the outline put in their order"),
    "projected-shape": N_("Outline turned from metres into degrees"),
    "geometry-of-wkt": N_("Outline written as GeoJSON"),
    "number-mark": N_("Thousands or decimals"),
    "number-mark:decimal": N_("The decimals"),
    "number-mark:thousand": N_("The thousands"),
    "date-order": N_("Order of the day and the month"),
    "date-order:day/month": N_("The day"),
    "date-order:month/day": N_("The month"),
    "short-year": N_("Year on two digits"),
    "year-made-a-date": N_("Year turned into a date"),
    "several-years": N_("Several years"),
    "day-unknown": N_("Day not given"),
    "not-a-number-code": N_("Number that is not made of digits"),
    "local-code": N_("Code without the words around it"),
    "cedex": N_("CEDEX code"),
    "not-a-postcode": N_("Postcode not recognised"),
    "not-an-insee-code": N_("INSEE code not recognised"),
    "not-a-web-address": N_("Web address not recognised"),
    "not-a-shape": N_("Outline not recognised"),
    "unclear-year": N_("Year not recognised"),
    "unclear-date": N_("Date not recognised"),
    "future-date": N_("Date in the future"),
    "unclear-coordinate": N_("Coordinate not recognised"),
    "minus-sign": N_("Plain minus sign"),
    "fraction": N_("Fraction written with decimals"),
    "time-writing": N_("Hour written 08:30"),
    "spreadsheet-time": N_("Hour stored as a number by the spreadsheet"),
    "percentage": N_("Percentage in the expected writing"),
    "length-converted": N_("Converted to the expected unit of length"),
    "length-of-header": N_("Converted to the expected unit of length, as the header says the unit"),
    "phone": N_("Writing of the telephone number"),
    "email": N_("Writing of the e-mail address"),
    "code-writing": N_("Writing of the code"),
    "siren-of-code": N_("SIREN taken out of a longer code"),
    "coordinate-of-pair": N_("Coordinate taken out of a pair"),
    "small-percentage": N_("Share of less than 1 %"),
    "filled-date": N_("Date put there by a program"),
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
    "not-a-charging-code": N_("Identifier of a charging point not recognised"),
    "unclear-charging-code": N_("Identifier of a charging point not recognised"),
    "short-years": N_("Years on two digits"),
    "short-years:latest": N_("The latest ones: 24 is 2024, 98 is 1998"),
    "short-years:1900": N_("Those of the last century: 24 is 1924"),
    "day-unknown:first": N_("The first day of the month or of the year"),
    "day-unknown:last": N_("The last day of the month or of the year"),
    "date-order-decided:day/month": N_("Day first, as the column shows"),
    "date-order-decided:month/day": N_("Month first, as the column shows"),
    "several-dates": N_("Several dates"),
    "other-weekday": N_("Day of the week that is not that of the date"),
    "several-times": N_("Several hours"),
    "midnight": N_("Hour after the end of the day"),
    "not-a-time": N_("Hour not recognised"),
    "unclear-time": N_("Hour not recognised"),
    "not-a-percentage": N_("Share out of 0 to 100 %"),
    "not-a-phone": N_("Telephone number not recognised"),
    "unclear-phone": N_("Telephone number not recognised"),
    "not-an-email": N_("E-mail address not recognised"),
    "email-without-end": N_("E-mail address without its end"),
    "unclear-email": N_("E-mail address not recognised"),
    "shortened-by-spreadsheet": N_("Code shortened by Excel"),
    "not-a-siret": N_("SIRET not recognised"),
    "unclear-siret": N_("SIRET not recognised"),
    "siren-not-siret": N_("SIREN instead of a SIRET"),
    "not-a-siren": N_("SIREN not recognised"),
    "unclear-siren": N_("SIREN not recognised"),
    "not-an-rna": N_("RNA number not recognised"),
    "siren-not-rna": N_("SIREN instead of an RNA number"),
    "unclear-rna": N_("RNA number not recognised"),
    "lost-zero": N_("Zero lost at the start"),
    "lost-letter": N_("W lost at the start"),
    "not-a-number": N_("Text instead of a number"),
    "not-a-whole-number": N_("Number that is not whole"),
    "not-a-year": N_("Year not recognised"),
    "not-a-date": N_("Date not recognised"),
    "in-the-future": N_("Date in the future"),
    "not-a-coordinate": N_("Coordinate not recognised"),
    "first-name": N_("First name with one capital a part and a straight apostrophe"),
    "first-name-space": N_("First name in two words"),
    "first-name-case": N_("First name in capitals with an apostrophe"),
    "not-a-first-name": N_("First name in other letters than French"),
    "not-a-matter-code": N_("Code that is not of the nomenclature of acts"),
    "matter-as-date": N_("Code of a matter taken for a date"),
    "matter-code": N_("Code of a matter cut to its two first levels"),
    "matter-name": N_("Matter in the words of the nomenclature"),
    "unclear-days": N_("Neither a day nor a period"),
    "unclear-moment": N_("Day and hour to be made clear"),
    "two-days": N_("Period written with its two days"),
    "whole-period": N_("Year, quarter or month written with its first and last day"),
    "moment": N_("Day and hour in universal time"),
}
