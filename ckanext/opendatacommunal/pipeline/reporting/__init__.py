"""What the pipeline says of a dépôt, for `check --json`, for the site and for people."""
