"""What keeps children safe: concerns that wait, emergency openings to review; and what this subject owes as work."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.audit import queries as audit
from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.models import NAMED, BreakGlass, Concern, Grant, SubjectAccess, Voice
from alongside.children.queries import sharing
from alongside.children.queries.owed import handed_on, workers_of_children
from alongside.children.queries.record import names_of
from alongside.children.queries.sealing import seals_of_nobody, seals_to_decide
from alongside.children.queries.subject_access import may_ask_for_copies
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, not_now
from alongside.core.work import Work
from alongside.partnerships import prepared, wall

CONCERN_VIEWED = trail.sight("children.concern.viewed", "Somebody read a safeguarding concern.")
OPENINGS_VIEWED = trail.sight("children.openings.viewed", "Somebody saw which records were opened in an emergency.")

LIMIT = 50
"""How many open things of one kind *my work* holds; the oldest come first."""


@dataclass(frozen=True, slots=True)
class ConcernPage:
    """A concern as its page shows it. Child and name are empty for a reader who may not know of the child."""

    ref: str
    child_ref: str
    about: str
    what: str
    raised_by: str
    raised_at: dt.datetime
    told_whom: str
    told_at: dt.datetime | None
    told_by: str
    is_open: bool
    outcome: str
    closed_by: str
    closed_at: dt.datetime | None
    may_close: Verdict


def concern_or_404(actor: Actor, ref: str, now: dt.datetime) -> Concern:
    """The concern, or the same 404 for "there is none" and "you may not know of it"."""
    found = (
        access.visible_concerns(actor, now)
        .select_related("child", "raised_by__user", "told_by__user", "closed_by__user")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Http404
    return found


def concern_page(actor: Actor, row: Concern, now: dt.datetime) -> ConcernPage:
    """What the page of a concern shows. Leaves the trace of the look. Two queries."""
    trail.look(
        actor,
        CONCERN_VIEWED,
        about=[ref for ref in (row.ref, row.child.ref if row.child else "") if ref],
        now=now,
        basis="safeguarding",
    )
    known = names_of(actor, {row.child_id}, now).get(row.child_id) if row.child_id else None
    may_close = access.may_close_concern(actor)
    if may_close and row.told_at is None:
        may_close = not_now("Record first who was told in social care, and when.")
    return ConcernPage(
        ref=row.ref,
        child_ref=known[0] if known else "",
        about=known[1] if known else row.named or ("A child whose record you do not see now" if row.child_id else ""),
        what=row.what,
        raised_by=row.raised_by.user.name,
        raised_at=row.raised_at,
        told_whom=row.told_whom,
        told_at=row.told_at,
        told_by=row.told_by.user.name if row.told_by else "",
        is_open=row.status == Concern.Status.OPEN,
        outcome=row.outcome,
        closed_by=row.closed_by.user.name if row.closed_by else "",
        closed_at=row.closed_at,
        may_close=may_close if row.status == Concern.Status.OPEN else YES,
    )


@dataclass(frozen=True, slots=True)
class Opening:
    """An emergency opening as its reviewer reads it: the child by reference only."""

    ref: str
    child_ref: str
    who: str
    agency: str
    opened_at: dt.datetime
    until_at: dt.datetime
    review_due_on: dt.date
    outcome: str
    is_open: bool
    reviewed_by: str
    reviewed_at: dt.datetime | None
    reason: str


def openings(actor: Actor) -> trail.Untraced[tuple[Opening, ...]]:
    """Emergency openings that the actor may review: those that wait first, then the newest. Two queries."""
    rows = list(
        access.visible_openings(actor)
        .select_related("child", "membership__user", "membership__agency", "reviewed_by__user")
        .order_by("-opened_at", "-id")[:200]
    )
    rows.sort(key=lambda row: (row.outcome != BreakGlass.Outcome.OPEN, row.review_due_on, -row.opened_at.timestamp()))
    return trail.Untraced(_openings(actor, rows), tuple(row.ref for row in rows))


def opening_or_404(actor: Actor, ref: str) -> BreakGlass:
    """The emergency opening, or 404 for whoever may not review any."""
    found = (
        access.visible_openings(actor)
        .select_related("child", "membership__user", "membership__agency", "reviewed_by__user")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Http404
    return found


def opening_page(actor: Actor, row: BreakGlass, now: dt.datetime) -> Opening:
    """One opening for its review. Leaves the trace of the look."""
    trail.look(actor, OPENINGS_VIEWED, about=[row.ref, row.child.ref], now=now, basis="review of emergency openings")
    return _openings(actor, [row])[0]


def _openings(actor: Actor, rows: list[BreakGlass]) -> tuple[Opening, ...]:
    reasons = audit.reasons(actor.partnership_id, {row.reason_digest for row in rows})
    return tuple(
        Opening(
            ref=row.ref,
            child_ref=row.child.ref,
            who=row.membership.user.name,
            agency=row.membership.agency.name,
            opened_at=row.opened_at,
            until_at=row.until_at,
            review_due_on=row.review_due_on,
            outcome=BreakGlass.Outcome(row.outcome).label,
            is_open=row.outcome == BreakGlass.Outcome.OPEN,
            reviewed_by=row.reviewed_by.user.name if row.reviewed_by else "",
            reviewed_at=row.reviewed_at,
            reason=reasons.get(row.reason_digest, "The reason has been erased."),
        )
        for row in rows
    )


# Work that this subject owes


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Concerns to finish, emergency openings to review, views to be told back: what waits for the actor."""
    concerns = _open_concerns(actor, now)
    voices = _to_tell_back(actor, now)
    about = {row.child_id for row in concerns if row.child_id}
    known = names_of(actor, about, now) if about else {}
    work = [_concern_work(actor, row, known.get(row.child_id or 0)) for row in concerns]
    work += _review_work(actor, now)
    work += seals_to_decide(actor) + seals_of_nobody(actor, now)
    work += _sharing_work(actor, now) + _copy_work(actor)
    work += [
        Work(
            kind="tell_back",
            what="Tell the child what changed because of what they said",
            url=f"/children/{row.child.ref}/said/{row.ref}/",
            due_on=rules.tell_back_by(row.said_on),
            waiting_since=row.said_on,
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=f"They said: “{_beginning(row.said)}”",
        )
        for row in voices
    ]
    return work


def _sharing_work(actor: Actor, now: dt.datetime) -> list[Work]:
    """Whom the actor has still to tell of something shared: as the allocated worker, or having shared it themselves."""
    found = sharing.owed_by(actor, now)
    if not found:
        return []
    ids = {thing.row.child_id for thing in found}
    workers, handed = workers_of_children(actor, now, ids), handed_on(actor)
    known = names_of(actor, ids, now)
    return [
        Work(
            kind=thing.kind,
            what=thing.what,
            url=f"/children/{known[thing.row.child_id][0]}/sharing/{thing.row.ref}/",
            due_on=thing.due_on,
            waiting_since=thing.since,
            child_ref=known[thing.row.child_id][0],
            child_name=known[thing.row.child_id][1],
            why=f"{thing.row.to_whom}: {thing.row.what}",
        )
        for thing in found
        if thing.row.child_id in known
        and workers.get(thing.row.child_id, handed.get(thing.row.ref, thing.row.shared_by_id)) == actor.membership_id
    ]


def _copy_work(actor: Actor) -> list[Work]:
    """Copies to prepare, and copies that somebody else prepared and the actor may release."""
    if not may_ask_for_copies(actor):
        return []
    rows = _copies(actor)
    return [
        Work(
            kind="subject_access",
            what="Prepare a copy" if row.status == SubjectAccess.Status.PREPARING else "Read and release a copy",
            url=f"/copies/{row.ref}/",
            due_on=row.due_on,
            waiting_since=row.asked_on,
            why="Somebody asked who looked at a record and what was shared",
        )
        for row in rows
        if (row.status == SubjectAccess.Status.PREPARING and row.prepared_by_id == actor.membership_id)
        or (row.status == SubjectAccess.Status.TO_RELEASE and access.may_release(actor, row))
    ]


@prepared.question
def _copies(actor: Actor) -> QuerySet[SubjectAccess]:
    return access.visible_subject_accesses(actor).order_by("due_on", "id")[:LIMIT]


def _review_work(actor: Actor, now: dt.datetime) -> list[Work]:
    if not actor.may(Permission.REVIEW_BREAK_GLASS):
        return []
    today = calendar.london_date(now)
    return [
        Work(
            kind="break_glass",
            what="Review an emergency opening of a record",
            url=f"/emergency-openings/{row.ref}/",
            due_on=row.review_due_on,
            waiting_since=calendar.london_date(row.opened_at),
            why="Somebody else looks at each emergency opening within two working days.",
            urgent=row.review_due_on <= today,
        )
        for row in _to_review(actor)
    ]


@prepared.question
def _to_review(actor: Actor) -> QuerySet[BreakGlass]:
    waiting = access.visible_openings(actor).filter(outcome=BreakGlass.Outcome.OPEN)
    return waiting.exclude(membership__user_id=actor.user_id).order_by("review_due_on", "id")[:LIMIT]


@prepared.question
def _open_concerns(actor: Actor, now: dt.datetime) -> QuerySet[Concern]:
    rows = access.visible_concerns(actor, now).filter(status=Concern.Status.OPEN)
    return rows.order_by("raised_at", "id")[:LIMIT]


@prepared.question
def _to_tell_back(actor: Actor, now: dt.datetime) -> QuerySet[Voice]:
    """What children said and have not been told what came of it: the allocated worker tells them; before there is one,
    whoever heard it and may write it down."""
    if not actor.may(Permission.RECORD_VOICE):
        return Voice.objects.none()
    mine = access.held(actor, now, reasons=_HAS_THE_CHILD, mine=True)
    may_write = access.held(actor, now, reasons=rules.reasons_that_write(actor.role, Strand.IDENTITY))
    return (
        wall.own(Voice.objects.all(), actor)
        .filter(
            Q(prepared.any_of("child_id", mine), strand__in=sorted(rules.readable(actor.role, Grant.Reason.ALLOCATED)))
            | Q(prepared.any_of("child_id", may_write), heard_by_id=actor.membership_id)
            | Q(prepared.any_of("child_id", may_write), ref__in=access.handed_to(actor)),
            told_back_on__isnull=True,
            withdrawn_at__isnull=True,
        )
        .select_related("child")
        .only("ref", "said_on", "said", *(f"child__{name}" for name in NAMED))
        .order_by("said_on", "id")[:LIMIT]
    )


def _beginning(text: str, length: int = 70) -> str:
    """The first words, so that two things said by one child can be told apart."""
    words = " ".join(text.split())
    return words if len(words) <= length else f"{words[:length].rsplit(' ', 1)[0]} …"


_HAS_THE_CHILD = (Grant.Reason.ALLOCATED, Grant.Reason.COVER)


def _concern_work(actor: Actor, row: Concern, known: tuple[str, str] | None) -> Work:
    """A concern is urgent until social care was told, and for whoever can close it until it is closed."""
    raised_on = calendar.london_date(row.raised_at)
    is_told, may_close = row.told_at is not None, bool(access.may_close_concern(actor))
    if not is_told:
        what, act = "Tell social care about a child at risk of harm", "told/"
    elif row.told_id == actor.membership_id:
        what, act = "You were told of a safeguarding concern", ""
    elif may_close:
        what, act = "Close a safeguarding concern", "close/"
    else:
        what, act = "A safeguarding concern is open", ""
    is_mine = not is_told or may_close
    return Work(
        kind="concern",
        what=what,
        url=f"/concerns/{row.ref}/{act}",
        due_on=raised_on if is_mine else None,
        waiting_since=raised_on,
        child_ref=known[0] if known else "",
        child_name=known[1] if known else row.named,
        why="A concern is passed on the same day, and stays here until it is closed.",
        urgent=is_mine,
    )
