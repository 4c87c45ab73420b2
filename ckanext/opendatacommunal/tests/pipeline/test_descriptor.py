"""A Table Schema in a file: usable, or refused in one sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ckanext.opendatacommunal.messages import SENTENCES
from ckanext.opendatacommunal.pipeline.errors import UsageError
from ckanext.opendatacommunal.pipeline.judging.descriptor import read_schema

A = {"name": "a"}


def refused(path: Path, content: bytes) -> UsageError:
    path.write_bytes(content)
    with pytest.raises(UsageError) as raised:
        read_schema(path)
    return raised.value


@pytest.mark.parametrize(
    ("content", "case"),
    [
        ({}, "no-fields"),
        ({"fields": []}, "no-fields"),
        ({"fields": "x"}, "no-fields"),
        ({"fields": [A, {"type": "string"}]}, "no-name"),
        ({"fields": [3]}, "no-name"),
        ({"fields": [A, A]}, "same-name"),
        ({"fields": [{**A, "type": "text"}]}, "unknown-type"),
        ({"fields": [{**A, "type": ["string"]}]}, "unknown-type"),
        ({"fields": [{**A, "format": "truc"}]}, "unknown-format"),
        ({"fields": [{**A, "type": "array", "arrayItem": {"type": "x"}}]}, "unknown-type"),
        ({"fields": [{**A, "constraints": [1]}]}, "bad-property"),
        ({"fields": [{**A, "constraints": {"pattern": "["}}]}, "bad-pattern"),
        ({"fields": [{**A, "constraints": {"pattern": "a{99999999999}"}}]}, "bad-pattern"),
        ({"fields": [{**A, "constraints": {"minLength": "2"}}]}, "bad-constraint"),
        ({"fields": [{**A, "constraints": {"minLength": True}}]}, "bad-constraint"),
        ({"fields": [{**A, "constraints": {"enum": "x"}}]}, "bad-constraint"),
        (
            {"fields": [{**A, "type": "date", "constraints": {"minimum": "2024"}}]},
            "bad-constraint",
        ),
        (
            {"fields": [{**A, "type": "integer", "constraints": {"pattern": "x"}}]},
            "no-such-constraint",
        ),
        ({"fields": [A], "missingValues": "x"}, "bad-property"),
        ({"fields": [{**A, "type": "boolean", "trueValues": "oui"}]}, "bad-property"),
        ({"fields": [A], "primaryKey": "b"}, "unknown-key"),
        ({"fields": [A], "primaryKey": {"a": 1}}, "unknown-key"),
        ({"fields": [A], "foreignKeys": {"fields": "a"}}, "bad-property"),
        ({"fields": [A], "custom_checks": [{"name": "siret"}]}, "bad-property"),
        ({"fields": [{**A, "customCheck": 3}]}, "bad-property"),
        ({"fields": [{**A, "required": True}]}, "bad-property"),
        ({"fields": [{**A, "constraints": None}]}, "bad-property"),
        ({"fields": [{**A, "type": "number", "bareNumber": "false"}]}, "bad-property"),
        ({"fields": [A], "primaryKey": None}, "bad-property"),
        ({"fields": [A], "foreignKeys": None}, "bad-property"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, content: Any, case: str) -> None:
    error = refused(tmp_path / "s.json", json.dumps(content).encode())
    assert (error.code, error.params["case"]) == ("bad-schema", case)
    assert case == "no-fields" or f"bad-schema:{case}" in SENTENCES


@pytest.mark.parametrize(
    "content",
    [b"", b"[1]", b'"x"', b"null", b"[" * 100_000, bytes(range(256)), b'{"fields": ' + b"abc[" * 9],
    ids=len,
)
def test_what_is_no_object_is_refused(tmp_path: Path, content: bytes) -> None:
    assert refused(tmp_path / "s.json", content).code == "bad-json"


def test_a_sentence_stays_short_whatever_the_schema_holds(tmp_path: Path) -> None:
    long = {"fields": [{**A, "type": "x" * 3_000_000}]}
    error = refused(tmp_path / "s.json", json.dumps(long).encode())
    assert len(error.params["type"]) < 100


def test_yaml_and_old_formats_are_read(tmp_path: Path) -> None:
    path = tmp_path / "s.yml"
    path.write_text(
        "fields:\n- name: a\n  type: date\n  format: fmt:%d/%m/%Y\n"
        "- name: b\n  type: date\n  constraints: {minimum: 2000-01-01}\n",
        encoding="utf-8",
    )
    first, second = read_schema(path)["fields"]
    assert first["format"] == "%d/%m/%Y"
    assert second["constraints"] == {"minimum": "2000-01-01"}
