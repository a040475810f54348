"""The child's page: the header, who works alongside, what the child said, the chronology; and lists of children."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children import access
from alongside.children.access import Standing
from alongside.children.models import NAMED, Child, Entry, Grant, Voice
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.partnerships import prepared

CHILD_VIEWED = trail.sight("children.child.viewed", "Somebody opened the child's page.")
CHILDREN_LISTED = trail.sight("children.list.viewed", "Somebody saw a list of children.")

PAGE = 20


@dataclass(frozen=True, slots=True)
class ChildHeader:
    """Who the child is, as every page about the child shows it first."""

    id: int
    ref: str
    called: str
    first_called: str
    full_name: str
    pronouns: str
    born_on: dt.date
    age: int
    language: str
    needs_interpreter: bool
    locality: str
    school: str
    strengths: str
    own_words: str
    version: int
    is_sealed: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alongside:
    """Somebody who works with the child now: name, agency, telephone and why."""

    name: str
    agency: str
    phone: str
    why: str
    until_at: dt.datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the chronology."""

    ref: str
    happened_on: dt.date
    strand: str
    kind: str
    text: str
    agency: str
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Paged:
    """A page of rows; ``more`` says whether there is a next one. Nothing is counted that the reader may not see."""

    rows: tuple[Line, ...]
    number: int
    more: bool


def header(child: Child, standing: Standing, look: trail.Look, today: dt.date) -> ChildHeader:
    """The header of a page about the child. Insists on the trace of the look."""
    look.insist(child.ref)
    return ChildHeader(
        id=child.pk,
        ref=child.ref,
        called=child.called,
        first_called=child.first_called,
        full_name=f"{child.given_name} {child.family_name}",
        pronouns=child.pronouns,
        born_on=child.born_on,
        age=calendar.age_on(child.born_on, today),
        language=child.language,
        needs_interpreter=child.needs_interpreter,
        locality=child.locality.name if child.locality else "",
        school=child.school.name if child.school else "",
        strengths=child.strengths,
        own_words=child.own_words,
        version=child.version,
        is_sealed=child.is_sealed,
        why=standing.why,
    )


def look_at(actor: Actor, child: Child, now: dt.datetime) -> tuple[Standing, trail.Look]:
    """The actor's standing and the trace of the look: what every page about one child begins with. Two queries."""
    standing = access.standing(actor, child, now)
    look = trail.look(actor, CHILD_VIEWED, about=[child.ref], now=now, basis=standing.basis)
    remember_look(child, look)
    return standing, look


_looks: ContextVar[tuple[Actor, dict[int, tuple[Child, trail.Look]]] | None] = ContextVar(
    "alongside_looks", default=None
)
"""The children at whom a request looked. An actor is made anew for each request: another's looks never count."""


def remember_look(child: Child, look: trail.Look) -> None:
    """Remember, for the strip at the top of the page, that this request looked at the child."""
    held = _looks.get()
    if held is None or held[0] is not look.actor:
        held = (look.actor, {})
        _looks.set(held)
    held[1][child.pk] = (child, look)


def the_one_looked_at(actor: Actor) -> tuple[Child, trail.Look] | None:
    """The child whom this request is about, with the trace of the look; None for none and for several."""
    held = _looks.get()
    if held is None or held[0] is not actor or len(held[1]) != 1:
        return None
    return next(iter(held[1].values()))


_WORKING = (Grant.Reason.ALLOCATED, Grant.Reason.SPECIALIST, Grant.Reason.SEND, Grant.Reason.COVER)


def working_alongside(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> tuple[Alongside, ...]:
    """Who works with the child now, people before teams. One query.

    That CAMHS or speech and language therapy works with a child tells of a need: only readers of health are told, and
    of the SEND officer only readers of education.
    """
    found: dict[tuple[str, str], Alongside] = {}
    for row in working_rows(child, standing, look, now):
        if row.membership is not None:
            user, agency = row.membership.user, row.membership.agency
            person = Alongside(user.name, agency.name, user.phone, _WHY[row.reason], row.until_at)
        elif row.team is not None:
            person = Alongside(
                row.team.name, row.team.agency.name, row.team.agency.phone, _WHY[row.reason], row.until_at
            )
        found.setdefault((person.name, person.why), person)
    return tuple(found.values())


def working_rows(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> list[Grant]:
    """Grants of those who work with the child now, people before teams, as far as the reader may be told. One query."""
    look.insist(child.ref)
    told = [reason for reason in _WORKING if reason not in _TELLS or standing.reads(_TELLS[reason])]
    return sorted(_at_work(child, now, told), key=lambda row: row.membership_id is None)


def why_in_short(reason: str) -> str:
    """Why somebody works with the child, in a few words."""
    return _WHY[reason]


@prepared.question
def _at_work(child: Child, now: dt.datetime, reasons: Sequence[str]) -> QuerySet[Grant]:
    return (
        Grant.objects.filter(partnership_id=child.partnership_id, child_id=child.pk, from_at__lte=now)
        .filter(prepared.any_of("reason", reasons), Q(until_at__isnull=True) | Q(until_at__gt=now))
        .select_related("membership__user", "membership__agency", "team__agency")
        .order_by("from_at", "id")
    )


_TELLS = {Grant.Reason.SPECIALIST: Strand.HEALTH, Grant.Reason.SEND: Strand.EDUCATION}
"""What it tells of a child that somebody works with them for this reason."""

ALLOCATED_WORKER = "Allocated worker"
"""Why the allocated worker is among those who work alongside."""

_WHY = {
    Grant.Reason.ALLOCATED.value: ALLOCATED_WORKER,
    Grant.Reason.SPECIALIST.value: "Specialist support",
    Grant.Reason.SEND.value: "SEND officer",
    Grant.Reason.COVER.value: "Covers for a colleague",
}


def voices(
    child: Child,
    standing: Standing,
    look: trail.Look,
    *,
    strand: str = "",
    limit: int = 5,
    others: Sequence[int] = (),
) -> tuple[Voice, ...]:
    """What the child said about the parts of their life that the reader sees, or about one of them, newest first.
    ``others`` are row ids of other records of the child at which the reader has looked."""
    look.insist(child.ref)
    strands = [part.value for part in standing.strands if strand in ("", part.value)]
    return tuple(_voices(child.partnership_id, (child.pk, *others), strands=tuple(strands), limit=limit))


@prepared.question
def _voices(partnership_id: int, records: Sequence[int], *, strands: tuple[str, ...], limit: int) -> QuerySet[Voice]:
    rows = Voice.objects.filter(partnership_id=partnership_id, strand__in=strands, withdrawn_at=None)
    rows = rows.filter(prepared.any_of("child_id", records))
    return rows.select_related("heard_by__user").order_by("-said_on", "-id")[:limit]


def _said(child: Child, standing: Standing) -> QuerySet[Voice]:
    readable = [strand.value for strand in standing.strands]
    rows = Voice.objects.filter(partnership_id=child.partnership_id, child=child, strand__in=readable)
    return rows.filter(withdrawn_at__isnull=True)


def voice_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Voice:
    """One thing that this child said, in a part of the record that the reader sees."""
    look.insist(child.ref)
    found = _said(child, standing).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def kinds(
    child: Child, standing: Standing, look: trail.Look, whole: Paged | None = None, *, others: Sequence[int] = ()
) -> tuple[str, ...]:
    """Kinds of entries in the strands that the reader may see: what the chronology can be narrowed to. One query, and
    none where a page that is not narrowed (``whole``) shows all entries already."""
    look.insist(child.ref)
    if whole is not None and whole.number == 1 and not whole.more:
        return tuple(sorted({row.kind for row in whole.rows}))
    return tuple(_kinds(child.partnership_id, (child.pk, *others), standing.strands))


@prepared.question
def _kinds(partnership_id: int, records: Sequence[int], strands: Sequence[str]) -> QuerySet[Entry, str]:
    return _entries(partnership_id, records, strands).order_by("kind").values_list("kind", flat=True).distinct()


def _entries(partnership_id: int, records: Sequence[int], strands: Sequence[str]) -> QuerySet[Entry]:
    rows = Entry.objects.filter(partnership_id=partnership_id, withdrawn_at=None)
    return rows.filter(prepared.any_of("child_id", records), prepared.any_of("strand", strands))


_LINE = ("ref", "happened_on", "strand", "kind", "text", "agency__name", "recorded_by")


def _lines(partnership_id: int, records: Sequence[int], strands: Sequence[str]) -> QuerySet[Entry, Any]:
    return _entries(partnership_id, records, strands).order_by("-happened_on", "-id").values_list(*_LINE)


@prepared.question
def _latest(partnership_id: int, records: Sequence[int], strands: Sequence[str]) -> QuerySet[Entry, Any]:
    return _lines(partnership_id, records, strands)[: PAGE + 1]


def chronology(
    child: Child,
    standing: Standing,
    look: trail.Look,
    *,
    strand: str = "",
    kind: str = "",
    number: int = 1,
    others: Sequence[int] = (),
) -> Paged:
    """A page of the chronology in the strands that the reader may see. One query, also for whether more follow.
    ``others`` are row ids of other records of the child at which the reader has looked."""
    look.insist(child.ref)
    records = (child.pk, *others)
    readable = [s.value for s in standing.strands if not strand or s == strand]
    start = (max(number, 1) - 1) * PAGE
    if kind or start:
        rows = _lines(child.partnership_id, records, readable)
        found = list((rows.filter(kind=kind) if kind else rows)[start : start + PAGE + 1])
    else:
        found = _latest(child.partnership_id, records, readable)
    return Paged(
        rows=tuple(
            Line(ref, happened_on, strand, kind, text, agency or "", recorded_by)
            for ref, happened_on, strand, kind, text, agency, recorded_by in found[:PAGE]
        ),
        number=max(number, 1),
        more=len(found) > PAGE,
    )


@dataclass(frozen=True, slots=True)
class Mine:
    """One of "my children"."""

    ref: str
    called: str
    age: int
    locality: str
    school: str


def my_children(actor: Actor, now: dt.datetime, *, limit: int = 60) -> trail.Untraced[tuple[Mine, ...]]:
    """Children allocated to the actor, or whom the actor supports or covers, by name."""
    rows = _mine(actor, now, limit=limit)
    today = calendar.london_date(now)
    found = tuple(mine(row, today) for row in rows)
    return trail.Untraced(found, tuple(row.ref for row in found))


def mine(row: Child, today: dt.date) -> Mine:
    """The line of a child in a list; locality and school come with the row."""
    return Mine(
        row.ref,
        row.called,
        calendar.age_on(row.born_on, today),
        row.locality.name if row.locality else "",
        row.school.name if row.school else "",
    )


def names_of(actor: Actor, child_ids: set[int], now: dt.datetime) -> dict[int, tuple[str, str]]:
    """Reference and called name of those of the children whom the actor may know of. One query; for lists of work."""
    return {row.pk: (row.ref, row.called) for row in _known(actor, now, list(child_ids))}


@prepared.question
def _mine(actor: Actor, now: dt.datetime, *, limit: int) -> QuerySet[Child]:
    return (
        access.visible_children(actor, now)
        .filter(prepared.any_of("id", access.held(actor, now, reasons=_WORKING, mine=True)), joined_to=None)
        .select_related("locality", "school")
        .only(*NAMED, "born_on", "locality__name", "school__name")
        .order_by("sort_name", "id")[:limit]
    )


@prepared.question
def _known(actor: Actor, now: dt.datetime, child_ids: list[int]) -> QuerySet[Child]:
    return access.visible_children(actor, now).filter(prepared.any_of("id", child_ids)).only(*NAMED)
