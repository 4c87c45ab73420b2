"""Sentences of the step `recognise`: which column is which field."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "unmatched-column": (
        N_("Your column “{value}” is not in the template: it is not taken over."),
        N_(
            "It holds, for instance: {samples}. If it is a field of the template, say which one, "
            "or give it that name in your file."
        ),
    ),
    "unmatched-column:empty": (
        N_("Your column “{value}” is not in the template: it is not taken over."),
        N_("It is empty."),
    ),
    "column-by-content": (
        N_("Your column “{source}” was recognised by what it holds, as “{field_title}”."),
        "",
    ),
    "near-name:abbreviation": (
        N_("Your column “{source}” was taken as “{field_title}”: its name is an abbreviation."),
        "",
    ),
    "near-name:order": (
        N_("Your column “{source}” was taken as “{field_title}”: the same words in another order."),
        "",
    ),
    "near-name:object": (
        N_("Your column “{source}” was taken as “{field_title}”, going by its main words."),
        "",
    ),
    "near-name:presence": (
        N_("Your column “{source}” was taken as “{field_title}”, going by its main words."),
        "",
    ),
    "near-name:cut": (
        N_("Your column “{source}” was taken as “{field_title}”: its name seems cut short."),
        "",
    ),
    "near-name:place": (
        N_(
            "Your column “{source}” was taken as “{field_title}”: it stands just before the street."
        ),
        N_("If it is the number of the row, say so: the rows would keep it from year to year."),
    ),
    "near-name:slip": (
        N_("Your column “{source}” was taken as “{field_title}”: its name has a typing slip."),
        "",
    ),
    "older-template": (
        N_("This workbook is version {version} of the template; it is now {current}."),
        N_("It is read all the same. Download the new workbook when you next start from one."),
    ),
    "older-template:told": (
        N_("This workbook is version {version} of the template; it is now {current}: {what}"),
        N_("It is read all the same. Download the new workbook when you next start from one."),
    ),
    "newer-template": (
        N_("This workbook is version {version} of the template; the one here is only {current}."),
        N_("Tell the person in charge of the portal: its template is to be brought up to date."),
    ),
    "other-template": (
        N_("This workbook was made for another template, {value}, not for “{gabarit}”."),
        N_("Check which template you hand it in for."),
    ),
    "not-this-gabarit": (
        N_("This file does not look like the template “{gabarit}”: hardly any column is in it."),
        N_("Columns found: {found}. Columns expected, among others: {expected}."),
    ),
    "not-this-gabarit:transposed": (
        N_("This table lies on its side: the names of the columns stand in the first column."),
        N_(
            "In your spreadsheet, copy the table, then paste it with the option “Transpose”, and "
            "hand in that one."
        ),
    ),
    "not-this-gabarit:no-names": (
        N_("The columns of this table have no names, and what they hold does not tell them."),
        N_("Add a first row with the name of each column, such as: {expected}."),
    ),
    "not-this-gabarit:one-column": (
        N_("All the columns of this table stand in a single one: “{found}”."),
        N_(
            "In your spreadsheet, split it with “Data, Text to columns” and save it as .xlsx; or "
            "export it again, without quotes around the whole lines."
        ),
    ),
    "ambiguous-column": (
        N_("What does your column “{source}” hold? Its name may mean several things."),
        N_("It holds, for instance: {samples}."),
    ),
    "ambiguous-column:near": (
        N_(
            "Is your column “{source}” what the template calls “{candidates}”? Its name is close, "
            "but may mean something else."
        ),
        N_("It holds, for instance: {samples}."),
    ),
    "ambiguous-column:cells": (
        N_(
            "Is your column “{source}” what the template calls “{candidates}”? Its name says so, "
            "not what it holds."
        ),
        N_("It holds, for instance: {samples}."),
    ),
    "which-column": (
        N_("Which of your columns holds “{field_title}”? It is compulsory and was not recognised."),
        N_("Columns that may hold it: {columns}. Leave it as it is if none does."),
    ),
    "which-column:or-value": (
        N_("Which of your columns holds “{field_title}”? It is compulsory and was not recognised."),
        N_("It may be: {columns}. If no column says it, give the value that holds for all rows."),
    ),
    "two-columns": (
        N_("Several of your columns may be “{field_title}”: {candidates}. Which one is it?"),
        "",
    ),
}

RULES: dict[str, str] = {
    "not-this-gabarit": N_("The file does not look like this template"),
    "ambiguous-column": N_("Columns whose name may mean several things"),
    "two-columns": N_("Several columns for one field"),
    "which-column": N_("Compulsory field that was not recognised"),
    "version": N_("Words of an older version of the template, brought up to date"),
}
