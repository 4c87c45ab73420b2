"""From a commune's file to clean rows: the whole flow, readable in one screen.

A question that a valid answer settles stays in `Depot.questions`, so that it can be shown with its
answer and saved in the profile; `Depot.open_questions` are those that still wait for a person.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ckanext.opendatacommunal.pipeline.clean import clean
from ckanext.opendatacommunal.pipeline.complete import complete
from ckanext.opendatacommunal.pipeline.composing.wholes import put_together
from ckanext.opendatacommunal.pipeline.depot import Depot
from ckanext.opendatacommunal.pipeline.geocode import geocode
from ckanext.opendatacommunal.pipeline.locate import locate
from ckanext.opendatacommunal.pipeline.read import read
from ckanext.opendatacommunal.pipeline.recognise import is_another_gabarit, recognise
from ckanext.opendatacommunal.pipeline.sort_out import sort_out
from ckanext.opendatacommunal.pipeline.validate import validate
from ckanext.opendatacommunal.pipeline.write import write

Step = Callable[[Depot], Depot]

STEPS: tuple[Step, ...] = (
    read,
    recognise,
    clean,
    complete,
    locate,
    geocode,
    put_together,
    write,
    validate,
    sort_out,
)


def run(depot: Depot, steps: Iterable[Step] = STEPS) -> Depot:
    """Take a dépôt through every step. Raises the exceptions of `errors` only.

    A file that does not follow the gabarit at all goes no further than `recognise`.
    """
    for step in steps:
        depot = step(depot)
        if is_another_gabarit(depot):
            break
    return depot
