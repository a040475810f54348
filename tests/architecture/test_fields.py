"""Check 5 and 8: every field is classified; foreign keys across subjects point down; tables are named."""

from __future__ import annotations

import pytest
from django.db import models

from alongside.core.privacy import Privacy
from alongside.core.strands import STRANDS
from tests.architecture import house

MODELS = sorted(house.own_models(), key=lambda model: model._meta.label)
IDS = [model._meta.label for model in MODELS]
STRAND_NAMES = {*STRANDS, "staff", "system", "award"}


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_every_field_is_classified(model: type[models.Model]) -> None:
    privacy: dict[str, Privacy] = getattr(model, "privacy", {})
    fields = {field.name for field in model._meta.concrete_fields} | {
        field.attname for field in model._meta.concrete_fields if field.name in privacy or field.attname in privacy
    }
    named = set(privacy)
    columns = {field.name for field in model._meta.concrete_fields}

    missing, unknown = columns - named, named - fields

    assert not missing, f'Add to privacy = describe(...) of {model.__name__}: (SYSTEM, "{" ".join(sorted(missing))}")'
    assert not unknown, f"privacy of {model.__name__} names fields that do not exist: {sorted(unknown)}"
    assert {entry.strand for entry in privacy.values()} <= STRAND_NAMES


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_foreign_keys_point_down_and_have_no_way_back(model: type[models.Model]) -> None:
    floor = {room: -number for number, room in enumerate(house.ROOMS)}
    for field in model._meta.concrete_fields:
        if not isinstance(field, models.ForeignKey):
            continue
        target = field.related_model
        assert isinstance(target, type)
        assert field.remote_field.related_name == "+", f'{model.__name__}.{field.name} needs related_name="+"'
        assert floor[house.room_of(target)] <= floor[house.room_of(model)], (
            f"{model.__name__}.{field.name} points up to {target.__name__}"
        )


@pytest.mark.parametrize("model", MODELS, ids=IDS)
def test_tables_are_named_by_hand(model: type[models.Model]) -> None:
    subject = house.room_of(model)

    assert model._meta.original_attrs.get("db_table"), f'{model.__name__} needs db_table = "{subject}_<noun>"'
    assert model._meta.db_table.startswith(f"{subject}_")
