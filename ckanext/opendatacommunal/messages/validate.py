"""Sentences of the step `validate`; `code:constraint` where one code has several causes."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "type-error": (
        N_("Line {row}: “{value}” in “{column}” is not what is expected here."),
        N_("Write it like: {expected}."),
    ),
    "type-error:number": (
        N_("Line {row}: “{value}” in “{column}” is not a number."),
        N_("Write digits only, like: {expected}."),
    ),
    "type-error:integer": (
        N_("Line {row}: “{value}” in “{column}” is not a whole number."),
        N_("Write digits only, like: {expected}."),
    ),
    "type-error:boolean": (
        N_("Line {row}: “{value}” in “{column}” is none of the words expected."),
        N_("Write one of: {expected}."),
    ),
    "type-error:date": (
        N_("Line {row}: “{value}” in “{column}” is not a date as expected, or no such day exists."),
        N_("Write it like: {expected}."),
    ),
    "type-error:string": (
        N_("Line {row}: “{value}” in “{column}” is not kept as text in your workbook."),
        N_("Give the column the format “Text”, then type the value again, with its zeros."),
    ),
    "type-error:year": (
        N_("Line {row}: “{value}” in “{column}” is not a year."),
        N_("Write it with four digits, like: {expected}."),
    ),
    "constraint-error": (
        N_("Line {row}: “{value}” in “{column}” is not allowed."),
        "",
    ),
    "constraint-error:required": (
        N_("Line {row}: “{column}” is compulsory and the cell is empty."),
        N_("Fill the cell in your file and hand it in again."),
    ),
    "constraint-error:not-known": (
        N_("Line {row}: “{column}” is compulsory, and “{given}” tells nothing."),
        N_("Write what is known in the cell, then hand the file in again."),
    ),
    "constraint-error:pattern": (
        N_("Line {row}: “{value}” in “{column}” is not written in the form that is expected."),
        N_("Look at the example of this column; for the computer, the form is {expected}"),
    ),
    "constraint-error:enum": (
        N_("Line {row}: “{value}” is not one of the values allowed in “{column}”."),
        N_("Allowed values: {expected}."),
    ),
    "constraint-error:minimum": (
        N_("Line {row}: “{value}” in “{column}” is too small."),
        N_("The smallest value allowed is {expected}."),
    ),
    "constraint-error:maximum": (
        N_("Line {row}: “{value}” in “{column}” is too large."),
        N_("The largest value allowed is {expected}."),
    ),
    "constraint-error:minLength": (
        N_("Line {row}: “{value}” in “{column}” is too short."),
        N_("At least {expected} characters are needed."),
    ),
    "constraint-error:maxLength": (
        N_("Line {row}: “{value}” in “{column}” is too long."),
        N_("At most {expected} characters are allowed."),
    ),
    "unique-error": (
        N_("Line {row}: “{value}” in “{column}” already stands in line {expected}."),
        N_("Each row must have its own value here."),
    ),
    "primary-key": (
        N_("Line {row} has no identifier of its own."),
        N_("Its identifier is missing: fill it."),
    ),
    "primary-key:unique": (
        N_("Line {row} has the same identifier as line {expected}: “{value}”."),
        N_("Give one of them another one, or delete the row that is there twice."),
    ),
    "foreign-key": (
        N_("Line {row} refers to “{value}”, which is in no row of “{expected}”."),
        N_("Correct the reference, or add the row that is missing."),
    ),
    "missing-label": (
        N_("The compulsory column “{field_title}” is missing."),
        N_("Add it to your file."),
    ),
    "missing-cell": (
        N_("Line {row}: the cell of “{column}” is missing, the line ends too soon."),
        N_("Add the delimiters that are missing at the end of the line."),
    ),
    "extra-cell": (
        N_("Line {row} has a cell too many: “{value}”."),
        N_("Put quotes around a cell that holds the delimiter."),
    ),
    "blank-row": (N_("Line {row} is empty."), N_("Delete it.")),
    "blank-label": (N_("A column has no name."), N_("Name it in the first row.")),
    "duplicate-label": (
        N_("Two columns have the same name: “{field_title}”. No cell could be judged."),
        N_("Rename or delete one of them."),
    ),
    "duplicate-label:unnamed": (
        N_("Two columns have no name. No cell could be judged."),
        N_("Name each of them in the first row, or delete those that are empty."),
    ),
    "incorrect-label": (
        N_("The name of the column “{field_title}” is on several lines."),
        N_("Write it on one line, just as expected."),
    ),
    "check-error:unknown": (
        N_("The schema asks for a check that is not known here: “{value}”. It was not done."),
        N_("Tell whoever wrote the schema."),
    ),
    "check-error:incomplete": (
        N_("The schema does not say enough of its check “{value}”: “{expected}” is missing."),
        N_("Tell whoever wrote the schema."),
    ),
    "french-siren-value": (
        N_("Line {row}: “{value}” in “{column}” is not a SIREN: its key is wrong."),
        N_("A SIREN has 9 digits; check them, for instance on annuaire-entreprises.data.gouv.fr."),
    ),
    "french-siret-value": (
        N_("Line {row}: “{value}” in “{column}” is not a SIRET: its key is wrong."),
        N_("A SIRET has 14 digits; check them, for instance on annuaire-entreprises.data.gouv.fr."),
    ),
    "nomenclature-actes-value": (
        N_("Line {row}: “{value}” in “{column}” is not a matter of the nomenclature of acts."),
        N_("Write the matter, a slash and the detail, without spaces: Urbanisme/Documents."),
    ),
    "opening-hours-value": (
        N_("Line {row}: “{value}” in “{column}” are not opening hours as OpenStreetMap has them."),
        N_("Write them like: Mo-Fr 08:30-12:00,14:00-17:30; Sa 09:00-12:00."),
    ),
    "phone-number-value": (
        N_("Line {row}: “{value}” in “{column}” is not a phone number."),
        N_("Write it like: 04 72 00 00 00 or +33 4 72 00 00 00."),
    ),
    "french-gps-coordinates": (
        N_("Line {row}: “{value}” in “{column}” is not a place in France."),
        N_("Write its longitude, then its latitude, like: 4.85, 45.75."),
    ),
    "french-gps-coordinates:reversed": (
        N_("Line {row}: “{value}” in “{column}” has its latitude before its longitude."),
        N_("Write its longitude, then its latitude, like: 4.85, 45.75."),
    ),
    "year-interval-value": (
        N_("Line {row}: “{value}” in “{column}” is not two years, the later one second."),
        N_("Write them like: 2023/2024."),
    ),
    "cohesive-columns-value": (
        N_("Line {row}: these columns are to be all filled or all empty: {expected}."),
        N_("Fill the others, or empty the one."),
    ),
    "cohesive-columns-value:columns": (
        N_("Some columns go together and these are missing: {expected}."),
        N_("Add them to your file, or take the others out."),
    ),
    "one-of-required": (
        N_("Line {row}: one of these columns at least must be filled: {expected}."),
        N_("Fill one of them."),
    ),
    "one-of-required:columns": (
        N_("One of these columns at least must be there: {expected}."),
        N_("Add one of them to your file."),
    ),
    "sum-columns-value": (
        N_("Line {row}: “{column}” cannot be checked, these are not all numbers: {expected}."),
        N_("Write numbers there."),
    ),
    "sum-columns-value:sum": (
        N_("Line {row}: “{value}” in “{column}” is not the sum of its parts, which is {expected}."),
        N_("Correct the total or its parts."),
    ),
    "compare-columns-value": (
        N_("Line {row}: “{value}” in “{column}” does not go with the value of “{expected}”."),
        N_("Correct one of the two cells."),
    ),
    "compare-columns-value:>": (
        N_("Line {row}: “{value}” in “{column}” should be greater than “{expected}”."),
        N_("Correct one of the two cells."),
    ),
    "compare-columns-value:>=": (
        N_("Line {row}: “{value}” in “{column}” should be no less than “{expected}”."),
        N_("Correct one of the two cells."),
    ),
    "compare-columns-value:==": (
        N_("Line {row}: “{value}” in “{column}” should be the same as “{expected}”."),
        N_("Correct one of the two cells."),
    ),
    "compare-columns-value:<=": (
        N_("Line {row}: “{value}” in “{column}” should be no more than “{expected}”."),
        N_("Correct one of the two cells."),
    ),
    "compare-columns-value:<": (
        N_("Line {row}: “{value}” in “{column}” should be less than “{expected}”."),
        N_("Correct one of the two cells."),
    ),
    "known-defect": (
        N_(
            "Line {row} is right and is published, though the national schema “{schema}” "
            "{version} refuses it (field {field}, rule {rule}). {why}"
        ),
        N_("The national validator will show an error there; it is not yours."),
    ),
    "known-defect:cell": (
        N_(
            "Line {row}: “{value}” in “{column}” is right and is published, though the national "
            "schema “{schema}” {version} refuses it (field {field}, rule {rule}). {why}"
        ),
        N_("The national validator will show an error there; it is not yours."),
    ),
    "known-defect:cells": (
        N_(
            "Lines {lines}: “{value}” in “{column}” is right and is published, though the national "
            "schema “{schema}” {version} refuses it (field {field}, rule {rule}). {why}"
        ),
        N_("The national validator will show an error there; it is not yours."),
    ),
    "known-defect:empty": (
        N_(
            "Line {row}: “{column}” may be empty and the row is published, though the national "
            "schema “{schema}” {version} wants a value (field {field}, rule {rule}). {why}"
        ),
        N_("The national validator will show an error there; it is not yours."),
    ),
    "known-defect:empties": (
        N_(
            "Lines {lines}: “{column}” may be empty and the rows are published, though the "
            "national schema “{schema}” {version} wants a value (field {field}, rule {rule}). {why}"
        ),
        N_("The national validator will show an error there; it is not yours."),
    ),
    "known-defect:rows": (
        N_(
            "Lines {lines} are right and are published, though the national schema “{schema}” "
            "{version} refuses them (field {field}, rule {rule}). {why}"
        ),
        N_("The national validator will show an error there; it is not yours."),
    ),
    "one-person": (
        N_(
            "“{column}” counts a single person in {count} lines. The schema wants these lines; "
            "they may point to that person all the same."
        ),
        N_(
            "Before the first publication, speak of it with the data protection officer of the "
            "commune."
        ),
    ),
    "recommended-empty": (
        N_("“{column}” is recommended; empty cells: {count} of {total}."),
        "",
    ),
    "more-questions": (
        N_("“{column}” holds {count} more values to confirm ({what})."),
        N_("The whole column seems to hold something else: look at it in your file first."),
    ),
    "more-issues": (
        N_("“{column}” holds {count} more cells like those listed ({what})."),
        N_("The whole column seems to hold something else: look at it in your file first."),
    ),
}

RULES: dict[str, str] = {
    "type-error": N_("Value of another type"),
    "constraint-error": N_("Value missing or not allowed"),
    "unique-error": N_("Value that should be of one row only"),
    "primary-key": N_("Row without identifier of its own"),
    "foreign-key": N_("Reference to no row"),
    "french-siren-value": N_("SIREN with a wrong key"),
    "french-siret-value": N_("SIRET with a wrong key"),
    "nomenclature-actes-value": N_("Matter that is not of the nomenclature of acts"),
    "opening-hours-value": N_("Opening hours not written as OpenStreetMap does"),
    "phone-number-value": N_("Phone number that does not exist"),
    "french-gps-coordinates": N_("Place outside France"),
    "year-interval-value": N_("Years not written like 2023/2024"),
    "cohesive-columns-value": N_("Columns to be filled together"),
    "one-of-required": N_("None of two columns is filled"),
    "sum-columns-value": N_("Total that is not the sum of its parts"),
    "compare-columns-value": N_("Two columns that contradict each other"),
}

# The names that Validata gives some checks today.
for _old, _new in (
    ("french-siren-value", "siren"),
    ("french-siret-value", "siret"),
    ("nomenclature-actes-value", "nomenclature-acte"),
):
    SENTENCES[_new], RULES[_new] = SENTENCES[_old], RULES[_old]
