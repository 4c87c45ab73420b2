"""Open data shared between a French métropole and its communes: plugins for CKAN."""
