"""Sentences of the step `validate`; `code:constraint` where one code has several causes."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "type-error": (
        N_("Line {row}: “{value}” in “{column}” is not of the type the template asks for."),
        "",
    ),
    "constraint-error": (
        N_("Line {row}: “{value}” in “{column}” is not allowed by the template."),
        "",
    ),
    "constraint-error:required": (
        N_("Line {row}: “{column}” is compulsory and the cell is empty."),
        N_("Fill the cell in your file and hand it in again."),
    ),
    "constraint-error:pattern": (
        N_("Line {row}: “{value}” in “{column}” is not written in the form the template asks for."),
        "",
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
        N_("Two rows have the same one, or it is missing."),
    ),
    "missing-label": (
        N_("The compulsory column “{field_title}” is missing."),
        N_("Add it to your file."),
    ),
    "missing-cell": (
        N_("Line {row}: the cell of “{column}” is missing, the line ends too soon."),
        "",
    ),
    "extra-cell": (N_("Line {row} has a cell too many: “{value}”."), ""),
    "blank-label": (N_("A column has no name."), N_("Name it in the first row.")),
    "duplicate-label": (N_("Two columns are named “{field_title}”."), N_("Rename one of them.")),
    "known-defect": (
        N_(
            "Line {row}: the national schema refuses “{value}” in “{column}”, though it is "
            "right. It is published."
        ),
        N_("This defect of the schema is known."),
    ),
    "recommended-empty": (
        N_("“{column}” is recommended; empty cells: {count} of {total}."),
        "",
    ),
}

RULES: dict[str, str] = {
    "type-error": N_("Value of another type"),
    "constraint-error": N_("Value missing or not allowed"),
    "unique-error": N_("Value that should be of one row only"),
    "primary-key": N_("Row without identifier of its own"),
}
