"""From a file to a table of text: one idea a module, nothing here knows a gabarit.

`opened` any file as sheets, by `kind`, what the file is · `encoding` its bytes as French text ·
`delimited`, `fixed_width`, `workbook`, `opendocument`, `geojson`, `zipped` its cells · `packed`
rows in a single cell · `details` what a workbook shows beside its values, from `xlsx_details`,
`xls_details`, `xlsb_details` · `cells` a table of text · `header` where the names stand,
`two_lines` on two lines · `names` how they are compared · `records` which rows are data: not those
of `again`, `legend`, `adding_up` · `merged` cells of several rows · `several` two tables on one
sheet · `error_cells` · `table` all of it together.
"""
