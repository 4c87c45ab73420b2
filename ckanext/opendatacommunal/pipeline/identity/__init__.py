"""Which row is which: identifiers, last year's rows, periods, rows under another name."""
