"""Sentences of `consolidate`: what becomes of each file of a folder, who is in the table."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

TITLE = N_("{gabarit}: who is in, {epci}")
TO_SETTLE = N_("For you to settle")
HOW_TO_SETTLE = N_(
    "Open {file}, beside this page: one line for each of these files. In “commune” type a name or "
    "an INSEE code; in “decision” type “ignorer” to leave the file out, “retenir” to take this one "
    "of several versions, “ajouter” to add it to the others. Then run the command again."
)
NOT_UNDERSTOOD = N_("Typed and not understood")
PRODUCERS = N_("Communes")
NOT_TAKEN = N_("Other files of the folder")
BOARD_COLUMNS = (
    N_("Commune"),
    N_("State"),
    N_("File"),
    N_("Rows in the table / handed in"),
    N_("To know"),
    N_("Return sheet"),
)
SHEET_TO_READ = N_("Page for {name}")
SHEET_TO_FILL = N_("Workbook for {name}")

UNREADABLE_TITLE = N_("Your file: {gabarit}")
UNREADABLE_INTRO = N_("Nothing of what you sent could be read as a table:")

CHANGES = ("added", "changed", "unchanged", "disappeared")
CSV_COLUMNS = (
    N_("INSEE code"),
    N_("Commune"),
    N_("Population"),
    N_("State"),
    N_("File"),
    N_("Rows handed in"),
    N_("Rows in the table"),
    N_("Rows set aside"),
    N_("Questions"),
    N_("Added"),
    N_("Changed"),
    N_("Unchanged"),
    N_("Missing from the file"),
    N_("To know"),
)

STATES = {
    "in": N_("In the table"),
    "partly": N_("In the table, to complete"),
    "kept": N_("Earlier rows kept"),
    "blocked": N_("To confirm"),
    "none": N_("Received, nothing publishable"),
    "left-out": N_("Received, left out"),
    "nothing": N_("Nothing received"),
}

SENTENCES: dict[str, tuple[str, str]] = {
    # The command.
    "no-such-folder": (N_("There is no folder “{name}”."), N_("Check its name.")),
    "unknown-epci": (
        N_("No EPCI has the SIREN “{siren}”."),
        N_("It has nine digits, such as 200046977 for the Métropole de Lyon."),
    ),
    "already-running": (
        N_("Another consolidation is at work in “{name}”."),
        N_("Wait until it has ended, then run the command again."),
    ),
    "report-dir-is-a-file": (N_("“{name}” is a file: a folder is expected."), ""),
    "out-is-in-reports": (
        N_("“{name}” would replace a file that the command keeps in the folder of reports."),
        N_("Give the table another name or another folder."),
    ),
    "progress-look": (N_("Reading"), ""),
    "progress-check": (N_("Checking"), ""),
    # Files that are not read.
    "companion-folder": (N_("Folder made by a program, not by a person: not read."), ""),
    "companion-file": (N_("File made by a program, not by a person: not read."), ""),
    "lock-file": (N_("Lock file of a spreadsheet program: not read."), ""),
    "unfinished-file": (N_("Unfinished download or temporary file: not read."), ""),
    "symbolic-link": (
        N_("Link to another file: links are not followed."),
        N_("Copy the file itself into the folder if it is to be read."),
    ),
    "no-ordinary-file": (N_("This is no ordinary file: not read."), ""),
    "message-file": (
        N_("This is a mailbox, not a table."),
        N_("Save its mails as .eml, or their attachments, into the folder."),
    ),
    "outlook-mail": (
        N_("This mail is in the format of Outlook, which is not read."),
        N_("Open it in Outlook and save its attachments into the folder."),
    ),
    "mail-without-attachment": (
        N_("This mail has no file attached."),
        N_("If it holds a link to a file, download the file and put it into the folder."),
    ),
    "mail-too-large": (
        N_("This mail is too large to be read."),
        N_("Save its attachments into the folder."),
    ),
    "damaged-mail": (
        N_("This mail cannot be read: it is damaged, or no mail."),
        N_("Save it again, or save its attachments into the folder."),
    ),
    "came-by-mail": (N_("Attached to the mail “{subject}” of {sender}, {sent}."), ""),
    "cannot-be-opened": (
        N_("This file cannot be opened."),
        N_("Check that you may read it, then run the command again."),
    ),
    "return-without-table": (
        N_("This return sheet has lost its sheet “{sheet}”."),
        N_("Ask the town hall for the workbook with all its sheets."),
    ),
    "ended-too-long": (
        N_("Reading this file takes too long: it was given up."),
        N_("Keep only the sheet that holds the table, or split it in several files."),
    ),
    "ended-too-large": (
        N_("Reading this file takes more memory than allowed: it was given up."),
        N_("Keep only the sheet that holds the table, or split it in several files."),
    ),
    "ended-failed": (
        N_("This file has revealed a defect of the tool: it could not be read."),
        N_("Please report it, with the file if you may share it."),
    ),
    # Files that are not taken.
    "left-out-by-choice": (N_("You have left this file out."), ""),
    "another-gabarit": (N_("This file follows the gabarit “{slug}”, not this one."), ""),
    "no-gabarit": (
        N_("Hardly any column of this file is in the gabarit."),
        N_("Type “ignorer” if it is not about this data; else ask for a file with its columns."),
    ),
    "same-file": (N_("Byte for byte the same file as “{other}”."), ""),
    "same-table": (N_("The very same table as “{other}”."), ""),
    "older-version": (N_("Older version: “{other}” is taken."), ""),
    # Whose file it is.
    "owner-chosen": (N_("Commune chosen by you."), ""),
    "owner-by-return-sheet": (N_("Commune known by its return sheet."), ""),
    "owner-by-column": (N_("Commune known by the column “{evidence}”."), ""),
    "owner-by-title": (N_("Commune named above the table: “{evidence}”."), ""),
    "owner-by-sheet": (N_("Commune known by the name of the sheet, “{evidence}”."), ""),
    "owner-by-file-name": (N_("Commune known by the name of the file, “{evidence}”."), ""),
    "owner-by-folder": (N_("Commune known by the folder “{evidence}”."), ""),
    "owner-by-mail-sender": (N_("Commune known by the sender of the mail, {evidence}."), ""),
    "owner-by-mail-subject": (N_("Commune known by the subject of the mail, “{evidence}”."), ""),
    "owner-by-mail-name": (N_("Commune known by the name of the mail, “{evidence}”."), ""),
    "owner-epci": (
        N_("Rows of several communes, handed in by a service of the métropole: “{evidence}”."),
        "",
    ),
    "owner-unknown": (
        N_("Nothing says which commune has sent this file."),
        N_("Type the commune, or put the file into a folder of its name."),
    ),
    "owner-ambiguous": (
        N_("The name fits several communes: {communes}."),
        N_("Type the right one."),
    ),
    "owner-hints-disagree": (
        N_("This file names different communes: {hints}."),
        N_("Type the one that has sent it."),
    ),
    "owner-or-epci": (
        N_("The name “{evidence}” speaks of the métropole, the content of a commune: {hints}."),
        N_("Type the commune, or “métropole”, whichever has sent it."),
    ),
    "owner-several": (
        N_("The column “{evidence}” names {count} communes, none of them in most rows."),
        N_("Type “métropole” if one of its services has sent it, else the commune."),
    ),
    "owner-outside": (
        N_("This file speaks of {commune}, which is not in this EPCI."),
        N_("Type “ignorer”, or the commune that has sent it."),
    ),
    "copies-disagree": (
        N_("The same file lies in places of different communes: {others}."),
        N_("Type the commune that has sent it, on one of these lines."),
    ),
    # Which version.
    "version-chosen": (N_("Version chosen by you rather than {others}."), ""),
    "version-newest": (N_("The newest by its date or its return sheet, rather than {others}."), ""),
    "versions-unknown": (
        N_("Shares most of its rows with {others}, and nothing says which is the newest."),
        N_("Type “retenir” on the line of the right one."),
    ),
    "versions-lose": (
        N_(
            "“{newest}” is the newest, but {lost} rows of the earlier version are not in it. Other "
            "versions: {others}."
        ),
        N_("Type “retenir” on the line of the right one, or “ajouter” to add them up."),
    ),
    "new-or-more": (
        N_("None of its rows is among those already known of this commune (from {old})."),
        N_("Type “ajouter” to add them, or “retenir” if this table replaces the other one."),
    ),
    # What happened to the rows.
    "file-gone": (N_("“{name}” is no longer in the folder: its rows are kept."), ""),
    "rows-kept": (N_("Its earlier rows are kept meanwhile."), ""),
    "file-counts": (
        N_(
            "Publishable rows: {publishable} of {rows}. Set aside: {set_aside}. Questions for the "
            "commune: {questions}."
        ),
        "",
    ),
    "file-blocked": (
        N_("Many rows of last time are missing: nothing of this file is taken for now."),
        N_("The return sheet asks the commune whether they are to be kept or withdrawn."),
    ),
    "rows-already": (N_("Rows already given by another file of the commune: {count}."), ""),
    "rows-stayed": (
        N_("Rows of an earlier file that are not published anew and stay as they were: {count}."),
        "",
    ),
    "rows-retired": (N_("Rows withdrawn as answered: {count}."), ""),
    "rows-withdrawn": (
        N_("Rows withdrawn, since “{name}” is not from this commune or is left out: {count}."),
        "",
    ),
    "answers-taken": (N_("Answers taken from the return sheet “{name}”: {count}."), ""),
    # The board.
    "board-reason": (N_("{reason}: {count} rows."), ""),
    "board-reason-one": (N_("{reason}: 1 row."), ""),
    "board-in": (N_("Communes in the table: {here} of {all}. Rows: {rows}."), ""),
    "board-to-mend": (N_("{count} senders have something to mend."), ""),
    "board-to-mend-one": (N_("1 sender has something to mend."), ""),
    "board-doubts": (N_("{count} files wait for you."), ""),
    "board-doubts-one": (N_("1 file waits for you."), ""),
    "board-nothing": (N_("{count} communes have sent nothing."), ""),
    "board-nothing-one": (N_("1 commune has sent nothing."), ""),
    "board-more": (N_("And {count} more: see the board."), ""),
    "board-unchanged": (N_("Nothing has changed since the last run."), ""),
    "board-written": (N_("Table: {out}. Board: {board}."), ""),
    # What was typed.
    "choice-not-understood": (
        N_("“{value}”, typed for “{file}”, is not understood."),
        N_("Expected: a commune of the EPCI; “ignorer”, “retenir” or “ajouter”."),
    ),
    "choice-of-no-file": (N_("“{file}” is in {list} and no longer in the folder."), ""),
    "kept-file-not-read": (
        N_("“{name}” is not the JSON that is expected: it was not taken into account."),
        N_("Mend it, or delete it."),
    ),
}

RULES: dict[str, str] = {}
