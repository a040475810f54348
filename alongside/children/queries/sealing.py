"""Sealed records, for those who keep seals: by reference only, never a name. Through a narrow door of row security."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.audit import queries as audit
from alongside.audit import trail
from alongside.children import access
from alongside.children.models import Grant, SealAsk, SealedReader
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import Verdict
from alongside.core.work import Work
from alongside.partnerships import prepared, wall
from alongside.partnerships import queries as partnerships

SEALS_VIEWED = trail.sight("children.seals.viewed", "Somebody saw which records are sealed, and who knows of each.")


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed record: its reference, who knows of it, and what is asked about it now (a reference, or empty)."""

    ref: str
    readers: tuple[str, ...]
    since: dt.date
    ask: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked about a seal, as the second person reads it."""

    ref: str
    child_ref: str
    wish: str
    reader: str
    reason: str
    asked_by: str
    asked_at: dt.datetime
    decide_by_on: dt.date
    is_waiting: bool
    is_own: bool
    status: str
    decided_by: str
    decided_at: dt.datetime | None
    may_decide: Verdict


def seals(actor: Actor) -> trail.Untraced[tuple[Sealed, ...]]:
    """Every sealed record of the partnership, for whoever keeps seals. Four queries, whatever is sealed."""
    access.may_see_seals(actor).or_raise()
    with wall.through(access.SEALED_DOOR):
        found = _sealed(actor, wall.own(SealedReader.objects.all(), actor))
    return trail.Untraced(found, tuple(row.ref for row in found))


def sealed_known(actor: Actor) -> dict[int, str]:
    """Sealed records of which the actor was named to know: row id to reference. One query."""
    return dict(_known(actor))


def who_knows(actor: Actor) -> dict[int, frozenset[int]]:
    """Sealed records of which the actor was named to know: row id to the user ids of all who were. Two queries; one
    for who knows of none."""
    known = sealed_known(actor)
    if not known:
        return {}
    with wall.through(access.SEALED_DOOR):
        rows = wall.own(SealedReader.objects.all(), actor).filter(child_id__in=known)
        named = list(rows.values_list("child_id", "user_id"))
    found: dict[int, set[int]] = {child_id: set() for child_id in known}
    for child_id, user_id in named:
        found[child_id].add(user_id)
    return {child_id: frozenset(users) for child_id, users in found.items()}


def given_by(
    actor: Actor, sources: Collection[str], child_ids: Collection[int], now: dt.datetime
) -> set[tuple[str, int]]:
    """Of these things (an absence, for one) and children, by which somebody sees a child or will: the reference of the
    thing and the row id of the child. One query."""
    rows = wall.own(Grant.objects.all(), actor).filter(child_id__in=child_ids, source__in=sources)
    rows = rows.exclude(until_at__lte=now)
    return set(rows.values_list("source", "child_id"))


@prepared.question
def _known(actor: Actor) -> QuerySet[SealedReader, tuple[int, str]]:
    rows = wall.own(SealedReader.objects.all(), actor).filter(user_id=actor.user_id)
    return rows.order_by("child_id").values_list("child_id", "child_ref")


def seals_of_nobody(actor: Actor, now: dt.datetime) -> list[Work]:
    """Sealed records of which nobody knows any more who works here: for who keeps seals. Two queries; none for others.

    What is in them is nobody's work until one more person is named.
    """
    if not access.may_see_seals(actor):
        return []
    with wall.through(access.SEALED_DOOR):
        named = list(wall.own(SealedReader.objects.all(), actor).values_list("child_ref", "user_id"))
    here = partnerships.working_here(actor, {user_id for _, user_id in named}, calendar.london_date(now))
    known = {ref for ref, user_id in named if user_id in here}
    return [
        Work(
            kind="seal",
            what="Have somebody named who may know of a sealed record",
            url=f"/children/{ref}/seal/",
            why=f"All who knew of {ref} have left. What is open in it waits on nobody.",
            urgent=True,
        )
        for ref in sorted({ref for ref, _ in named} - known)
    ]


def sealed_or_404(actor: Actor, child_ref: str, now: dt.datetime) -> Sealed:
    """One sealed record for who knows of it or keeps seals, with the trace of the look; 404 for everybody else."""
    with wall.through(access.SEALED_DOOR):
        rows = wall.own(SealedReader.objects.all(), actor).filter(child_ref=child_ref)
        is_reader = rows.filter(user_id=actor.user_id).exists()
        found = _sealed(actor, rows)
    if not found or not access.may_ask_about_seal(actor, is_reader=is_reader):
        raise Http404
    trail.look(actor, SEALS_VIEWED, about=[child_ref], now=now, basis="named reader" if is_reader else "keeps seals")
    return found[0]


def _sealed(actor: Actor, rows: QuerySet[SealedReader]) -> tuple[Sealed, ...]:
    named = list(rows.order_by("named_at", "id"))
    names = partnerships.names_of_people(actor, {row.user_id for row in named})
    asks = dict(_waiting(actor).values_list("child_id", "ref"))
    of: dict[int, list[SealedReader]] = {}
    for row in named:
        of.setdefault(row.child_id, []).append(row)
    return tuple(
        Sealed(
            ref=held[0].child_ref,
            readers=tuple(sorted(names.get(row.user_id, "Somebody who has left") for row in held)),
            since=calendar.london_date(held[0].named_at),
            ask=asks.get(child_id, ""),
        )
        for child_id, held in of.items()
    )


def _waiting(actor: Actor) -> QuerySet[SealAsk]:
    return wall.own(SealAsk.objects.all(), actor).filter(status=SealAsk.Status.WAITING)


def seal_ask_or_404(actor: Actor, ref: str) -> SealAsk:
    """What is asked about a seal, for who knows of the record, asked, or may decide; 404 for everybody else."""
    with wall.through(access.SEALED_DOOR):
        rows = wall.own(SealAsk.objects.all(), actor).select_related("asked_by__user", "reader__user", "reader__agency")
        found = rows.select_related("decided_by__user").filter(ref=ref).first()
        if found is not None and not (
            actor.may(Permission.AGREE_ABOUT_SEAL)
            or found.asked_by.user_id == actor.user_id
            or access.is_named_reader(actor, found.child_id)
        ):
            found = None
    if found is None:
        raise Http404
    return found


def seal_ask_page(actor: Actor, row: SealAsk, now: dt.datetime) -> Asked:
    """What is asked, with its reason. Leaves the trace of the look."""
    trail.look(actor, SEALS_VIEWED, about=[row.child_ref, row.ref], now=now, basis="decides about a seal")
    reasons = audit.reasons(actor.partnership_id, {row.reason_digest})
    verdict = access.may_decide_about_seal(actor, row, is_reader=access.is_named_reader(actor, row.child_id))
    return Asked(
        ref=row.ref,
        child_ref=row.child_ref,
        wish=SealAsk.Wish(row.wish).label,
        reader=f"{row.reader.user.name}, {row.reader.agency.name}" if row.reader else "",
        reason=reasons.get(row.reason_digest, "The reason has been erased."),
        asked_by=row.asked_by.user.name,
        asked_at=row.asked_at,
        decide_by_on=row.decide_by_on,
        is_waiting=row.status == SealAsk.Status.WAITING,
        is_own=row.asked_by.user_id == actor.user_id,
        status=SealAsk.Status(row.status).label,
        decided_by=row.decided_by.user.name if row.decided_by else "",
        decided_at=row.decided_at,
        may_decide=verdict,
    )


@prepared.question
def _to_decide(actor: Actor) -> QuerySet[SealAsk]:
    rows = _waiting(actor).exclude(asked_by__user_id=actor.user_id).exclude(reader__user_id=actor.user_id)
    return rows.order_by("decide_by_on", "id")[:50]


def seals_to_decide(actor: Actor) -> list[Work]:
    """What waits for this person as the second one: for who keeps seals, and for who knows of the record. One query."""
    if actor.may(Permission.AGREE_ABOUT_SEAL):
        with wall.through(access.SEALED_DOOR):
            waiting = _to_decide(actor)
    elif actor.may(Permission.SEE_CHILDREN):
        waiting = _to_decide(actor)
    else:
        return []
    return [
        Work(
            kind="seal",
            what="Decide about a sealed record as the second person",
            url=f"/sealed-records/asked/{row.ref}/",
            due_on=row.decide_by_on,
            waiting_since=calendar.london_date(row.asked_at),
            why=f"Somebody asks: {SealAsk.Wish(row.wish).label.lower()}. Two people decide about a seal.",
        )
        for row in waiting
    ]
