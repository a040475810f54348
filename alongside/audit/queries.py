"""Reading the trail: who looked at a record, and whether the chain still holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from alongside.audit import rules
from alongside.audit.models import Event, Head, Reason, Seal, Segment


@dataclass(frozen=True, slots=True)
class Trace:
    """One event as people read it."""

    at: dt.datetime
    verb: str
    action: str
    who: str
    agency: str
    role: str
    basis: str
    outcome: str
    about: list[str]


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold; ``number`` is the link, 0 for the head."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """What verifying one partnership's chain found."""

    partnership_id: int
    links: int
    events: int
    unsealed: int
    faults: tuple[Fault, ...]
    segments: int = 1

    @property
    def holds(self) -> bool:
        return not self.faults


def about(*refs: str, limit: int = 50, offset: int = 0) -> list[Trace]:
    """Events that name one of the references, newest first, each once. One query.

    Through one database function that checks the partnership of the context: under row security the index on
    references could not be used, since containment is not leakproof.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT ON (at, id) at, verb, action, user_name, agency_name, role, basis, outcome, about"
            " FROM unnest(%s::text[]) AS reference, alongside_events_about(reference)"
            " ORDER BY at DESC, id DESC LIMIT %s OFFSET %s",
            [list(refs), limit, offset],
        )
        return [Trace(*row) for row in cursor.fetchall()]


def count_about(ref: str) -> int:
    """How many events name the reference."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM alongside_events_about(%s)", [ref])
        return int(cursor.fetchone()[0])


def reasons(partnership_id: int, digests: set[str]) -> dict[str, str]:
    """Digest to the reason that somebody typed, as far as it was not erased. One query."""
    rows = Reason.objects.filter(partnership_id=partnership_id, digest__in=digests)
    return dict(rows.values_list("digest", "text"))


def verify(partnership_id: int) -> Verification:
    """Recompute the chain of one partnership. The context must be that partnership's."""
    seals = list(Seal.objects.filter(partnership_id=partnership_id).order_by("number"))
    head = Head.objects.filter(partnership_id=partnership_id).first()
    faults: list[Fault] = []
    previous, until, total, expected = rules.GENESIS, 0, 0, 1
    with connection.cursor() as cursor:
        for seal in seals:
            if seal.number != expected:
                faults.append(Fault(expected, "a link is missing"))
            if seal.previous != previous or seal.from_transaction != until:
                faults.append(Fault(seal.number, "the link does not follow the one before it"))
            cursor.execute(rules.BATCH, [partnership_id, seal.from_transaction, seal.until_transaction])
            events, batch = cursor.fetchone()
            computed = rules.link(
                previous=seal.previous,
                number=seal.number,
                from_transaction=seal.from_transaction,
                until_transaction=seal.until_transaction,
                events=events,
                batch=batch,
            )
            if events != seal.events:
                faults.append(Fault(seal.number, f"{seal.events} events were sealed and {events} are there"))
            elif computed != seal.digest:
                faults.append(Fault(seal.number, "an event was changed or moved after it was sealed"))
            previous, until = seal.digest, seal.until_transaction
            expected, total = seal.number + 1, total + events
        cursor.execute(rules.HORIZON)
        if cursor.fetchone()[0] < until:
            faults.append(Fault(0, rules.COUNTS_ANEW))
    faults.extend(_against_head(head, seals))
    segments = list(Segment.objects.order_by("number"))
    faults.extend(_segments(segments))
    unsealed = Event.objects.filter(partnership_id=partnership_id, transaction_id__gte=until).count()
    return Verification(partnership_id, len(seals), total, unsealed, tuple(faults), len(segments))


def _segments(segments: list[Segment]) -> list[Fault]:
    """Each restore begins one, with numbers above all before it; the shift in force is that of the last."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT alongside_shift()")
        shift = cursor.fetchone()[0]
    firsts = [segment.first_transaction for segment in segments]
    if [segment.number for segment in segments] != list(range(1, len(segments) + 1)) or firsts != sorted(set(firsts)):
        return [Fault(0, "the segments of the trail do not follow one another")]
    if segments[-1].shift != shift:
        return [Fault(0, "transactions are not numbered as the last segment of the trail says")]
    return []


def _against_head(head: Head | None, seals: list[Seal]) -> list[Fault]:
    """What the head, which is kept apart, knows better than the chain: above all that the tail was cut."""
    if head is None:
        return [Fault(0, "the head is missing")] if seals else []
    if not seals or seals[-1].number != head.number:
        return [Fault(0, f"the head names link {head.number}, and the chain ends before it")]
    if seals[-1].digest != head.digest:
        return [Fault(0, "the head does not match the last link")]
    return []
