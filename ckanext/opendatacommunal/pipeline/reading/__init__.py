"""From a file to a table of text: one idea a module, nothing here knows a gabarit.

`kind` what the file is · `encoding` its bytes as French text · `delimited`, `workbook` its cells ·
`cells` a table of text · `header` where the names stand · `names` how they are compared ·
`records` which rows are data · `table` all of it together.
"""
