"""A copy for the child or family: who looked at the record, and what was shared."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.audit import queries as audit
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import Disclosure, SubjectAccess
from alongside.children.queries import looks, sharing
from alongside.children.queries.together import all_refs
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.work import OpenThing, Owners
from alongside.partnerships import wall

COPY_READ = trail.sight("children.subject_access.read", "Somebody read a copy of who looked and what was shared.")

EVENTS = 5_000
"""The most events that one copy tells of; the copy says so where there are more."""


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One line of the copy. ``key`` names it to be left out; ``left_out`` is the ground, empty when shown."""

    key: str
    on: dt.date
    until: dt.date
    who: str
    what: str
    why: str
    times: int
    left_out: str


@dataclass(frozen=True, slots=True)
class Copy:
    """The whole copy: looks, and what was shared, newest first."""

    looks: tuple[CopyLine, ...]
    shared: tuple[CopyLine, ...]
    events: int
    is_cut: bool

    @property
    def left_out(self) -> int:
        """How many lines are left out."""
        return sum(1 for line in (*self.looks, *self.shared) if line.left_out)


@dataclass(frozen=True, slots=True)
class CopyRequest:
    """A request in the list."""

    ref: str
    child_ref: str
    asked_by: str
    asked_on: dt.date
    due_on: dt.date
    status: str
    status_words: str
    prepared_by: str
    is_open: bool


_OPEN = (SubjectAccess.Status.PREPARING, SubjectAccess.Status.TO_RELEASE)


def requests(actor: Actor) -> tuple[CopyRequest, ...]:
    """Requests for a copy, open ones first, by the day on which they are due. One query."""
    rows = access.visible_subject_accesses(actor).select_related("prepared_by__user").order_by("due_on", "id")
    asked = [_asked(row) for row in rows]
    return tuple(sorted(asked, key=lambda one: not one.is_open))


def _asked(row: SubjectAccess) -> CopyRequest:
    return CopyRequest(
        ref=row.ref,
        child_ref=row.child_ref,
        asked_by=SubjectAccess.By(row.asked_by).label,
        asked_on=row.asked_on,
        due_on=row.due_on,
        status=row.status,
        status_words=SubjectAccess.Status(row.status).label,
        prepared_by=row.prepared_by.user.name,
        is_open=row.status in _OPEN,
    )


def request_or_404(actor: Actor, ref: str) -> SubjectAccess:
    """The request, for those who prepare and release."""
    row = (
        access.visible_subject_accesses(actor)
        .select_related("prepared_by__user", "released_by__user")
        .filter(ref=ref)
        .first()
    )
    if row is None:
        raise Http404
    return row


def copy_of(actor: Actor, row: SubjectAccess, now: dt.datetime) -> Copy:
    """Who looked, changed or was refused, a line for each person, act and reason; and what was shared. Leaves a trace.

    Looks at the record by this copy's own preparation are in it like any other.
    """
    refs = all_refs(actor, row.child_ref)
    trail.look(actor, COPY_READ, about=[*refs, row.ref], now=now, basis="Prepares or releases a copy")
    found = [event for event in audit.about(*refs, limit=EVENTS + 1) if event.at <= row.up_to]
    grounds = dict(_split(entry) for entry in row.left_out)
    grouped: dict[tuple[str, str, str, str], list[audit.Trace]] = {}
    for event in found[:EVENTS]:
        why = looks.why_in_words(event.basis)
        what = looks.what_was_done(event.action)
        if event.outcome == "refused":
            what, why = "Asked to see the record and was refused.", ""
        grouped.setdefault((event.who, event.agency, what, why), []).append(event)
    lines = []
    for (who, agency, what, why), events in grouped.items():
        key = trail.digest(f"{who}|{agency}|{what}|{why}")[:12]
        lines.append(
            CopyLine(
                key=key,
                on=min(calendar.london_date(event.at) for event in events),
                until=max(calendar.london_date(event.at) for event in events),
                who=f"{who}, {agency}",
                what=what,
                why=why,
                times=len(events),
                left_out=grounds.get(key, ""),
            )
        )
    return Copy(
        looks=tuple(sorted(lines, key=lambda line: (line.until, line.who), reverse=True)),
        shared=tuple(_shared(disclosure, grounds) for disclosure in _disclosures(actor, row, refs)),
        events=min(len(found), EVENTS),
        is_cut=len(found) > EVENTS,
    )


def _split(entry: str) -> tuple[str, str]:
    key, _, ground = entry.partition(":")
    return key, rules.LEAVE_OUT.get(ground, ground)


def _disclosures(actor: Actor, row: SubjectAccess, refs: tuple[str, ...]) -> QuerySet[Disclosure]:
    return (
        wall.own(Disclosure.objects.all(), actor)
        .filter(child__ref__in=refs, shared_at__lte=row.up_to)
        .order_by("-shared_at", "-id")
    )


def _shared(row: Disclosure, grounds: dict[str, str]) -> CopyLine:
    plain = sharing.plain_line(row)
    return CopyLine(
        key=row.ref,
        on=plain.on,
        until=plain.on,
        who=row.to_whom,
        what=plain.text,
        why=f"{plain.why} {f'({row.law})' if row.law else ''}".strip(),
        times=1,
        left_out=grounds.get(row.ref, ""),
    )


def open_copies(actor: Actor, owners: Owners | None) -> list[OpenThing]:
    """Copies being prepared, by whoever prepares them. One query."""
    rows = wall.own(SubjectAccess.objects.all(), actor).filter(status__in=_OPEN)
    if owners is not None:
        rows = rows.filter(prepared_by_id__in=owners.memberships)
    return [
        OpenThing(
            kind="subject_access",
            what="A copy for somebody who asked what is held about them",
            ref=row.ref,
            since=row.asked_on,
            due_on=row.due_on,
            membership_id=row.prepared_by_id,
        )
        for row in rows.order_by("due_on", "id")
    ]


def may_ask_for_copies(actor: Actor) -> bool:
    """Whether they see the list of requests."""
    return actor.may(Permission.SEE_WHO_LOOKED) or actor.may(Permission.RELEASE_COPY)
