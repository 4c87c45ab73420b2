"""DCAT feeds: what ckanext-dcat lacks for the datasets of gabarits."""
