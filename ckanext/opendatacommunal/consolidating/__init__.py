"""A folder of mailed files in, one table out: `opendatacommunal consolidate`. Imports no CKAN.

`folder` lists what was handed in; `look` says what each file is; `owners` who handed it in;
`versions` which file of a producer stands for which of its sources; `check` takes each through the
pipeline in a process of its own (`workers`); `lignes` keeps the rows from one run to the next;
`board`, `return_workbook` and `table` are what comes out; `journal` writes all of it or nothing.
`run` is the whole of it, readable in one screen.
"""
