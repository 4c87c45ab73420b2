"""Sentences of the step `read`: files that are no table, rows that are no data."""

from __future__ import annotations

from ckanext.opendatacommunal.messages.mark import N_

SENTENCES: dict[str, tuple[str, str]] = {
    # Files that cannot be read at all.
    "empty-file": (
        N_("This file is empty: it does not hold a single character."),
        N_("Save your table again, then hand in the new file."),
    ),
    "no-rows": (
        N_("This file holds no row of data below the names of the columns."),
        N_("Fill in at least one row. If you have nothing to declare, say so on the site."),
    ),
    "empty-sheets": (
        N_("No sheet of this workbook holds a table."),
        N_("Hand in the workbook whose table is filled in."),
    ),
    "too-large": (
        N_("This file is larger than {megabytes} MB."),
        N_("Keep only the table to publish: no pictures, no other sheets."),
    ),
    "too-many-cells": (
        N_("This table is too large: {rows} rows and {columns} columns at most."),
        N_("Delete the empty rows and columns at the end of the table, then save it again."),
    ),
    "zip-bomb": (
        N_("Once unpacked, this file would be far too large to be a table."),
        N_("Copy the table into a new workbook, then hand in that one."),
    ),
    "encrypted-workbook": (
        N_("This workbook is protected by a password: nobody but you can read it."),
        N_("Remove the password (File, Information, Protect), save it, then hand it in again."),
    ),
    "damaged-workbook": (
        N_("This workbook is damaged: it cannot be opened."),
        N_("Open it in your spreadsheet program, save it as .xlsx, then hand in the new file."),
    ),
    "image-file": (
        N_("This file is a picture, not a table."),
        N_("Hand in the table itself, as a workbook (.xlsx) or a text file (.csv)."),
    ),
    "pdf-file": (
        N_("This file is a PDF: its table cannot be taken over reliably."),
        N_("Hand in the table it was made from, as a workbook (.xlsx) or a text file (.csv)."),
    ),
    "text-document": (
        N_("This file is a text document or a presentation, not a table."),
        N_("Copy its table into a workbook (.xlsx), then hand in that one."),
    ),
    "html-file": (
        N_("This file is a web page, whatever its name says."),
        N_("Open it in Excel or LibreOffice, save it as .xlsx, then hand in the new file."),
    ),
    "xml-file": (
        N_("This file is in XML, which is not read here."),
        N_("Open it in your spreadsheet program, save it as .xlsx, then hand in the new file."),
    ),
    "xml-workbook": (
        N_("This file is a workbook of Excel 2003 in XML, which is not read here."),
        N_("Open it in your spreadsheet program, save it as .xlsx, then hand in the new file."),
    ),
    "sylk-file": (
        N_("This file is in SYLK, an old format of spreadsheets, which is not read here."),
        N_("Open it in your spreadsheet program, save it as .xlsx, then hand in the new file."),
    ),
    "shortcut-file": (
        N_("This file is only a link to a file that is somewhere else."),
        N_("Open it, download the table as .xlsx or .csv, then hand in that file."),
    ),
    "json-file": (
        N_("This JSON file is neither GeoJSON nor a list of objects: no table can be made of it."),
        N_("Export the table from your software as a workbook (.xlsx) or a text file (.csv)."),
    ),
    "damaged-json": (
        N_("This JSON file is damaged: it cannot be read to its end."),
        N_("Export it again from your software, or export the table as a text file (.csv)."),
    ),
    "shapefile": (
        N_("This file is a map layer (shapefile), which is not read here."),
        N_("In your mapping software, export the layer as GeoJSON (WGS84) or as a .csv file."),
    ),
    "dbf-file": (
        N_("This file is in dBase format (.dbf), which is not read here."),
        N_("Open it in your spreadsheet program, save it as .xlsx, then hand in the new file."),
    ),
    "numbers-file": (
        N_("This file comes from Numbers, which is not read here."),
        N_("In Numbers, choose File, Export to, Excel, then hand in the new file."),
    ),
    "archive-file": (
        N_("This file is an archive (zip or the like), and no table was found in it."),
        N_("Unpack it, then hand in the table that it holds."),
    ),
    "archive-in-archive": (
        N_("This archive (zip) holds another archive."),
        N_("Unpack both, then hand in the table."),
    ),
    "several-tables": (
        N_("This archive (zip) holds several tables: {names}."),
        N_("Hand them in one by one."),
    ),
    "encrypted-archive": (
        N_("This archive (zip) is protected by a password: nobody but you can open it."),
        N_("Hand in the table itself, without a password."),
    ),
    "damaged-archive": (
        N_("This archive (zip) is damaged: it cannot be unpacked."),
        N_("Hand in the table itself, without an archive."),
    ),
    "side-by-side": (
        N_("Two tables stand side by side: the second begins in column {column} ({names})."),
        N_("Put each table on a sheet of its own, then hand in the file again."),
    ),
    "apple-double": (
        N_("This file, whose name begins with “._”, is a companion made by a Mac: it is no table."),
        N_("Hand in the file of the same name without “._” at its beginning."),
    ),
    "binary-file": (
        N_("This file is neither a workbook nor a text file: it cannot be read."),
        N_("Hand in the table as a workbook (.xlsx) or a text file (.csv)."),
    ),
    "unknown-sheet": (
        N_("This workbook has no sheet named “{sheet}”."),
        N_("Its sheets: {sheets}."),
    ),
    # What stands around the data.
    "title-row": (N_("Row {row} stands above the names of the columns: “{value}”."), ""),
    "title-row:no-names": (N_("Row {row} stands above the data: “{value}”."), ""),
    "legend-row": (
        N_("Row {row} says how to fill in the columns, it is not a piece of data: “{value}”."),
        N_("It is left out. If it is a real row, change what its first cell says."),
    ),
    "group-row": (
        N_("Row {row} looks like the title of the rows below it: “{value}”."),
        N_("It is left out. If it is a real row, fill in its other cells."),
    ),
    "blank-row": (N_("Row {row} is empty."), ""),
    "more-blank-rows": (N_("Other empty rows of the table: {count}."), ""),
    "repeated-header": (N_("Row {row} only repeats the names of the columns."), ""),
    "total-row": (
        N_("Row {row} is a total, not a piece of data: “{value}”."),
        N_("It is left out. If it is a real row, change what its first cell says."),
    ),
    "note-row": (
        N_("Row {row} is a note, not a piece of data: “{value}”."),
        N_("It is left out. If it is a real row, fill in its other cells."),
    ),
    "sheet-not-read": (
        N_("The sheet “{value}” ({rows} rows) was not read: only “{read}” was."),
        N_("If its rows are to be published, hand them in on the same sheet as the others."),
    ),
    "hidden-sheet-not-read": (
        N_("The sheet “{value}”, which is hidden, was not read."),
        N_("If its rows are to be published, show it and hand in the file again."),
    ),
    "hidden-rows": (
        N_("Rows hidden in your spreadsheet program were read like the others ({n}): {rows}."),
        N_("If they are not to be published, delete them from the file."),
    ),
    "hidden-columns": (
        N_("Columns hidden in your spreadsheet program were read like the others: {columns}."),
        "",
    ),
    "formula-without-value": (
        N_("Formulas saved without their result ({n}): {cells}. They were read as empty."),
        N_("Open the file in your spreadsheet program, save it, then hand it in again."),
    ),
    "columns-lined-up": (
        N_("The columns of this file are lined up by spaces; they were cut where these stand."),
        N_("Check the first rows: nothing else says where a column ends."),
    ),
    "rows-in-one-cell": (
        N_("Whole rows of this file stood in a single cell; they were cut into their columns."),
        "",
    ),
    "merged-cells": (
        N_("Merged cells of the column “{column}” were read for each of their rows: {rows}."),
        "",
    ),
    "merged-cells-once": (
        N_("Merged cells of the column “{column}” were read for the first row only: {rows}."),
        N_("If the value holds for each of these rows, write it in each of them."),
    ),
    "error-cell": (
        N_("In row {row}, column “{column}” shows an error of the spreadsheet program: “{value}”."),
        N_("The cell was read as empty. Correct its formula, or type the value."),
    ),
    "more-error-cells": (
        N_("Other cells that show an error of the spreadsheet program: {count}."),
        N_("They were read as empty. Correct their formulas, or type the values."),
    ),
    "second-table": (
        N_("A second table, with other columns, begins in row {row} ({names}); it was not read."),
        N_("Put it on a sheet or in a file of its own, then hand it in. Rows below: {rows}."),
    ),
    "read-in-archive": (N_("The table was read in the archive: “{value}”."), ""),
    "read-in-archive-alone": (
        N_("The table was read in the archive: “{value}”. Its other files were not: {others}."),
        "",
    ),
    "other-coordinates": (
        N_("Its coordinates are in the system “{value}”, not in longitude and latitude."),
        N_("They were kept as they are. If points are missing, export the layer again in WGS84."),
    ),
    "heights-left-out": (N_("The heights (third coordinate) of the points were not read."), ""),
    "duplicate-header": (
        N_("Columns {first} and {second} have the same name, “{value}”."),
        N_("Give each column a name of its own."),
    ),
    "cells-beyond-header": (
        N_("Row {row} has cells beyond the last column ({last}): “{value}”."),
        N_(
            "A separator inside a cell has most likely shifted the values of this row: put that "
            "cell in quotes, or hand in a workbook (.xlsx)."
        ),
    ),
    "several-encodings": (
        N_("The accents of this file are written in two ways, as if two files had been joined."),
        N_("They were all understood. Check a few accents all the same."),
    ),
    "letters-as-entities": (
        N_("The accents of this file are written as on a web page (“&eacute;” for “é”)."),
        N_("They were all understood. Check a few accents all the same."),
    ),
    "unsure-encoding": (
        N_("The accents of this file can be read in two ways: “{value}” or “{other}”."),
        N_(
            "The first was taken. If it is wrong, save the file again as .xlsx, or as CSV in UTF-8."
        ),
    ),
    "unclosed-quote": (
        N_("In row {row} a quotation mark opens and never closes."),
        N_("It was read as an ordinary character. Check this row and the following ones."),
    ),
}

RULES: dict[str, str] = {}
