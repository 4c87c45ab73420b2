# For type checkers only. Python must not find an `__init__.py` here, or the extensions of others
# would be hidden; without this file, theirs hide ours from the checker.
