"""The trail: every change and every sensitive look leaves an event in the same transaction, or does not happen.

Six verbs (Data Protection Act 2018 s.62): collection, alteration, consultation, disclosure, combination, erasure.

* ``@command(event, verb)`` wraps every change: one transaction, and an error when it recorded nothing.
* ``record`` writes the event of the command that is running.
* ``look`` writes the event of a look at records and returns the token that child queries insist on.
* ``show`` does the same for a page of rows: what is ``Untraced`` cannot be rendered.
* ``refused`` writes the trace of a refusal.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, ParamSpec, TypeVar

from django.db import connection, transaction

from alongside.core.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")
S = TypeVar("S")
T = TypeVar("T")


class Verb(StrEnum):
    """What the law asks to be logged."""

    COLLECTION = "collection"
    ALTERATION = "alteration"
    CONSULTATION = "consultation"
    DISCLOSURE = "disclosure"
    COMBINATION = "combination"
    ERASURE = "erasure"


class NoTrace(RuntimeError):
    """A fault in our code: something was changed or shown without an event."""


@dataclass(frozen=True, slots=True)
class CommandInfo:
    """A row of the event catalogue."""

    event: str
    verb: Verb
    command: str
    meaning: str


CATALOGUE: dict[str, CommandInfo] = {}
"""Every event that can be recorded, by its dotted name. ``docs/reference/events.md`` is generated from it."""


@dataclass
class _Frame:
    events: tuple[str, ...]
    recorded: int = 0


_frames: ContextVar[tuple[_Frame, ...]] = ContextVar("alongside_commands", default=())


def _register(event: str, verb: Verb, command: str, meaning: str) -> None:
    known = CATALOGUE.get(event)
    if known is not None and known.command != command:
        raise ValueError(f"The event {event} is declared by {known.command} and by {command}")
    CATALOGUE[event] = CommandInfo(event, verb, command, meaning)


def command(event: str, verb: Verb = Verb.ALTERATION) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Make a function a command: one transaction; it must record ``event``, else NoTrace undoes it."""

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        doc = (function.__doc__ or "").strip().splitlines()
        _register(event, verb, f"{function.__module__}.{function.__name__}", doc[0] if doc else "")

        @functools.wraps(function)
        def run(*args: P.args, **kwargs: P.kwargs) -> R:
            frame = _Frame((event,))
            token = _frames.set((*_frames.get(), frame))
            try:
                with transaction.atomic():
                    result = function(*args, **kwargs)
                    if frame.recorded == 0:
                        raise NoTrace(f"{function.__name__} changed something and recorded no event")
                    return result
            finally:
                _frames.reset(token)

        run.event = event  # type: ignore[attr-defined]
        return run

    return decorate


def is_part_of_a_command() -> bool:
    """Whether the command that is running was called by another command, which has decided that this may be done."""
    return len(_frames.get()) > 1


def sight(event: str, meaning: str, verb: Verb = Verb.CONSULTATION) -> str:
    """Declare the event of a look (module level in ``queries``); returns its name."""
    _register(event, verb, "look", meaning)
    return event


def record(
    actor: Actor,
    event: str,
    *,
    about: Iterable[str],
    now: dt.datetime,
    basis: str = "",
    detail: Mapping[str, object] | None = None,
    reason: str = "",
) -> None:
    """Write the event of the running command.

    ``about`` holds references, never names; ``detail`` holds codes and references, never content; ``reason`` is what a
    person typed, kept apart so that it can be erased.
    """
    frames = _frames.get()
    if not frames or event not in frames[-1].events:
        raise NoTrace(f"The event {event} does not belong to the command that is running")
    _write(actor, event, about, now, basis, "done", detail, reason)
    frames[-1].recorded += 1


@dataclass(frozen=True, slots=True)
class Look:
    """Proof that a look at these references is in the trail. Queries on a child ask for it."""

    event: str
    refs: frozenset[str]
    actor: Actor = field(repr=False)

    def insist(self, ref: str) -> None:
        """Raise NoTrace unless the look covers the reference."""
        if ref not in self.refs:
            raise NoTrace(f"{self.event} left a trace for other records, not for {ref}")


@dataclass(frozen=True, slots=True)
class Untraced(Generic[T]):
    """Rows about children that were read and may not be shown before ``show`` has left the trace."""

    _value: T
    refs: tuple[str, ...]

    def map(self, make: Callable[[T], S]) -> Untraced[S]:
        """The same records in another shape, still untraced."""
        return Untraced(make(self._value), self.refs)

    def also(self, refs: Iterable[str]) -> Untraced[T]:
        """More records that the same page shows: one page leaves one event."""
        return Untraced(self._value, tuple(dict.fromkeys((*self.refs, *refs))))


def look(
    actor: Actor,
    event: str,
    *,
    about: Iterable[str],
    now: dt.datetime,
    basis: str = "",
    detail: Mapping[str, object] | None = None,
    reason: str = "",
) -> Look:
    """Leave the trace of a look and return the token for the query."""
    refs = frozenset(about)
    if event not in CATALOGUE:
        raise NoTrace(f"The event {event} is not in the catalogue")
    _write(actor, event, sorted(refs), now, basis, "done", detail, reason)
    return Look(event, refs, actor)


def show(actor: Actor, event: str, rows: Untraced[T], *, now: dt.datetime, basis: str = "") -> T:
    """Leave one trace for a page of rows and hand them over. An empty page leaves a trace too."""
    look(actor, event, about=rows.refs, now=now, basis=basis)
    return rows._value


def refused(actor: Actor, *, about: Iterable[str], now: dt.datetime, what: str) -> None:
    """Leave the trace of a refusal; ``what`` is the name of the page or command."""
    _write(actor, REFUSED, about, now, "", "refused", {"page": what}, "")


def digest(reason: str) -> str:
    """The digest under which a typed reason stands in the event."""
    return hashlib.sha256(reason.encode()).hexdigest() if reason else ""


def _write(
    actor: Actor,
    event: str,
    about: Iterable[str],
    now: dt.datetime,
    basis: str,
    outcome: str,
    detail: Mapping[str, object] | None,
    reason: str,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_event (partnership_id, at, verb, action, user_ref, user_name, agency_ref, agency_name,"
            " role, about, basis, outcome, detail, reason_digest)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::jsonb, %s)",
            [
                actor.partnership_id,
                now,
                CATALOGUE[event].verb.value,
                event,
                actor.user_ref,
                actor.name,
                actor.agency_ref,
                actor.agency_name,
                actor.role,
                list(about),
                basis,
                outcome,
                json.dumps(dict(detail or {}), sort_keys=True),
                digest(reason),
            ],
        )
        if reason:
            cursor.execute(
                "INSERT INTO audit_reason (partnership_id, digest, text, at) VALUES (%s, %s, %s, %s)",
                [actor.partnership_id, digest(reason), reason, now],
            )


REFUSED = sight("audit.access.refused", "Somebody asked for a record or an act and was refused.")
