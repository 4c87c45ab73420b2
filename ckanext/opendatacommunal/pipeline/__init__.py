"""From a commune's file to clean rows: the whole flow, readable in one screen. Imports no CKAN.

A question that a valid answer settles stays in `Depot.questions`, so that it can be shown with its
answer and saved in the profile; `Depot.open_questions` are those that still wait for a person.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ckanext.opendatacommunal.pipeline.depot import Depot

Step = Callable[[Depot], Depot]

NAMES = ("read", "recognise", "clean", "complete", "locate", "write", "validate", "sort_out")


def _steps() -> tuple[Step, ...]:
    """Until every step has landed: those that are there. To become plain imports."""
    found = []
    for name in NAMES:
        try:
            found.append(getattr(import_module(f"{__name__}.{name}"), name))
        except ModuleNotFoundError as missing:
            if missing.name != f"{__name__}.{name}":
                raise
    return tuple(found)


STEPS = _steps()


def run(depot: Depot) -> Depot:
    """Take a dépôt through every step. Raises the exceptions of `errors` only."""
    for step in STEPS:
        depot = step(depot)
    return depot
