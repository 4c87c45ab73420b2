"""The profil d'import: what a person has settled, kept for the next file of the same kind."""

from __future__ import annotations

import json

from ckanext.opendatacommunal.gabarits import Gabarit
from ckanext.opendatacommunal.pipeline.depot import Depot, Profile
from ckanext.opendatacommunal.pipeline.recognising.asking import WHICH_COLUMN
from ckanext.opendatacommunal.pipeline.recognising.claims import Vocabulary
from ckanext.opendatacommunal.pipeline.recognising.missed import ONE_VALUE

WHOLE_FILE_RULES = ("disparues", "disparues-nombreuses")
"""Questions about this file only: their answers are not kept."""

DATED_KINDS = ("year", "date", "days", "datetime")

COLUMN_RULES = ("two-columns", WHICH_COLUMN)
"""Their answers are kept as columns, but for one value for all rows."""


def profile_of(depot: Depot) -> Profile:
    """The profile the dépôt was read with, and the answers given since.

    `columns`: those that the gabarit alone does not settle. `values`: answers about a value, about
    each of the values that one question names or, under the name of its rule, about a whole column.
    """
    known = depot.settings.profile
    words = Vocabulary(depot.gabarit)
    columns = dict(known.columns)
    for column in depot.columns:
        claims = words.claims(column.source)
        clear = len(claims) == 1 and claims[0].field == column.field
        if column.how == "profile" or (column.field and not clear):
            columns[column.source] = column.field
    values = {name: dict(answers) for name, answers in known.values.items()}
    still_open = {question.id for question in depot.open_questions}
    for asked in depot.questions:
        settled = asked.id in depot.settings.answers and asked.id not in still_open
        if not settled or not asked.field or asked.rule in WHOLE_FILE_RULES:
            continue
        answer = depot.settings.answers[asked.id]
        of_all_rows = asked.rule in (ONE_VALUE, WHICH_COLUMN)
        if answer and of_all_rows and of_this_file(asked.field, depot.gabarit):
            continue
        if asked.rule not in COLUMN_RULES:
            writings = asked.about or (asked.value or asked.rule,)
        elif answer and answer not in asked.params["columns"]:
            writings = (ONE_VALUE,)
        else:
            continue
        values.setdefault(asked.field, {}).update(dict.fromkeys(writings, answer))
    return Profile(columns, values)


def of_this_file(name: str, gabarit: Gabarit) -> bool:
    """Whether one value for all rows is that of this file only: its period, a year or a day."""
    of_period = gabarit.period.fields if gabarit.period else ()
    return name in of_period or (name in gabarit and gabarit[name].kind in DATED_KINDS)


def profile_json(depot: Depot) -> bytes:
    """{"columns": {source: field}, "values": {field: {raw: clean}}}"""
    made = profile_of(depot)
    content = {"columns": dict(made.columns), "values": made.values}
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode(
        "utf-8"
    )
