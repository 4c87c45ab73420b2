"""`phone-number-value`: a French number, a French short one, or an international one with its `+`.

Source: numbering plans as the library phonenumbers holds them, which Validata uses.
"""

from __future__ import annotations

from ckanext.opendatacommunal.pipeline.schema_checks.base import Check, Params, of_one_text

NAMES = ("phone-number-value",)


def build(name: str, params: Params) -> Check:
    return of_one_text(name, params, is_phone_number)


def is_phone_number(text: str) -> bool:
    import phonenumbers  # noqa: PLC0415 - few schemas ask for it

    for country in ("FR", None):
        try:
            number = phonenumbers.parse(text, country)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_valid_number(number):
            return True
        if country and phonenumbers.is_valid_short_number(number):
            return True
    return False
