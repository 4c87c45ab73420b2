"""What each action takes."""

from __future__ import annotations

from ckan.logic.schema import validator_args
from ckan.types import Schema, Validator, ValidatorFactory


@validator_args
def one_depot(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe]}


@validator_args
def depot_create(
    ignore_empty: Validator,
    unicode_safe: Validator,
    not_missing: Validator,
    default: ValidatorFactory,
) -> Schema:
    return {
        "upload": [not_missing],
        "gabarit": [ignore_empty, unicode_safe],
        "organisation": [ignore_empty, unicode_safe],
        "source": [default("principal"), unicode_safe],
    }


@validator_args
def depot_update(not_empty: Validator, ignore_empty: Validator, unicode_safe: Validator) -> Schema:
    return {
        "id": [not_empty, unicode_safe],
        "gabarit": [ignore_empty, unicode_safe],
        "organisation": [ignore_empty, unicode_safe],
    }


@validator_args
def depot_answer(
    not_empty: Validator, unicode_safe: Validator, convert_to_json_if_string: Validator
) -> Schema:
    return {
        "id": [not_empty, unicode_safe],
        "answers": [not_empty, convert_to_json_if_string],
    }


@validator_args
def depot_publish(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    boolean_validator: Validator,
) -> Schema:
    return {"id": [not_empty, unicode_safe], "waive": [default(False), boolean_validator]}


@validator_args
def depot_close(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"id": [not_empty, unicode_safe], "reason": [not_empty, unicode_safe]}


@validator_args
def depot_list(
    ignore_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    return {
        "organisation": [ignore_empty, unicode_safe],
        "gabarit": [ignore_empty, unicode_safe],
        "state": [ignore_empty, unicode_safe],
        "limit": [default(25), natural_number_validator],
        "offset": [default(0), natural_number_validator],
    }


@validator_args
def lignes_show(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    natural_number_validator: Validator,
) -> Schema:
    return {
        "gabarit": [not_empty, unicode_safe],
        "organisation": [not_empty, unicode_safe],
        "limit": [default(100), natural_number_validator],
        "offset": [default(0), natural_number_validator],
    }


@validator_args
def declaration(
    not_empty: Validator,
    unicode_safe: Validator,
    default: ValidatorFactory,
    boolean_validator: Validator,
) -> Schema:
    return {
        "gabarit": [not_empty, unicode_safe],
        "organisation": [not_empty, unicode_safe],
        "declared": [default(True), boolean_validator],
    }


@validator_args
def one_gabarit(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"slug": [not_empty, unicode_safe]}


@validator_args
def one_commune(not_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"insee": [not_empty, unicode_safe]}


@validator_args
def commune_list(ignore_empty: Validator, unicode_safe: Validator) -> Schema:
    return {"epci": [ignore_empty, unicode_safe]}
