"""Cells that other cells make, and rows of other things: parts, products, wholes, totals."""
