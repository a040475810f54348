"""Rows written by statements that are put into SQL once for a model and its columns, and filled in each time.

For each row that is saved Django composes the same text anew, which takes four times as long as PostgreSQL takes to
write the row. What is written, what comes back and what is refused are as in Django: values go through the same fields.
Whatever is more than values (an expression, a part of a form that Django alone knows) is left to Django.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import IntegrityError, connections, models, transaction

from alongside.partnerships.prepared import cursor_of

_Row = TypeVar("_Row", bound=models.Model)

_AS_IT_IS: dict[type[models.Field[Any, Any]], type] = {
    models.TextField: str,
    models.BooleanField: bool,
    models.DateField: dt.date,
}
"""Values of exactly this type reach the database as they are; any other goes through the field."""


@dataclass(frozen=True, slots=True)
class _Column:
    """How a value comes from a row and into a statement."""

    field: models.Field[Any, Any]
    name: str
    kind: type | None
    before: Callable[[models.Model, bool], Any] | None
    """The field's own look at a row that is saved: the moment of its creation, say."""

    def of(self, row: models.Model) -> Any:
        return getattr(row, self.name) if self.before is None else self.before(row, True)

    def prepared(self, value: Any, connection: Any) -> Any:
        if value is None or type(value) is self.kind:
            return value
        return self.field.get_db_prep_save(value, connection)


@dataclass(frozen=True, slots=True)
class _Statement:
    text: str
    columns: tuple[_Column, ...]
    ref: models.Field[Any, Any] | None = None
    """The column of a reference that is drawn by chance, and drawn again where it is taken."""


_DRAWS = 8
"""How often a reference is drawn again before something else must be wrong."""

_inserts: dict[Any, _Statement] = {}
_updates: dict[Any, _Statement] = {}


def insert(row: models.Model, using: str, fields: Sequence[Any], returning: Sequence[Any]) -> list[Any] | None:
    """Write a new row: what Django's ``_do_insert`` gives, or None where Django has to do it.

    A reference that is taken in the partnership is drawn anew: of six letters, one in ten thousand is where a kind has
    a hundred thousand rows, and what somebody typed must not be lost by it.
    """
    key = (type(row), len(fields), tuple(field.attname for field in returning))
    statement = _inserts.get(key)
    if statement is None:
        statement = _inserts[key] = _insert_of(row, fields, returning, using)
    connection = connections[using]
    values = []
    for column in statement.columns:
        value = column.prepared(column.of(row), connection)
        if hasattr(value, "as_sql"):
            return None
        values.append(value)
    cursor = cursor_of(connection)
    cursor.execute(statement.text, values)
    if statement.ref is not None:
        place = statement.columns.index(next(each for each in statement.columns if each.field is statement.ref))
        for _ in range(_DRAWS):
            if cursor.rowcount:
                break
            values[place] = statement.ref.get_default()
            setattr(row, statement.ref.attname, values[place])
            cursor.execute(statement.text, values)
        else:
            raise IntegrityError(f"No free reference was found for a new row of {row._meta.label}")
    return [cursor.fetchone()] if returning else []


def update(row: models.Model, using: str, pk: Any, given: Sequence[tuple[Any, Any, Any]]) -> bool | None:
    """Write columns of a row that is there: whether it was, or None where Django has to do it."""
    key = (type(row), tuple([field.attname for field, _, _ in given]))
    statement = _updates.get(key)
    if statement is None:
        statement = _updates[key] = _update_of(row, [field for field, _, _ in given], using)
    connection = connections[using]
    values = []
    for column, (_, _, value) in zip(statement.columns, given, strict=True):
        if hasattr(value, "resolve_expression") or hasattr(value, "prepare_database_save"):
            return None
        value = column.prepared(value, connection)
        if hasattr(value, "as_sql"):
            return None
        values.append(value)
    cursor = cursor_of(connection)
    cursor.execute(statement.text, [*values, pk])
    return bool(cursor.rowcount > 0)


def create_all(rows: Iterable[_Row]) -> list[_Row]:
    """Write several new rows of one model in one statement, and all of their references anew where one is taken.

    Gives the rows, in their order, with their ids.
    """
    new = list(rows)
    if not new:
        return new
    ref, manager = _drawn(new[0]), type(new[0])._default_manager
    for _ in range(_DRAWS if ref is not None else 0):
        try:
            with transaction.atomic():
                return manager.bulk_create(new)
        except IntegrityError as refusal:
            if _constraint_of(refusal) not in _of_refs(new[0]):
                raise
            for row in new:
                setattr(row, ref.attname, ref.get_default())
    return manager.bulk_create(new)


def _constraint_of(refusal: IntegrityError) -> str:
    return str(getattr(getattr(refusal.__cause__, "diag", None), "constraint_name", ""))


def _of_refs(row: models.Model) -> list[str]:
    """The names of the constraint by which references are unique in the partnership."""
    rules = [rule for rule in row._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    return [rule.name for rule in rules if rule.fields == ("partnership", "ref")]


def _insert_of(row: models.Model, fields: Sequence[Any], returning: Sequence[Any], using: str) -> _Statement:
    quoted = connections[using].ops.quote_name
    table = quoted(row._meta.db_table)
    names = ", ".join(quoted(field.column) for field in fields)
    marks = ", ".join(_mark(field, using) for field in fields)
    text = f"INSERT INTO {table} ({names}) VALUES ({marks})"  # noqa: S608 -- names of our own tables and columns
    ref = _drawn(row)
    if ref is not None:
        text += f" ON CONFLICT ({quoted('partnership_id')}, {quoted(ref.column)}) DO NOTHING"
    if returning:
        text += f" RETURNING {', '.join(f'{table}.{quoted(field.column)}' for field in returning)}"
    return _Statement(text, tuple(_column(field) for field in fields), ref)


def _drawn(row: models.Model) -> Any:
    """The field of the row's reference, where it has one that is unique in the partnership and drawn by chance."""
    unique = any(
        isinstance(rule, models.UniqueConstraint) and rule.fields == ("partnership", "ref") and rule.condition is None
        for rule in row._meta.constraints
    )
    field: Any = row._meta.get_field("ref") if unique else None
    return field if unique and field.has_default() else None


def _update_of(row: models.Model, fields: Sequence[Any], using: str) -> _Statement:
    quoted = connections[using].ops.quote_name
    table, pk = quoted(row._meta.db_table), quoted(str(row._meta.pk.column))
    changes = ", ".join(f"{quoted(field.column)} = {_mark(field, using)}" for field in fields)
    text = f"UPDATE {table} SET {changes} WHERE {table}.{pk} = %s"  # noqa: S608 -- as above
    return _Statement(text, tuple(_column(field) for field in fields))


def _mark(field: Any, using: str) -> str:
    """Where a value goes; a field may want its type beside it, as arrays do."""
    has_own = hasattr(field, "get_placeholder")
    return str(field.get_placeholder(None, None, connections[using])) if has_own else "%s"


def _column(field: Any) -> _Column:
    plain = type(field).pre_save is models.Field.pre_save or (
        type(field) in (models.DateField, models.DateTimeField) and not (field.auto_now or field.auto_now_add)
    )
    return _Column(field, field.attname, _AS_IT_IS.get(type(field)), None if plain else field.pre_save)
