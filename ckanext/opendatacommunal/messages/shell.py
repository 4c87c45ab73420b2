"""Sentences of the command: wrong usage, files that are not there."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "no-such-file": (N_("There is no file “{name}”."), N_("Check its name and its folder.")),
    "is-a-folder": (N_("“{name}” is a folder, not a file."), ""),
    "no-such-folder": (N_("There is no folder “{name}”."), ""),
    "no-gabarit-in-folder": (
        N_("“{name}” holds no gabarit."),
        N_("Give the folder of one, with its gabarit.yaml, or the folder around several."),
    ),
    "bad-slug": (
        N_("“{slug}” cannot name a gabarit."),
        N_("Name the folder in small letters and figures, words joined by hyphens."),
    ),
    "folder-there": (N_("“{name}” is already there."), N_("Choose another name, or move it away.")),
    "address-refused": (
        N_("“{url}” is not fetched."),
        N_("Give an address in https:// on a public server, or a file."),
    ),
    "address-silent": (N_("“{url}” does not answer with a schema ({reason})."), ""),
    "too-large": (N_("What “{url}” sends is too large to be a schema."), ""),
    "cannot-open": (N_("“{name}” cannot be read or written: {reason}."), ""),
    "bad-gabarit": (N_("This gabarit cannot be used: {reason}"), ""),
    "unknown-gabarit": (N_("There is no gabarit “{slug}”."), N_("Known gabarits: {slugs}.")),
    "made-of-another": (
        N_("Nobody fills in the gabarit “{slug}”: its rows are those of “{source}”."),
        N_("Check your file with the gabarit “{source}”."),
    ),
    "made-of-the-portal": (
        N_("Nobody fills in the gabarit “{slug}”: it is made from what the portal publishes."),
        "",
    ),
    "relayed": (
        N_("The gabarit “{slug}” is not handed in here: its official deposit is elsewhere."),
        N_("See {url}"),
    ),
    "not-derived": (
        N_("The gabarit “{slug}” is not made from another table."),
        N_("Check a file with it: opendatacommunal check FILE --gabarit {slug}"),
    ),
    "not-the-source": (
        N_("“{name}” is not a cleaned table of “{source}”: it has no column {missing}."),
        N_("Clean it first: opendatacommunal check {name} --gabarit {source} --out F"),
    ),
    "unknown-commune": (
        N_("No commune has the INSEE code “{insee}”."),
        N_("Find it by its name: opendatacommunal commune NAME"),
    ),
    "bad-siret": (
        N_("“{siret}” is not a SIRET."),
        N_("A SIRET has 14 digits; check them, for instance on annuaire-entreprises.data.gouv.fr."),
    ),
    "bad-json": (N_("“{name}” is not a JSON object."), ""),
    "bad-profile": (
        N_("“{name}” is no profile."),
        N_("Expected: columns (name to field) and values (field to writings)."),
    ),
    "bad-answers": (
        N_("“{name}” holds no answers."),
        N_("Expected: question identifiers, each with a text or null."),
    ),
    "bad-geocoder": (
        N_("“{url}” is not the address of a geocoder."),
        N_("Give scheme and host, with no password: https://data.geopf.fr/geocodage"),
    ),
    "bad-geocoder-cache": (
        N_("“{name}” does not hold answers of a geocoder."),
        N_("Give another name: the file is made if it is not there."),
    ),
    "bad-schema": (N_("“{name}” is no Table Schema: it has no list of fields."), ""),
    "bad-schema:no-name": (
        N_("“{name}” cannot be used: its field number {place} has no name."),
        "",
    ),
    "bad-schema:same-name": (N_("“{name}” cannot be used: two fields are named “{field}”."), ""),
    "bad-schema:unknown-type": (
        N_("“{name}” cannot be used: “{type}”, type of the field “{field}”, does not exist."),
        N_("Types there are: {types}."),
    ),
    "bad-schema:unknown-format": (
        N_("“{name}” cannot be used: “{format}”, format of the field “{field}”, does not exist."),
        N_("Formats there are: {formats}."),
    ),
    "bad-schema:no-such-constraint": (
        N_("“{name}” cannot be used: a {type} (field “{field}”) cannot have “{constraint}”."),
        "",
    ),
    "bad-schema:bad-constraint": (
        N_(
            "“{name}” cannot be used: “{value}” is not right for the constraint “{constraint}” of "
            "the field “{field}”."
        ),
        "",
    ),
    "bad-schema:bad-pattern": (
        N_("“{name}” cannot be used: the pattern of the field “{field}” is no regular expression."),
        "",
    ),
    "bad-schema:bad-property": (
        N_("“{name}” cannot be used: its property “{property}” is not written as it should be."),
        "",
    ),
    "bad-schema:unknown-key": (
        N_("“{name}” cannot be used: one of its keys names “{field}”, which is no field of it."),
        "",
    ),
    "not-previous-rows": (
        N_("“{name}” does not hold rows as last published: it has no column “{column}”."),
        N_("Give the file that --out wrote last time."),
    ),
    "nothing-to-write": (
        N_("Say what to write: --xlsx, --csv, --html or --schema, each with a file name."),
        "",
    ),
    "unknown-command": (N_("There is no command “{name}”."), N_("Commands: {names}.")),
    "unknown-option": (
        N_("There is no option {option}."),
        N_("Those there are: {command} --help"),
    ),
    "missing-argument": (N_("{argument} is missing."), N_("How to use it: {command} --help")),
    "bad-argument": (N_("The value of {argument} will not do."), N_("See: {command} --help")),
    "wrong-usage": (N_("This command cannot be understood."), N_("See: {command} --help")),
    "out-of-memory": (
        N_("This file takes more memory than allowed."),
        N_("Keep only the sheet that holds the table, or split it in several files."),
    ),
    "interrupted": (N_("Interrupted: nothing was written."), ""),
    "defect": (
        N_("This file has revealed a defect of the tool: it could not be checked."),
        N_("Please report it, with the file if you may share it."),
    ),
}

RULES: dict[str, str] = {}
