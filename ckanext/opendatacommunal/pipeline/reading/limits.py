"""What a file may weigh before it is refused: a commune's largest lists stay far below."""

from __future__ import annotations

MAX_BYTES = 200_000_000
MAX_UNCOMPRESSED_BYTES = 600_000_000
"""Of all the parts of a workbook together; 100,000 rows of 24 columns make about 100 MB."""

MAX_COMPRESSION = 400
"""A part of a workbook shrinks 10 to 50 times; zeros shrink 1,000 times."""

MAX_ROWS = 1_048_576
"""The last row of a spreadsheet."""

MAX_COLUMNS = 2_000

MAX_CELLS = 60_000_000

MAX_FIELD_CHARACTERS = 20_000_000
"""One outline as GeoJSON may hold megabytes."""

MOST_LINES_IN_A_CELL = 60
"""A cell of more lines than this is a quote that was opened and never closed."""
