"""Rows are written by statements that were put into SQL once: the same text and the same values as Django's own."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F, Value
from django.db.models.functions import Upper
from django.db.models.sql import InsertQuery, UpdateQuery
from django.test.utils import CaptureQueriesContext

from alongside.core import refs
from alongside.partnerships import saving, wall
from alongside.partnerships.models import Agency, PartnershipRow
from tests.architecture import house
from tests.people import TODAY, acting

MODELS = [model for model in apps.get_models() if issubclass(model, PartnershipRow)]

SAMPLES: dict[str, Any] = {
    "TextField": "O’Neill",
    "EmailField": "somebody@example.org",
    "SlugField": "swindon",
    "BooleanField": True,
    "DateField": TODAY,
    "DateTimeField": dt.datetime(2026, 3, 29, 0, 30, tzinfo=dt.UTC),
    "DecimalField": "0.50",
    "JSONField": {"a": [1, None]},
    "ArrayField": [],
    "BinaryField": b"\x00",
    "DurationField": dt.timedelta(hours=1),
    "TimeField": dt.time(23, 30),
    "UUIDField": "5d3f0a0e-3b0f-4c80-9f0c-2f6f6f6f6f6f",
}


_ON_CONFLICT = re.compile(r' ON CONFLICT \("partnership_id", "ref"\) DO NOTHING')


class Heard:
    """A cursor that keeps what it is told and answers with one row."""

    rowcount = 1

    def __init__(self) -> None:
        self.told: list[tuple[str, list[Any]]] = []

    def execute(self, text: str, values: list[Any]) -> None:
        self.told.append((text, values))

    def fetchone(self) -> tuple[int]:
        return (1,)


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> Heard:
    cursor = Heard()
    monkeypatch.setattr(saving, "cursor_of", lambda connection: cursor)
    return cursor


def a_row(model: type[models.Model], *, filled: bool) -> models.Model:
    """One with a value in each column, or with None in each."""
    row = model()
    for field in model._meta.local_concrete_fields:
        kind = field.get_internal_type()
        value = SAMPLES.get(kind, 7) if filled else None
        row.__dict__[field.attname] = None if field.primary_key else value
    return row


def plain(values: Any) -> list[Any]:
    """Values as they can be compared: what wraps JSON says so by its object only."""
    return [getattr(value, "obj", value) for value in values]


@pytest.mark.parametrize("filled", [True, False], ids=["filled", "empty"])
@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_new_row_is_written_as_django_would_write_it(model: Any, filled: bool, heard: Heard) -> None:
    fields = [field for field in model._meta.local_concrete_fields if field is not model._meta.auto_field]
    returning = model._meta.db_returning_fields
    query = InsertQuery(model)
    query.insert_values(fields, [a_row(model, filled=filled)])
    compiler: Any = query.get_compiler(using="default")
    compiler.returning_fields = returning
    [(text, values)] = compiler.as_sql()

    for _ in range(2):  # Put together, and kept.
        assert saving.insert(a_row(model, filled=filled), "default", fields, returning) == [(1,)]

    told = [_ON_CONFLICT.sub("", one) for one, _ in heard.told]
    assert told == [text, text]
    for _, told in heard.told:
        assert _but_for_moments(fields, plain(told)) == _but_for_moments(fields, plain(values))
        assert [type(one) for one in told] == [type(one) for one in values]


def _but_for_moments(fields: list[Any], values: list[Any]) -> list[Any]:
    """A row's creation is a moment of its own each time."""
    pairs = zip(fields, values, strict=True)
    return [value for field, value in pairs if not getattr(field, "auto_now_add", False)]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_changed_row_is_written_as_django_would_write_it(model: Any, heard: Heard) -> None:
    row = a_row(model, filled=True)
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    given = [(field, None, getattr(row, field.attname)) for field in fields]
    query = model._base_manager.filter(pk=5).query.chain(UpdateQuery)
    query.add_update_fields(given)
    text, values = query.get_compiler(using="default").as_sql()

    assert saving.update(row, "default", 5, given) is True

    assert heard.told[0][0] == text
    assert plain(heard.told[0][1]) == plain(values)


@pytest.mark.usefixtures("database")
def test_a_row_comes_back_as_it_was_saved_and_a_row_that_is_gone_is_not_said_to_be_saved() -> None:
    with acting("swindon", "team_manager") as actor:
        row = wall.own(Agency.objects.all(), actor).order_by("ref")[0]
        row.name = "Zöe’s %s Trust"
        row.save()
        row.refresh_from_db()
        assert row.name == "Zöe’s %s Trust"
        gone = Agency.objects.get(pk=row.pk)
        gone.pk = 2**40
        with pytest.raises(Exception, match="did not affect any rows"):
            gone.save(update_fields=["name"])


@pytest.mark.usefixtures("database")
def test_what_is_more_than_a_value_is_left_to_django() -> None:
    with acting("swindon", "team_manager") as actor:
        row = wall.own(Agency.objects.all(), actor).order_by("ref")[0]
        was = row.name
        with CaptureQueriesContext(connection) as captured:
            row.name = Upper(F("name"))
            row.save(update_fields=["name"])
        assert "UPPER" in captured.captured_queries[-1]["sql"]
        row.refresh_from_db()
        assert row.name == was.upper()
        new = Agency(partnership_id=actor.partnership_id, kind=row.kind, name=Upper(Value("made here")))
        new.save()
        new.refresh_from_db()
        assert new.name == "MADE HERE"


@pytest.mark.usefixtures("database")
def test_a_reference_that_is_taken_is_drawn_again_and_nothing_is_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    with acting("swindon", "team_manager") as actor:
        taken = wall.own(Agency.objects.all(), actor).order_by("ref")[0]
        drawn = iter([taken.ref, taken.ref, "G-AAAAAA"])
        monkeypatch.setattr(refs, "new", lambda kind: next(drawn))
        with transaction.atomic():
            before = Agency.objects.create(partnership_id=actor.partnership_id, kind=taken.kind, name="One more")
        assert (before.ref, before.name) == ("G-AAAAAA", "One more")
        assert Agency.objects.get(ref="G-AAAAAA").pk == before.pk

        monkeypatch.setattr(refs, "new", lambda kind: taken.ref)
        with pytest.raises(IntegrityError, match="No free reference"), transaction.atomic():
            Agency.objects.create(partnership_id=actor.partnership_id, kind=taken.kind, name="Never")
        assert not Agency.objects.filter(name="Never").exists()


@pytest.mark.usefixtures("database")
def test_anything_else_that_the_database_refuses_is_still_refused() -> None:
    with acting("swindon", "team_manager") as actor:
        row = wall.own(Agency.objects.all(), actor).order_by("ref")[0]
        with pytest.raises(IntegrityError, match=r"unique|duplicate"), transaction.atomic():
            Agency(pk=row.pk, partnership_id=actor.partnership_id, kind=row.kind, name="Twice").save(force_insert=True)


@pytest.mark.usefixtures("database")
def test_of_several_rows_each_gets_a_reference_that_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    with acting("swindon", "team_manager") as actor:
        known = wall.own(Agency.objects.all(), actor).order_by("ref")[0]
        # The second is taken; of the next pair both are the same; the third pair is free.
        drawn = iter(["G-AAAAAA", known.ref, "G-BBBBBB", "G-BBBBBB", "G-CCCCCC", "G-DDDDDD"])
        monkeypatch.setattr(refs, "new", lambda kind: next(drawn))
        names = ("One more", "And another")
        rows = [Agency(partnership_id=actor.partnership_id, kind=known.kind, name=name) for name in names]
        with transaction.atomic():
            made = saving.create_all(rows)
        assert [(row.ref, row.name) for row in made] == [("G-CCCCCC", "One more"), ("G-DDDDDD", "And another")]
        assert [Agency.objects.get(ref=row.ref).pk for row in made] == [row.pk for row in made]

        again = Agency(pk=known.pk, partnership_id=actor.partnership_id, kind=known.kind, name="Twice", ref="G-EEEEEE")
        with pytest.raises(IntegrityError, match=r"unique|duplicate"), transaction.atomic():
            saving.create_all([again])
        assert saving.create_all([]) == []


def test_rows_whose_reference_is_drawn_are_never_written_in_bulk_without_drawing_again() -> None:
    """The public door alone draws again by itself: it may write rows, and read none."""
    models_drawn = {model.__name__ for model in MODELS if saving._drawn(model()) is not None}
    assert len(models_drawn) > 30
    written = {
        (path.relative_to(house.ROOT).as_posix(), name)
        for path in sorted((house.ROOT / "alongside").rglob("*.py"))
        for name in re.findall(r"(\w+)\.objects\.bulk_create\(", path.read_text(encoding="utf-8"))
    }
    assert {(path, name) for path, name in written if name in models_drawn} == {
        ("alongside/referrals/commands/arrival.py", "Arrival")
    }
