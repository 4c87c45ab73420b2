"""Sentences on the folder of a gabarit, for who writes one (`opendatacommunal gabarit lint`)."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

KNOWN = N_("There are: {known}.")
DID_YOU_MEAN = N_("Did you mean “{near}”?")

SENTENCES: dict[str, tuple[str, str]] = {
    "lint-slug": (
        N_("“{slug}” cannot name a gabarit."),
        N_("Name the folder in small letters and figures, words joined by hyphens."),
    ),
    "lint-no-file": (N_("This file is missing."), ""),
    "lint-not-text": (
        N_("This file cannot be read: {reason}."),
        N_("Save it as text in UTF-8."),
    ),
    "lint-not-json": (N_("This is no JSON: {reason}."), N_("Mend this line, then look again.")),
    "lint-not-yaml": (
        N_("This is no YAML: {reason}."),
        N_("Look at the indentation, the brackets and the quotes around this line."),
    ),
    "lint-no-mapping": (N_("This file must hold keys with values."), ""),
    "lint-key-twice": (
        N_("“{word}” is written twice: only the last one would count."),
        N_("Keep one of them."),
    ),
    "lint-unknown-key": (N_("“{word}” is no known key."), KNOWN),
    "lint-unknown-key:near": (N_("“{word}” is no known key."), DID_YOU_MEAN),
    "lint-missing-key": (N_("The key “{key}” is missing."), ""),
    "lint-unknown-value": (N_("“{word}” cannot be the value of “{key}”."), KNOWN),
    "lint-unknown-value:near": (N_("“{word}” cannot be the value of “{key}”."), DID_YOU_MEAN),
    "lint-shape": (N_("The value of “{key}” is not of the right shape."), ""),
    "lint-shape:text": (N_("“{key}” takes a text."), ""),
    "lint-shape:column": (N_("“{key}” takes the name of a column."), ""),
    "lint-shape:whole": (N_("“{key}” takes a whole number."), ""),
    "lint-shape:flag": (N_("“{key}” takes true or false."), ""),
    "lint-shape:texts": (N_("“{key}” takes a list."), N_("Write [one, two].")),
    "lint-shape:columns": (N_("“{key}” takes a list of columns."), N_("Write [one, two].")),
    "lint-shape:values": (
        N_("“{key}” takes a list of values, or values each with a list of other writings."),
        N_("Write value: [other writing, another]."),
    ),
    "lint-shape:texts_by_name": (N_("“{key}” takes names, each with one value."), ""),
    "lint-shape:audience": (
        N_("“{key}” takes conditions, such as population_over: 3500."),
        "",
    ),
    "lint-shape:table": (N_("“{key}” takes keys with values."), ""),
    "lint-shape:tables": (
        N_("“{key}” takes a list, each entry with its keys."),
        N_("Begin each entry with a hyphen."),
    ),
    "lint-unknown-option": (N_("“{word}” is no option that any kind of cell reads."), KNOWN),
    "lint-unknown-option:near": (
        N_("“{word}” is no option that any kind of cell reads."),
        DID_YOU_MEAN,
    ),
    "lint-unknown-role": (N_("“{word}” is no part that a column can play."), KNOWN),
    "lint-unknown-role:near": (N_("“{word}” is no part that a column can play."), DID_YOU_MEAN),
    "lint-unknown-kind": (N_("“{word}” is no kind of cell."), KNOWN),
    "lint-unknown-kind:near": (N_("“{word}” is no kind of cell."), DID_YOU_MEAN),
    "lint-no-column": (N_("There is no column “{word}”."), N_("The columns are: {known}.")),
    "lint-no-column:near": (N_("There is no column “{word}”."), DID_YOU_MEAN),
    "lint-no-common-column": (
        N_("“{word}” is none of the columns that gabarits have in common."),
        KNOWN,
    ),
    "lint-no-common-column:near": (
        N_("“{word}” is none of the columns that gabarits have in common."),
        DID_YOU_MEAN,
    ),
    "lint-column-twice": (N_("The column “{column}” is there twice."), N_("Rename one of them.")),
    "lint-prefix": (
        N_("“{prefix}” cannot begin an identifier."),
        N_("Choose three capitals, such as PAR."),
    ),
    "lint-no-identifier": (
        N_("Nothing says how a row is named from one year to the next."),
        N_("Write identifier: with a prefix, or given: true where the commune has its own."),
    ),
    "lint-no-natural-key": (
        N_("A file without identifiers would have all its rows renamed each year."),
        N_("Say in natural_key: which columns tell two rows apart."),
    ),
    "lint-insee-alone": (
        N_(
            "The INSEE code (“{column}”) is filled from the commune, and no column plays that part."
        ),
        N_("Add parts: [commune], or the role commune."),
    ),
    "lint-no-values": (
        N_("The column “{column}” takes values of a list, and there is no list."),
        N_("Write them under values:, or choose another kind."),
    ),
    "lint-not-in-schema": (
        N_("The schema refuses the value “{word}” of the column “{column}”."),
        N_("It takes: {known}."),
    ),
    "lint-not-in-schema:near": (
        N_("The schema refuses the value “{word}” of the column “{column}”."),
        DID_YOU_MEAN,
    ),
    "lint-not-in-list": (
        N_("The schema takes the value “{value}” in the column “{column}”, and the list has not."),
        N_("Add it under values:."),
    ),
    "lint-synonym-twice": (
        N_("“{word}” is a name of the column “{column}” and of “{other}”."),
        N_("Files that have it are asked which one is meant; keep it in one if you can."),
    ),
    "lint-no-words": (N_("The column “{column}” has no title of its own."), ""),
    "lint-no-words:title": (
        N_("The column “{column}” has no title: people would read its technical name."),
        N_("Write title: under this column in gabarit.yaml."),
    ),
    "lint-no-words:description": (
        N_("Nothing says what the column “{column}” holds."),
        N_("Write description: under this column in gabarit.yaml."),
    ),
    "lint-version": (
        N_("“{version}” is no version."),
        N_("Write three numbers, such as 1.2.0."),
    ),
    "lint-two-versions": (
        N_("This schema says version {other}, and gabarit.yaml says {version}."),
        N_("Write the same in both."),
    ),
    "lint-change-not-now": (
        N_("The first change tells of version {other}; the gabarit is at {version}."),
        N_("Tell the newest first, and tell of this one."),
    ),
    "lint-change-order": (
        N_("The change of version {version} is not in its place."),
        N_("Tell the newest first."),
    ),
    "lint-change-date": (N_("“{date}” is no date."), N_("Write it as 2026-11-22.")),
    "lint-defect-expired": (
        N_(
            "The known defect of “{column}” was told of version {version} of the schema, which is"
            " at {other}: it counts no more."
        ),
        N_("Try the rule again: bring the defect up to date, or take it out."),
    ),
    "lint-defect-of-what": (
        N_("The known defect of “{column}” does not say which rule is wrong."),
        N_("Write constraint:, or code:."),
    ),
    "lint-not-pattern": (N_("“{pattern}” is no regular expression."), ""),
    "lint-no-sheet": (
        N_("There is no dataset.yaml: the metadata sheet is the common one."),
        "",
    ),
    "lint-dataset-type": (N_("The type of the dataset must be {expected}."), ""),
    "lint-field-name": (
        N_("An entry of {where} has no field_name that can be used."),
        N_("Give it one in small letters, without accents or spaces."),
    ),
    "lint-unknown-preset": (
        N_("“{word}” is a preset neither of ckanext-scheming nor of ckanext-dcat."),
        KNOWN,
    ),
    "lint-unknown-preset:near": (
        N_("“{word}” is a preset neither of ckanext-scheming nor of ckanext-dcat."),
        DID_YOU_MEAN,
    ),
    "lint-no-label": (N_("The new field “{column}” has no label."), ""),
    "lint-no-choices": (
        N_("The field “{column}” needs choices, each with a value and a label."),
        "",
    ),
    "lint-validators": (
        N_("“{value}” is no list of validators (field “{column}”)."),
        N_("Write their names with spaces between them."),
    ),
    "lint-unknown-validator": (
        N_("“{word}” is no validator of CKAN or of the plugins of this suite."),
        N_("If it is of another plugin, all is well."),
    ),
    "lint-unknown-validator:near": (
        N_("“{word}” is no validator of CKAN or of the plugins of this suite."),
        DID_YOU_MEAN,
    ),
    "lint-unknown-word": (N_("The tool has nothing to put in place of “{word}”."), KNOWN),
    "lint-unknown-word:near": (
        N_("The tool has nothing to put in place of “{word}”."),
        DID_YOU_MEAN,
    ),
    "lint-no-example": (
        N_("There is no valid example to show."),
        N_("Put a small right table in exemples/valide.csv."),
    ),
    "lint-example-unreadable": (N_("This example cannot be read: {reason}"), ""),
    "lint-example-other": (
        N_("Hardly a column of this example is recognised."),
        N_("Add its names of columns to the synonyms."),
    ),
    "lint-example-wrong": (N_("This example should be right, and is not: {reason}"), ""),
}

RULES: dict[str, str] = {}
