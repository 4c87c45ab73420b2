"""The metadata sheet of a dataset: ckanext-scheming schemas made of gabarits, what fills them."""
