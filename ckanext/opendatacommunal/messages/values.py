"""Sentences of the step `clean` on codes, contacts, names and places of a map."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
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
    "unclear-coordinate": (
        N_("“{value}” in “{column}” is not a coordinate. What is it?"),
        N_("Decimal degrees, for instance 4.95312. You may leave it empty: the address is enough."),
    ),
    "not-a-charging-code": (
        N_("Line {row}: “{value}” in “{column}” is not the identifier of a charging point."),
        N_("It begins with FR, as FRA68E680210015. Out of roaming, write “Non concerné”."),
    ),
    "unclear-charging-code": (
        N_("“{value}” in “{column}” is not the identifier of a charging point. What is it?"),
        N_("It begins with FR, as FRA68E680210015.{or_empty}"),
    ),
    "not-a-phone": (
        N_("Line {row}: “{value}” in “{column}” is not a telephone number."),
        N_("Write its ten digits, for instance 04 78 12 34 56.{or_empty}"),
    ),
    "unclear-phone": (
        N_("“{value}” in “{column}”: what is the telephone number?"),
        N_("For instance 04 78 12 34 56.{or_empty}"),
    ),
    "not-an-email": (
        N_("Line {row}: “{value}” in “{column}” is not an e-mail address."),
        N_("Write it as mairie@exemple.fr.{or_empty}"),
    ),
    "email-without-end": (
        N_("Line {row}: the end of the e-mail address “{value}” in “{column}” is missing."),
        N_("Add what stands after the last dot, for instance .fr."),
    ),
    "unclear-email": (
        N_("“{value}” in “{column}” is not an e-mail address. What is it?"),
        N_("For instance mairie@exemple.fr.{or_empty}"),
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
        N_("A SIRET has 14 digits, the last of which checks the others.{or_empty}"),
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
        N_("A SIREN has 9 digits, the last of which checks the others.{or_empty}"),
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
        N_("It is a W and nine digits, for instance W692001234.{or_empty}"),
    ),
    "lost-letter": (
        N_("“{value}” in “{column}” has no W. Is it the RNA number of an association?"),
        "",
    ),
}

RULES: dict[str, str] = {
    "leading-zeros": N_("Zeros restored at the start"),
    "hours-to-list": N_("Hours put under the value of the list, and kept in the details"),
    "identifier-moved": N_("Number of your software kept apart: the tool makes the identifier"),
    "identifier-writing": N_("Writing of the identifier"),
    "postcode": N_("Writing of the postcode"),
    "insee": N_("Writing of the INSEE code"),
    "web-address": N_("Whole web address"),
    "first-of-several": N_("First of several in one cell"),
    "coordinate": N_("Writing of the coordinate"),
    "degrees-minutes": N_("Degrees, minutes, seconds in decimal degrees"),
    "geometry-of-feature": N_("Outline taken out of its wrapping"),
    "swapped-shape": N_("Longitude and latitude of the outline put in their order"),
    "projected-shape": N_("Outline turned from metres into degrees"),
    "geometry-of-wkt": N_("Outline written as GeoJSON"),
    "not-a-number-code": N_("Number that is not made of digits"),
    "local-code": N_("Code without the words around it"),
    "cedex": N_("CEDEX code"),
    "not-a-postcode": N_("Postcode not recognised"),
    "not-an-insee-code": N_("INSEE code not recognised"),
    "not-a-web-address": N_("Web address not recognised"),
    "not-a-shape": N_("Outline not recognised"),
    "unclear-coordinate": N_("Coordinate not recognised"),
    "phone": N_("Writing of the telephone number"),
    "email": N_("Writing of the e-mail address"),
    "code-writing": N_("Writing of the code"),
    "siren-of-code": N_("SIREN taken out of a longer code"),
    "coordinate-of-pair": N_("Coordinate taken out of a pair"),
    "not-a-charging-code": N_("Identifier of a charging point not recognised"),
    "unclear-charging-code": N_("Identifier of a charging point not recognised"),
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
    "not-a-coordinate": N_("Coordinate not recognised"),
    "first-name": N_("First name with one capital a part and a straight apostrophe"),
    "first-name-space": N_("First name in two words"),
    "first-name-case": N_("First name in capitals with an apostrophe"),
    "not-a-first-name": N_("First name in other letters than French"),
    "not-a-matter-code": N_("Code that is not of the nomenclature of acts"),
    "matter-as-date": N_("Code of a matter taken for a date"),
    "matter-code": N_("Code of a matter cut to its two first levels"),
    "matter-name": N_("Matter in the words of the nomenclature"),
}
