"""Questions that are asked again and again: written as querysets, put into SQL once a process, asked with new values.

Building a queryset of some joins and walls and turning it into SQL takes Django ten times as long as PostgreSQL takes
to answer it, and a page asks twenty. ``question`` keeps the SQL and never an answer::

    @prepared.question
    def _steps(actor: Actor, now: dt.datetime) -> QuerySet[Step]:
        return access.visible_steps(actor, now).filter(membership_id=actor.membership_id).order_by("due_on", "id")

    rows = _steps(actor, now)  # a list of steps

What is given by position are values: inside, they are stand-ins, which can be put into a filter and nothing else. What
is given by name decides the shape of the question, and so do the actor's role and permissions and the strands that a
standing reads and writes (``SHAPE`` of their classes): for each shape there is one SQL text. A question that decides by
a value (``if actor.team_ids``) raises TypeError the first time it is asked.
"""

from __future__ import annotations

import enum
import functools
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NoReturn, ParamSpec, TypeVar, cast

from django.core.exceptions import EmptyResultSet
from django.db import connection, models
from django.db.backends.utils import CursorWrapper
from django.db.models import BooleanField, Expression, F, QuerySet
from django.db.models.base import ModelState
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesListIterable,
    get_related_populators,
)

from alongside.partnerships import wall

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
R = TypeVar("R")
T = TypeVar("T")

STATEMENTS = 300
"""How many statements a connection keeps the plan of; with the hundred of the driver, the house's own would push each
other out, and each time that one is asked again PostgreSQL would plan it anew."""

Take = Callable[[tuple[Any, ...]], Any]
"""Finds a value among those that a question is asked with."""

SHAPES = 200
"""How many shapes of one question are kept; a question with more was given a value by name."""


class Given(Expression):
    """Stands for a value that is known when the question is asked."""

    def __init__(self, take: Take, name: str) -> None:
        super().__init__(output_field=None)
        self.take, self.name = take, name

    def resolve_expression(self, *args: Any, **kwargs: Any) -> Given:
        return self

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        return "%s", (self,)

    def _refuse(self, *_: Any) -> NoReturn:
        raise TypeError(
            f"A prepared question is the same for every value, and this one decides by {self.name}: put it into a"
            " filter, or give what it decides by name"
        )

    __lt__ = __le__ = __gt__ = __ge__ = __str__ = __format__ = _refuse

    def __bool__(self) -> bool:
        return _is_asked_by_django() or self._refuse()

    def __eq__(self, other: object) -> bool:
        return self is other if _is_asked_by_django() else self._refuse()

    def __hash__(self) -> int:
        return id(self)


def _is_asked_by_django() -> bool:
    """Whether Django asks what it asks of every part of a query: whether there is one, whether it is an empty text."""
    return str(sys._getframe(2).f_globals.get("__name__", "")).startswith("django.")


class _Thing:
    """Stands for an object: gives a stand-in for each of its attributes, except those that it names as its ``SHAPE``.
    These are the real ones, and so are methods and properties, as long as they ask for nothing else."""

    def __init__(self, take: Take, value: Any) -> None:
        self.__take, self.__value, self.__name = take, value, type(value).__name__.lower()

    def __getattr__(self, attribute: str) -> Any:
        if attribute.startswith("_") or attribute in ("resolve_expression", "as_sql"):
            raise AttributeError(attribute)
        shape = _shape(self.__value)
        if shape is not None:
            if attribute in shape:
                return getattr(self.__value, attribute)
            of_class = getattr(type(self.__value), attribute, None)
            if isinstance(of_class, property) and of_class.fget is not None:
                return of_class.fget(self)
            if isinstance(of_class, types.FunctionType):
                return types.MethodType(of_class, self)
        take = self.__take
        return Given(lambda asked: getattr(take(asked), attribute), f"{self.__name}.{attribute}")

    def __bool__(self) -> bool:
        raise TypeError(f"A prepared question decides by {self.__name}: give what it decides by name")

    def whole(self) -> Take:
        """How the object itself is found."""
        return self.__take


def _shape(value: object) -> tuple[str, ...] | None:
    """Names of what decides the shape of a question: of the actor, say, role and permissions."""
    return getattr(value, "SHAPE", None)


def later(find: Callable[..., T], *given: Any, **fixed: Any) -> T:
    """``find(*given, **fixed)``: now if these are values; inside a prepared question, each time that it is asked."""
    if not any(isinstance(value, Given | _Thing) for value in given):
        return find(*given, **fixed)
    takes = [_take_of(value) for value in given]
    return cast(T, Given(lambda asked: find(*(take(asked) for take in takes), **fixed), find.__name__))


def _take_of(value: Any) -> Take:
    if isinstance(value, Given):
        return value.take
    if isinstance(value, _Thing):
        return value.whole()
    return lambda asked: value


class Ids(tuple[int, ...]):
    """Row ids that several questions of a page ask with: put into the form in which PostgreSQL reads them once."""

    _literal: str | None = None

    def literal(self) -> str:
        """``{1,2,3}``, as PostgreSQL reads an array: ten times faster than by the driver, number by number."""
        if self._literal is None:
            self._literal = f"{{{','.join(map(str, self))}}}"
        return self._literal


class any_of(Expression):  # noqa: N801 -- it is called like a function of Django's: filter(any_of("team_id", ids))
    """``column = ANY (values)`` with all values as one parameter: a thousand cost as much to build into a query as two,
    and the text of the statement does not differ by how many there are."""

    def __init__(self, column: str, values: Iterable[Any]) -> None:
        super().__init__(output_field=BooleanField())
        self.column: Any = F(column)
        self.values = plain(values)

    def get_source_expressions(self) -> list[Any]:
        return [self.column]

    def set_source_expressions(self, exprs: Sequence[Any]) -> None:
        (self.column,) = exprs

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        column = compiler.compile(self.column)[0]
        kind = "text" if isinstance(self.column.target, models.CharField | models.TextField) else "bigint"
        return f"({column} = ANY (%s::{kind}[]))", (self.values,)


def plain(value: Any) -> Any:
    """A value as the database takes it: a list for any collection, a number for a row. Stand-ins stay what they are."""
    if isinstance(value, Given):
        return value
    if isinstance(value, Ids):
        return value.literal()
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, str):
        return value
    return [plain(each) for each in value] if isinstance(value, Iterable) else value


@dataclass(frozen=True, slots=True)
class _Prepared:
    """A question in SQL. Kept for all threads: nothing in it changes when it is asked."""

    text: str
    parameters: tuple[Any, ...]
    make: Callable[[list[Any]], list[Any]]

    def ask(self, asked: tuple[Any, ...]) -> list[Any]:
        # Values first: to find one may take a question of its own, on the same cursor.
        values = [_bound(each, asked) for each in self.parameters]
        cursor = cursor_of(connection)
        cursor.execute(self.text, values)
        return self.make(cursor.fetchall())


def keep_statements(connection: Any, **_: Any) -> None:
    """Let a connection that was opened keep the plans of all that the house asks."""
    connection.connection.prepared_max = STATEMENTS


def cursor_of(connection: Any) -> CursorWrapper:
    """The connection's cursor for what is asked and written again and again, to be emptied before the next use: making
    one takes as long as PostgreSQL takes for an answer."""
    kept: CursorWrapper | None = getattr(connection, "kept_cursor", None)
    if connection.queries_logged or kept is None or kept.closed or kept.connection is not connection.connection:
        kept = cast(CursorWrapper, connection.cursor())
        if not connection.queries_logged:
            connection.kept_cursor = kept
    return kept


def _bound(parameter: Any, asked: tuple[Any, ...]) -> Any:
    if not isinstance(parameter, Given):
        return parameter
    value = parameter.take(asked)
    if value is None:
        raise TypeError(f"{parameter.name} is None, which equals nothing: ask another question where there is no value")
    return plain(value)


def question(build: Callable[P, QuerySet[M, R]]) -> Callable[P, list[R]]:
    """Make a function that builds a queryset from values into one that answers with its rows."""
    shapes: dict[Any, _Prepared | None] = {}

    @functools.wraps(build)
    def ask(*args: P.args, **kwargs: P.kwargs) -> list[R]:
        key = (
            # The filter itself, so that a test which takes it away does not ask the question that still has it.
            wall.own,
            tuple(tuple(getattr(each, name) for name in _shape(each) or ()) for each in args),
            tuple(kwargs.items()),
        )
        try:
            prepared = shapes[key]
        except KeyError:
            if len(shapes) >= SHAPES:
                shapes.clear()
            prepared = shapes[key] = _prepare(cast("Callable[..., QuerySet[M, R]]", build), args, kwargs)
        return [] if prepared is None else prepared.ask(args)

    return ask


def locked(partnership_id: int, model: type[M], pk: int, *related: str) -> M:
    """The row as it stands, held until the transaction ends, with related rows joined: the first step of a command.

    :raises ObjectDoesNotExist: the model's own, when there is no such row in the partnership.
    """
    rows = cast("list[M]", _locked(partnership_id, pk, model=model, related=related))
    if not rows:
        raise model.DoesNotExist  # type: ignore[attr-defined]  # each model has its own; the base class has none
    return rows[0]


@question
def _locked(partnership_id: int, pk: int, *, model: Any, related: tuple[str, ...]) -> QuerySet[Any]:
    rows = model._default_manager.filter(partnership_id=partnership_id, pk=pk).select_for_update(of=("self",))
    return cast("QuerySet[Any]", rows.select_related(*related) if related else rows)


def _prepare(build: Callable[..., QuerySet[Any, Any]], args: Sequence[Any], kwargs: dict[str, Any]) -> _Prepared | None:
    """The question of this shape, or None for one that has no answer whatever the values."""
    rows: Any = build(*(_stand_in(number, value) for number, value in enumerate(args)), **kwargs)
    compiler = rows.query.get_compiler(rows.db)
    try:
        text, parameters = compiler.as_sql()
    except EmptyResultSet:
        return None
    return _Prepared(text, tuple(parameters), _maker(rows, compiler))


def _maker(rows: Any, compiler: Any) -> Callable[[list[Any]], list[Any]]:
    """What makes of the database's rows what the queryset would have made of them, its preparations done once."""
    convert = _converter(compiler)
    if rows._iterable_class is FlatValuesListIterable:
        return lambda found: [row[0] for row in convert(found)]
    if rows._iterable_class is ValuesListIterable:
        return convert
    if rows._iterable_class is not ModelIterable or rows._prefetch_related_lookups or rows._known_related_objects:
        raise TypeError("A prepared question answers with objects or with values_list, and prefetches nothing")
    info, db = compiler.klass_info, rows.db
    first, last = info["select_fields"][0], info["select_fields"][-1] + 1
    names = [column.target.attname for column, *_ in compiler.select[first:last]]
    related = get_related_populators(info, compiler.select, db)  # type: ignore[call-arg]
    for populator in _with_all(related):
        populator.model_cls = _Builder(populator.model_cls)
    build = _Builder(info["model"]).from_db
    extra = tuple(compiler.annotation_col_map.items())

    def make(found: list[Any]) -> list[Any]:
        made = []
        for row in convert(found):
            each = build(db, names, row[first:last])
            for populator in related:
                populator.populate(row, each)
            for name, place in extra:
                setattr(each, name, row[place])
            made.append(each)
        return made

    return make


def _with_all(populators: Iterable[Any]) -> Iterator[Any]:
    for each in populators:
        yield each
        yield from _with_all(each.related_populators)


class _Builder:
    """Makes objects of a model from rows, as its ``from_db`` does, in a quarter of the time: nothing is asked of each
    field, since what comes from the database has been through it once."""

    def __init__(self, model: type[models.Model]) -> None:
        if model.__init__ is not models.Model.__init__ or model.from_db.__func__ is not models.Model.from_db.__func__:  # type: ignore[attr-defined]
            raise TypeError(f"{model.__name__} makes itself in its own way, and a prepared question would pass it by")
        self.model = model

    def from_db(self, db: str, names: Sequence[str], values: Sequence[Any]) -> models.Model:
        state = ModelState()
        state.db, state.adding = db, False
        made = self.model.__new__(self.model)
        kept = made.__dict__
        kept["_state"] = state
        kept.update(zip(names, values, strict=True))
        return made


def _converter(compiler: Any) -> Callable[[list[Any]], list[Any]]:
    converters = compiler.get_converters([each[0] for each in compiler.select[: compiler.col_count]])
    if not converters:
        return lambda found: found

    def convert(found: list[Any]) -> list[Any]:
        rows = [list(row) for row in found]
        for place, (steps, expression) in converters.items():
            for row in rows:
                for step in steps:
                    row[place] = step(row[place], expression, connection)
        return [tuple(row) for row in rows]

    return convert


def _stand_in(number: int, value: Any) -> Any:
    take: Take = lambda asked: asked[number]  # noqa: E731
    if isinstance(value, models.Model) or hasattr(value, "__dataclass_fields__"):
        return _Thing(take, value)
    return Given(take, f"value {number + 1}")
