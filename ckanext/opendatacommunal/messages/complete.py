"""Sentences of the step `complete`: what the tool fills, cross-checks and finds again."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "columns-to-complete:one": (
        N_("“{names}” is compulsory and your file says nothing of it."),
        N_("It differs from row to row: add this column to your file, then hand it in again."),
    ),
    "columns-to-complete:several": (
        N_("These compulsory columns are missing from your file: {names}."),
        N_("Some differ from row to row: add them to your file, then hand it in again."),
    ),
    "missing-column": (
        N_(
            "“{field_title}” is compulsory and your file says nothing of it. Which value "
            "holds for all rows?"
        ),
        N_("If it differs from row to row, add this column to your file and hand it in again."),
    ),
    "commune-mismatch": (
        N_(
            "The row says both commune “{commune}” and INSEE code {insee}, which is another "
            "commune. Which one is right?"
        ),
        "",
    ),
    "other-commune": (
        N_("These rows are in {commune}, not in {own}. Is that right?"),
        N_("Equipment may stand in another commune: then confirm it."),
    ),
    "postcode-mismatch": (
        N_("The postcode {postcode} is not one of {commune}. Which one is right?"),
        "",
    ),
    "postcode-unknown": (
        N_("{commune} has several postcodes. Which one is it for these rows?"),
        N_(
            "They are: {streets}. If their postcodes differ, write each in your file and hand it "
            "in again."
        ),
    ),
    "identifier-mismatch": (
        N_(
            "The identifier {value} does not agree with the commune or the number of its "
            "row. Which one is right?"
        ),
        "",
    ),
    "identifiers-mismatch": (
        N_(
            "{value} rows have identifiers that do not agree with their commune or their number "
            "({names}). Should they get their own?"
        ),
        N_("This happens when a table was made from that of another commune."),
    ),
    "identifiers-crossed:one": (
        N_(
            "A row has the identifier of one published row and the name of another ({names}). "
            "Which of the two is right?"
        ),
        N_(
            "This happens when one column was sorted or copied without the others. Until you "
            "answer, what is published does not change."
        ),
    ),
    "identifiers-crossed": (
        N_(
            "{value} rows have the identifier of one published row and the name of another "
            "({names}). Which of the two is right?"
        ),
        N_(
            "This happens when one column was sorted or copied without the others. Until you "
            "answer, what is published does not change."
        ),
    ),
    "disparues": (
        N_(
            "Some published rows are no longer in your file ({count}: {names}). What should "
            "become of them?"
        ),
        "",
    ),
    "disparues:period": (
        N_(
            "Some rows published for {periods} are no longer in your file ({count}: {names}). What "
            "should become of them?"
        ),
        N_("What is published of other periods stays."),
    ),
    "disparues-nombreuses:period": (
        N_(
            "{count} of the {total} rows published for {periods} are no longer in your file: "
            "{names}… Should they be removed?"
        ),
        N_("Check that your file is complete. Nothing is published before you answer."),
    ),
    "disparues-nombreuses": (
        N_(
            "{count} of the {total} published rows are no longer in your file: {names}… "
            "Should they be removed?"
        ),
        N_("Check that your file is complete. Nothing is published before you answer."),
    ),
    "renamed": (
        N_(
            "“{value}” is not among the published rows, and “{before}”, at the same place or "
            "alike, is no longer in your file. Is it the same one under a new name?"
        ),
        N_("If so, it keeps its identifier. Until you answer, what is published does not change."),
    ),
    "renamed-several": (
        N_("{value} rows seem to be published ones under a new name ({names}). Are they the same?"),
        N_("If so, they keep their identifiers. Until you answer, nothing of them changes."),
    ),
    "duplicate-row": (
        N_("Line {row} says exactly the same as line {first}: it is set aside."),
        N_("Remove one of the two from your file."),
    ),
    "legal-total:one-reading": (
        N_(
            "Together, the rows make {total} m². For {population} inhabitants, {law} asks for at "
            "least {least} m²."
        ),
        "",
    ),
    "legal-total:two-readings": (
        N_(
            "Together, the rows make {total} m². For {population} inhabitants, {law} asks for at "
            "least {least} m², or {most} m² if a started band of inhabitants counts."
        ),
        "",
    ),
    "product-differs": (
        N_("“{column}” says {given}, but the other columns of the row make {computed}."),
        N_("Which one is right? Until you answer, the cell stays empty."),
    ),
    "no-house-number": (
        N_("SN, for “sans numéro”, is written where a street has no number."),
        N_("Lines: {rows}."),
    ),
    "same-identifier": (
        N_("Line {row} has the same identifier as line {other}: {value}."),
        N_("Give each row its own number, or leave the number empty."),
    ),
    "same-identifier:number": (
        N_("Line {row}: “{value}” in “{column}” is already the number of line {other}."),
        N_("Give each row its own number, or leave the number empty."),
    ),
    "identifier-taken:number": (
        N_(
            "Line {row}: “{value}” in “{column}” is, or was, the number of something else that "
            "was published: it is not used again."
        ),
        N_("Give another number, or leave the number empty."),
    ),
    "identifier-taken": (
        N_(
            "Line {row}: the identifier {value} belongs or belonged to something else and is "
            "not used again."
        ),
        N_("Give another number, or leave the number empty."),
    ),
    "number-kept": (
        N_(
            "Some rows have another number than last time ({count}): they keep the one they "
            "were published with."
        ),
        N_("An identifier never changes, so that those who use the data find the row again."),
    ),
}

RULES: dict[str, str] = {
    "territory": N_("Commune, INSEE code and postcode made to agree"),
    "number-in-street": N_("House number taken out of the street"),
    "legal-total": N_("What the law asks of the whole"),
    "product-differs": N_("Cell that the other columns contradict"),
    "computed": N_("Made from other columns"),
    "address-composed": N_("Whole address written as the template wants it"),
    "position-composed": N_("Coordinates written as the template wants them"),
    "number-kept": N_("Number published last time kept"),
    "other-period": N_("Identifier of another period replaced by a new one"),
    "columns-to-complete": N_("Columns to add"),
    "missing-column": N_("Compulsory column that is missing"),
    "commune-mismatch": N_("Commune and INSEE code that disagree"),
    "other-commune": N_("Rows in another commune"),
    "postcode-mismatch": N_("Postcode of another commune"),
    "postcode-unknown": N_("Postcode to choose"),
    "identifier-mismatch": N_("Identifier that disagrees with its row"),
    "identifiers-mismatch": N_("Identifiers that disagree with their rows"),
    "identifiers-mismatch:remplacer": N_("Yes, each row gets its own identifier"),
    "identifiers-mismatch:garder": N_("No, keep those of the file"),
    "identifiers-crossed": N_("Identifiers of other rows"),
    "identifiers-crossed:nom": N_("The name is right: each row gets its own identifier back"),
    "identifiers-crossed:identifiant": N_("The identifier is right: it has a new name"),
    "identifier-crossed": N_("Identifier of another row replaced by its own"),
    "disparues": N_("Rows that are gone"),
    "disparues-nombreuses": N_("Many rows that are gone"),
    "disparues:retirer": N_("Remove them"),
    "disparues:garder": N_("Keep them published"),
    "disparues-nombreuses:retirer": N_("Yes, remove the rows that are gone"),
    "disparues-nombreuses:garder": N_("No, keep them published"),
    "renamed": N_("Perhaps a new name"),
    "renamed:oui": N_("Yes, the same one under a new name"),
    "renamed:non": N_("No, another one"),
    "renamed-several": N_("Perhaps new names"),
    "renamed-several:oui": N_("Yes, the same ones under new names"),
    "renamed-several:non": N_("No, other ones"),
    "duplicate-row": N_("Row handed in twice"),
    "same-identifier": N_("Identifier of another row"),
    "identifier-taken": N_("Identifier already used"),
}
