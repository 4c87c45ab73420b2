"""Where a row is: commune, postcode, address in one cell, coordinates of France."""
