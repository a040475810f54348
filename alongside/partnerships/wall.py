"""The partnership wall in Django: the context of a transaction, the filter, and the composite foreign key."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from django.db import DatabaseError, connections, models, transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement
from django.db.models.constraints import BaseConstraint

from alongside.core import wall as sql
from alongside.core.actor import Actor

M = TypeVar("M", bound=models.Model)


def enter(partnership_id: int | None, user_id: int | None = None, *, door: str = "", using: str = "default") -> None:
    """Set the row-security context of the running transaction. Ends with the transaction."""
    with connections[using].cursor() as cursor:
        cursor.execute(sql.SET_CONTEXT, sql.context(partnership_id, user_id, door))


@contextmanager
def inside(partnership_id: int | None, user_id: int | None = None, *, using: str = "default") -> Iterator[None]:
    """A transaction inside one partnership: for jobs, commands of the shell and tests."""
    with transaction.atomic(using=using):
        enter(partnership_id, user_id, using=using)
        yield


@contextmanager
def through(door: str, *, using: str = "default") -> Iterator[None]:
    """Open a narrow door of a policy for a few statements, and shut it again. The partnership stays as it is."""
    _set_door(door, using)
    try:
        yield
    except DatabaseError:
        # What was set ends with the savepoint that the failed statement has ended.
        raise
    except BaseException:
        _set_door("", using)
        raise
    _set_door("", using)


def _set_door(door: str, using: str) -> None:
    with connections[using].cursor() as cursor:
        cursor.execute(sql.SET_DOOR, [door])


def own(rows: models.QuerySet[M], actor: Actor) -> models.QuerySet[M]:
    """Rows of the actor's partnership. Row security says the same: this is the inner of two equal filters."""
    return rows.filter(partnership_id=actor.partnership_id)


class SamePartnership(BaseConstraint):
    """A foreign key (partnership_id, column) -> (partnership_id, id), so that no row refers across the wall.

    Plain foreign keys look through row security; with this one a row of another partnership and a row that does not
    exist give the same error. The Django field has ``db_constraint=False``.
    """

    def __init__(self, *, field: str, to: str, name: str) -> None:
        super().__init__(name=name)
        self.field = field
        self.to = to

    def _clause(self, model: type[models.Model], editor: BaseDatabaseSchemaEditor) -> str:
        column = str(model._meta.get_field(self.field).column)  # type: ignore[union-attr]
        quote = editor.quote_name
        return (
            f"CONSTRAINT {quote(self.name)} FOREIGN KEY ({quote('partnership_id')}, {quote(column)})"
            f" REFERENCES {quote(self.to)} ({quote('partnership_id')}, {quote('id')})"
        )

    def constraint_sql(self, model: Any, schema_editor: Any) -> str:
        return self._clause(model, schema_editor)

    def create_sql(self, model: Any, schema_editor: Any) -> Any:
        return Statement(
            "ALTER TABLE %(table)s ADD %(constraint)s",
            table=schema_editor.quote_name(model._meta.db_table),
            constraint=self._clause(model, schema_editor),
        )

    def remove_sql(self, model: Any, schema_editor: Any) -> Any:
        return Statement(
            "ALTER TABLE %(table)s DROP CONSTRAINT %(name)s",
            table=schema_editor.quote_name(model._meta.db_table),
            name=schema_editor.quote_name(self.name),
        )

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """The database decides."""

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        return (
            "alongside.partnerships.wall.SamePartnership",
            (),
            {"name": self.name, "field": self.field, "to": self.to},
        )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SamePartnership) and self.deconstruct() == other.deconstruct()

    def __hash__(self) -> int:
        return hash(self.name)
