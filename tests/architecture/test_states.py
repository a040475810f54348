"""Check 6: every state stands in a transition table; the printed matrices are those in force."""

from __future__ import annotations

import importlib
from typing import Any

import pytest
from django.db import models

from alongside.accounts import roles
from tests.architecture import house


def stateful() -> list[tuple[type[models.Model], models.Field[Any, Any]]]:
    return [
        (model, field)
        for model in house.own_models()
        for field in model._meta.concrete_fields
        if field.name == "status" and field.choices
    ]


@pytest.mark.parametrize("model,field", stateful(), ids=lambda value: getattr(value, "__name__", ""))
def test_every_state_is_in_the_table(model: type[models.Model], field: models.Field[Any, Any]) -> None:
    rules = importlib.import_module(f"alongside.{house.room_of(model)}.rules")
    table = getattr(rules, "TRANSITIONS", {}).get(model.__name__)
    states = {str(value) for value, _ in field.flatchoices}

    assert table is not None, f'Add TRANSITIONS["{model.__name__}"] to alongside/{house.room_of(model)}/rules.py'
    assert set(table) == states
    assert {state for following in table.values() for state in following} <= states


def test_the_permission_matrix_is_the_checked_in_one() -> None:
    printed = (house.ROOT / "docs" / "reference" / "permissions.txt").read_text(encoding="utf-8")

    assert printed == roles.printed_matrix(), "Run: .venv/bin/alongside write-reference"
