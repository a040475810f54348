"""Questions about children: the header of every child page, who works alongside, chronology, search, concerns."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from alongside.audit import trail
from alongside.children import access
from alongside.children.access import Standing
from alongside.children.models import BreakGlass, Carer, Child, Concern, Entry, Grant, Voice
from alongside.core import calendar, names
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.partnerships import wall

CHILD_VIEWED = trail.sight("children.child.viewed", "Somebody opened the child's page.")
CHILDREN_LISTED = trail.sight("children.list.viewed", "Somebody saw a list of children.")
CHILDREN_SEARCHED = trail.sight("children.search.made", "Somebody searched for children by name or date of birth.")
RECORDS_MATCHED = trail.sight("children.records.matched", "The front door compared a referral with known records.")
LOOKS_LISTED = trail.sight("children.looks.viewed", "Somebody saw who looked at a child's record.")

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
        why=standing.why,
    )


def look_at(actor: Actor, child: Child, now: dt.datetime) -> tuple[Standing, trail.Look]:
    """The actor's standing and the trace of the look: what every page about one child begins with. Two queries."""
    standing = access.standing(actor, child, now)
    return standing, trail.look(actor, CHILD_VIEWED, about=[child.ref], now=now, basis=standing.basis)


_WORKING = (Grant.Reason.ALLOCATED, Grant.Reason.SPECIALIST, Grant.Reason.SEND, Grant.Reason.COVER)


def working_alongside(child: Child, look: trail.Look, now: dt.datetime) -> tuple[Alongside, ...]:
    """Who works with the child now, people before teams. One query."""
    look.insist(child.ref)
    rows = (
        Grant.objects.filter(partnership_id=child.partnership_id, child=child, reason__in=_WORKING, from_at__lte=now)
        .filter(Q(until_at__isnull=True) | Q(until_at__gt=now))
        .select_related("membership__user", "membership__agency", "team__agency")
        .order_by("membership__isnull", "from_at")
    )
    found: dict[tuple[str, str], Alongside] = {}
    for row in rows:
        if row.membership is not None:
            user, agency = row.membership.user, row.membership.agency
            person = Alongside(user.name, agency.name, user.phone, _WHY[row.reason], row.until_at)
        elif row.team is not None:
            person = Alongside(
                row.team.name, row.team.agency.name, row.team.agency.phone, _WHY[row.reason], row.until_at
            )
        found.setdefault((person.name, person.why), person)
    return tuple(found.values())


_WHY = {
    Grant.Reason.ALLOCATED.value: "Allocated worker",
    Grant.Reason.SPECIALIST.value: "Specialist support",
    Grant.Reason.SEND.value: "SEND officer",
    Grant.Reason.COVER.value: "Covers for a colleague",
}


def carers(child: Child, look: trail.Look) -> tuple[Carer, ...]:
    """People who matter to the child."""
    look.insist(child.ref)
    return tuple(Carer.objects.filter(partnership_id=child.partnership_id, child=child).order_by("id"))


def voices(child: Child, look: trail.Look, *, limit: int = 5) -> tuple[Voice, ...]:
    """What the child said, newest first."""
    look.insist(child.ref)
    return tuple(
        Voice.objects.filter(partnership_id=child.partnership_id, child=child)
        .select_related("heard_by__user")
        .order_by("-said_on", "-id")[:limit]
    )


def chronology(
    child: Child, standing: Standing, look: trail.Look, *, strand: str = "", kind: str = "", number: int = 1
) -> Paged:
    """A page of the chronology in the strands that the reader may see. One query, also for whether more follow."""
    look.insist(child.ref)
    readable = [s.value for s in standing.strands if not strand or s == strand]
    rows = Entry.objects.filter(partnership_id=child.partnership_id, child=child, strand__in=readable)
    if kind:
        rows = rows.filter(kind=kind)
    start = (max(number, 1) - 1) * PAGE
    found = list(rows.select_related("agency").order_by("-happened_on", "-id")[start : start + PAGE + 1])
    return Paged(
        rows=tuple(
            Line(
                row.ref,
                row.happened_on,
                row.strand,
                row.kind,
                row.text,
                row.agency.name if row.agency else "",
                row.recorded_by,
            )
            for row in found[:PAGE]
        ),
        number=max(number, 1),
        more=len(found) > PAGE,
    )


# Search before create


@dataclass(frozen=True, slots=True)
class Found:
    """A child found by a search, with how well the record fits and why."""

    ref: str
    called: str
    full_name: str
    born_on: dt.date
    age: int
    locality: str
    school: str
    score: float
    reasons: tuple[str, ...]


CANDIDATES = 400
"""How many records are compared at most; those that share the most with what was typed come first."""


def search(actor: Actor, asked: names.Named, now: dt.datetime) -> trail.Untraced[tuple[Found, ...]]:
    """Children whom the actor may see and who may be the one asked for, best first: closed work is found too.

    It says nothing of others, neither that they exist nor how many there are.
    """
    visible = access.visible_children(actor, now).values("id")
    return _compare(asked, _candidates(actor, asked, within=visible), calendar.london_date(now))


def match_records(actor: Actor, asked: names.Named, now: dt.datetime) -> trail.Untraced[tuple[Found, ...]]:
    """Records of the whole partnership that may be this child, for whoever decides at the front door.

    Sealed children do not appear: row security hides them from all but the people named.
    """
    return _compare(asked, _candidates(actor, asked, within=None), calendar.london_date(now))


def _candidates(actor: Actor, asked: names.Named, within: object) -> list[Child]:
    wanted = names.look_for(asked)
    kinds = sorted(wanted.tokens)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT child_id FROM ("
            " SELECT t.child_id, 1 AS hit FROM children_name_token t"
            " JOIN unnest(%s::text[], %s::text[]) AS w(kind, token) ON w.kind = t.kind AND w.token = t.token"
            " WHERE t.partnership_id = %s"
            " UNION ALL"
            " SELECT c.id, 3 FROM children_child c WHERE c.partnership_id = %s AND c.born_on = ANY (%s::date[])"
            ") hits GROUP BY child_id ORDER BY sum(hit) DESC, child_id LIMIT %s",
            [
                [str(kind) for kind, _ in kinds],
                [value for _, value in kinds],
                actor.partnership_id,
                actor.partnership_id,
                list(wanted.born_on),
                CANDIDATES,
            ],
        )
        ids = [row[0] for row in cursor.fetchall()]
    children = wall.own(Child.objects.all(), actor).filter(id__in=ids)
    if within is not None:
        children = children.filter(id__in=within)
    return list(children.select_related("locality", "school"))


def _compare(asked: names.Named, children: list[Child], today: dt.date) -> trail.Untraced[tuple[Found, ...]]:
    found = []
    for child in children:
        match = names.score(asked, named(child))
        if match.score >= names.POSSIBLE:
            found.append(
                Found(
                    child.ref,
                    child.called,
                    f"{child.given_name} {child.family_name}",
                    child.born_on,
                    calendar.age_on(child.born_on, today),
                    child.locality.name if child.locality else "",
                    child.school.name if child.school else "",
                    match.score,
                    match.reasons,
                )
            )
    best = tuple(sorted(found, key=lambda row: (-row.score, row.full_name, row.ref))[:PAGE])
    return trail.Untraced(best, tuple(row.ref for row in best))


def named(child: Child) -> names.Named:
    """The child as far as a search is concerned."""
    return names.Named(
        given=child.given_name,
        family=child.family_name,
        born_on=child.born_on,
        preferred=child.preferred_name,
        former=tuple(name for name in child.former_names.splitlines() if name.strip()),
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
    grants = access.grants_of(actor, now).filter(membership_id=actor.membership_id, reason__in=_WORKING)
    rows = (
        access.visible_children(actor, now)
        .filter(id__in=grants.values("child_id"))
        .select_related("locality", "school")
        .order_by("sort_name", "id")[:limit]
    )
    today = calendar.london_date(now)
    mine = tuple(
        Mine(
            row.ref,
            row.called,
            calendar.age_on(row.born_on, today),
            row.locality.name if row.locality else "",
            row.school.name if row.school else "",
        )
        for row in rows
    )
    return trail.Untraced(mine, tuple(row.ref for row in mine))


def names_of(actor: Actor, child_ids: set[int], now: dt.datetime) -> dict[int, tuple[str, str]]:
    """Reference and called name of those of the children whom the actor may know of. One query; for lists of work."""
    rows = access.visible_children(actor, now).filter(id__in=child_ids)
    return {row.pk: (row.ref, row.called) for row in rows}


# Work that this subject owes


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Safeguarding concerns to finish and emergency openings to review: what waits for the actor."""
    today = calendar.london_date(now)
    work = [_concern_work(row) for row in _open_concerns(actor, now)]
    work += [
        Work(
            kind="break_glass",
            what="Review an emergency opening of a record",
            url=f"/emergency-openings/{row.ref}/",
            due_on=row.review_due_on,
            waiting_since=calendar.london_date(row.opened_at),
            urgent=row.review_due_on <= today,
        )
        for row in access.visible_openings(actor)
        .filter(outcome=BreakGlass.Outcome.OPEN)
        .exclude(membership_id=actor.membership_id)
        .order_by("review_due_on", "id")[:50]
    ]
    return work


def _open_concerns(actor: Actor, now: dt.datetime) -> list[Concern]:
    return list(
        access.visible_concerns(actor, now)
        .filter(status=Concern.Status.OPEN)
        .select_related("child")
        .order_by("raised_at", "id")[:50]
    )


def _concern_work(row: Concern) -> Work:
    raised_on = calendar.london_date(row.raised_at)
    return Work(
        kind="concern",
        what="Tell social care about a child at risk of harm"
        if row.told_at is None
        else "Close a safeguarding concern",
        url=f"/concerns/{row.ref}/",
        due_on=raised_on,
        waiting_since=raised_on,
        child_ref=row.child.ref if row.child else "",
        child_name=row.child.called if row.child else row.named,
        why="A concern is passed on the same day and stays here until it is closed.",
        urgent=True,
    )
