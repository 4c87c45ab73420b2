"""Sentences of the step `clean` on words, lists and places; `values` has those on the rest."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    "hours-to-details": (
        N_(
            "The hours “{value}” could not be written in the common form: they go to the "
            "details on the hours."
        ),
        "",
    ),
    "detail-left-out": (
        N_("“{value}” in “{column}” was read as “{kept}”; “{strange}” is left out."),
        N_("Write this detail in another column if it matters."),
    ),
    "other-value": (
        N_("“{strange}” in “{column}” is not one of the usual values; it is kept as it is."),
        "",
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
    "profile-outdated": (
        N_(
            "In an earlier file, “{value}” in “{column}” was to become “{answer}”, which the "
            "template no longer takes."
        ),
        N_("That answer is left out: the question is asked again if need be."),
    ),
    "profile-outdated:column": (
        N_(
            "In an earlier file, your column “{value}” was taken over as “{answer}”, which is no "
            "longer in the template."
        ),
        N_("It is looked at afresh, by its name and what it holds."),
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
    "told-by": (
        N_("“{column}” was empty and was filled from “{teller}”."),
        N_("Lines: {rows}."),
    ),
    "other-kind": (
        N_("Line {row} is “{value}” in your column “{source}”: it is not part of this dataset."),
        N_("If it is, write it as the other rows."),
    ),
    "other-kind:empty": (
        N_(
            "Line {row}: your column “{source}” says nothing, and the file holds other things than "
            "this dataset."
        ),
        N_("Write what it is."),
    ),
    "kinds-unknown": (
        N_("None of the words of your column “{source}” is known, such as “{value}”."),
        N_("All rows are kept: take out those that are not part of this dataset."),
    ),
    "part-unread": (
        N_("“{value}” in your column “{source}” could not be taken apart, so it is left out."),
        N_("Give each value its own column. Lines: {rows}."),
    ),
    "capitals": (
        N_(
            "“{column}” is written in capitals, which hide the accents. Should these names be "
            "written in small letters: {samples}?"
        ),
        N_("Until you answer, they are published as you wrote them."),
    ),
    "lost-letters": (
        N_(
            "In “{value}” (“{column}”), some letters were lost when the file was saved. What "
            "should be read?"
        ),
        N_("Write the whole text, or export your file again."),
    ),
    "left-together": (
        N_(
            "These columns go together: {columns}. Where only some of them are filled, all are "
            "left empty; lines concerned: {count}."
        ),
        N_("Fill all of them, or none."),
    ),
    "personal-data": (
        N_("“{column}” seems to hold data about a person: {found}. May it be published?"),
        N_(
            "Only leave it as it is if this person agrees. Better: an address or a number of "
            "the department."
        ),
    ),
    "outside-list": (
        N_("“{value}” is not one of the values allowed in “{column}”. Which one is it?"),
        N_("Allowed values: {candidates}."),
    ),
    "number-made-a-date": (
        N_(
            "“{value}” in “{column}” looks like a house number that the spreadsheet turned "
            "into a date. What was it?"
        ),
        "",
    ),
    "number-or-building": (
        N_("Is “{value}” in “{column}” a number in the street?"),
        N_("If the letter names a building, type the number alone."),
    ),
    "number-letters": (
        N_("In “{column}”, what does the letter of numbers such as “{example}” mean?"),
        "",
    ),
    "commune": (
        N_("Which commune is “{value}” in “{column}”?"),
        "",
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
    "name-means-yes": N_("Name of a label: yes, and the name kept for you"),
    "list-writing": N_("Writing of the list"),
    "list-separator": N_("Values separated by |"),
    "none-of-list": N_("None: left empty"),
    "yes-means": N_("Yes: the usual value"),
    "no-house-number": N_("No number in the street: SN"),
    "house-number": N_("Writing of the house number"),
    "other-kind": N_("Row of something else"),
    "kinds-unknown": N_("Kinds of rows that are not known"),
    "told-by": N_("Filled from another column"),
    "code-in-name": N_("Code taken out of the name"),
    "part-of-cell": N_("Taken from another column"),
    "part-unread": N_("Cell that could not be taken apart"),
    "street-in-full": N_("Street name in full"),
    "commune-name": N_("Official name of the commune"),
    "commune-today": N_("Commune of today"),
    "opening-hours": N_("Hours in the common form"),
    "hours-to-details": N_("Hours moved to the details"),
    "answer": N_("Your answer"),
    "profile": N_("Your answer of an earlier file"),
    "address-split": N_("Address cut in its parts"),
    "position-split": N_("Position cut in longitude and latitude"),
    "personal-data": N_("Data about a person"),
    "personal-data:remove": N_("Take them out of the cells"),
    "personal-removed": N_("Data about a person taken out"),
    "case": N_("Capitals put in small letters, with the accents"),
    "capitals": N_("Names in capitals"),
    "capitals:proposed": N_("Write them in small letters"),
    "entities": N_("Signs of a web page in plain letters"),
    "lost-letters": N_("Lost letters"),
    "outside-list": N_("Value that is not in the list"),
    "number-made-a-date": N_("House number turned into a date"),
    "number-or-building": N_("House number or building"),
    "number-letters": N_("Letters after house numbers"),
    "number-letters:bis": N_("B is bis, T is ter, Q is quater"),
    "number-letters:lettre": N_("A letter of the number: 12 b"),
    "commune": N_("Commune not recognised"),
    "doubt": N_("Value not understood"),
    "unclear-hours": N_("Hours not understood"),
    "formula": N_("Formula instead of a value"),
    "left-together": N_("Columns that go together, left empty"),
}
