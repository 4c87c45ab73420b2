"""What each action takes."""

from __future__ import annotations

from typing import Any

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory

from ckanext.opendatacommunal.model.columns import storable

LARGEST = 2**63 - 1


def countable(value: Any) -> Any:
    """A number that the database can count to."""
    return min(value, LARGEST) if isinstance(value, int) else value


@validator_args
def one_depot(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe, storable]}


@validator_args
def depot_create(
    ignore_empty: Validator,
    unicode_safe: Validator,
    not_missing: Validator,
) -> Schema:
    return {
        "upload": [not_missing],
        "gabarit": [ignore_empty, unicode_safe, storable],
        "organisation": [ignore_empty, unicode_safe, storable],
        "source": [ignore_empty, unicode_safe, storable],
    }


@validator_args
def depot_update(
    not_empty: Validator,
    ignore_empty: Validator,
    ignore_missing: Validator,
    unicode_safe: Validator,
) -> Schema:
    return {
        "id": [not_empty, unicode_safe, storable],
        "gabarit": [ignore_empty, unicode_safe, storable],
        "organisation": [ignore_empty, unicode_safe, storable],
        "source": [ignore_missing, unicode_safe, storable],
    }


@validator_args
def depot_answer(
    not_empty: Validator, unicode_safe: Validator, convert_to_json_if_string: Validator
) -> Schema:
    return {
        "id": [not_empty, unicode_safe, storable],
        "answers": [not_empty, convert_to_json_if_string, storable],
    }


@validator_args
def depot_publish(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_missing: Validator,
    default: ValidatorFactory,
    boolean_validator: Validator,
) -> Schema:
    return {
        "id": [not_empty, unicode_safe, storable],
        "waive": [default(False), boolean_validator],
        "precisions": [ignore_missing, unicode_safe, storable],
    }


@validator_args
def depot_close(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {
        "id": [not_empty, unicode_safe, storable],
        "reason": [not_empty, unicode_safe, storable],
    }


@validator_args
def depot_list(
    ignore_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    return {
        "organisation": [ignore_empty, unicode_safe, storable],
        "gabarit": [ignore_empty, unicode_safe, storable],
        "state": [ignore_empty, unicode_safe, storable],
        "limit": [default(25), natural_number_validator, countable],
        "offset": [default(0), natural_number_validator, countable],
    }


@validator_args
def lignes_show(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    return {
        "gabarit": [not_empty, unicode_safe, storable],
        "organisation": [not_empty, unicode_safe, storable],
        "limit": [default(100), natural_number_validator, countable],
        "offset": [default(0), natural_number_validator, countable],
    }


@validator_args
def declaration(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    boolean_validator: Validator,
) -> Schema:
    return {
        "gabarit": [not_empty, unicode_safe, storable],
        "organisation": [not_empty, unicode_safe, storable],
        "declared": [default(True), boolean_validator],
    }


@validator_args
def one_gabarit(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"slug": [not_empty, unicode_safe, storable]}


@validator_args
def one_commune(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"insee": [not_empty, unicode_safe, storable]}


@validator_args
def commune_list(ignore_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"epci": [ignore_empty, unicode_safe, storable]}


@validator_args
def agents(
    not_empty: Validator,
    unicode_safe: Validator,
    ignore_empty: Validator,
    natural_number_validator: Validator,
) -> Schema:
    return {
        "insee": [not_empty, unicode_safe, storable],
        "agents": [ignore_empty, natural_number_validator, countable],
    }
