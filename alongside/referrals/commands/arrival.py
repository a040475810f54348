"""What comes to the door from outside: received, taken in, answered, withdrawn."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import connection

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.partnerships import prepared
from alongside.partnerships.models import Agency, Locality
from alongside.referrals import access, rules
from alongside.referrals.commands.referral import match_to_child
from alongside.referrals.models import (
    ARRIVAL_CONTENT,
    ARRIVAL_LISTS,
    Arrival,
    DoorCount,
    Link,
    Referral,
    WishToWithdraw,
)

REFERENCES_DRAWN = 5
"""How often a reference is drawn when it is taken: once in a thousand million times it is."""


def count_at_door(*, key: str, limit: int, now: dt.datetime) -> bool:
    """Count one more under this key; whether that is still within the limit of the hour.

    One statement, so that it is exact over all workers: who comes second waits for who came first. Not a command of
    anybody's record: it holds a digest and a number.
    """
    past = now - dt.timedelta(seconds=rules.HOUR_SECONDS)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO referrals_door_count AS c (key, since, count) VALUES (%(key)s, %(now)s, 1)"
            " ON CONFLICT (key) DO UPDATE SET"
            " count = CASE WHEN c.since <= %(past)s THEN 1 ELSE c.count + 1 END,"
            " since = CASE WHEN c.since <= %(past)s THEN %(now)s ELSE c.since END"
            " RETURNING count",
            {"key": key, "now": now, "past": past},
        )
        return bool(cursor.fetchone()[0] <= limit)


def forget_door_counts(*, now: dt.datetime) -> int:
    """Forget the counts whose hour is over. Safe to run twice."""
    past = now - dt.timedelta(seconds=rules.HOUR_SECONDS)
    return DoorCount.objects.filter(since__lte=past).delete()[0]


@trail.command("referrals.arrival.received", trail.Verb.COLLECTION)
def receive_arrival(
    *,
    actor: Actor,
    key: uuid.UUID,
    sender: str,
    given: Mapping[str, object],
    link: Link | None = None,
    now: dt.datetime,
) -> str:
    """Somebody outside asks for help. Gives the reference to quote; the same form, or link, twice gives the same one.

    Nothing is looked up: what happens here is the same whether the child is known or not. The context must be that of
    the door with this key. Raises NotNow for a date of birth that has not been, and for a link that has ended.
    """
    born_on, received_on = given["born_on"], calendar.london_date(now)
    if not isinstance(born_on, dt.date) or born_on > received_on:
        raise NotNow("The date of birth is in the future. Check the date.")
    if link is not None and (link.expires_at <= now or link.revoked_at is not None):
        raise NotNow("This link has ended. Ask whoever sent it for a new one.")
    rows = Arrival.objects.filter(partnership_id=actor.partnership_id)
    mine = (rows.filter(key=key) if link is None else rows.filter(link=link)).values_list("ref", flat=True)
    ref = mine.first()
    is_again = ref is not None
    for _ in range(REFERENCES_DRAWN):
        if ref is not None:
            break
        # A second identical post waits here until the first has ended. A reference that is taken is drawn anew.
        row = Arrival(
            partnership_id=actor.partnership_id,
            key=key,
            received_at=now,
            received_on=received_on,
            sender=sender,
            source="family" if link is None else link.source,
            **({} if link is None else _of_link(link)),
            **given,
        )
        Arrival.objects.bulk_create([row], ignore_conflicts=True)
        ref = mine.first()
    if ref is None:
        raise NotNow("This could not be kept just now. Nothing is lost: press the button again.")
    detail = {"sender": sender, "again": is_again, "link": link.ref if link else ""}
    trail.record(actor, "referrals.arrival.received", about=[ref], now=now, detail=detail)
    return ref


def _of_link(link: Link) -> dict[str, object]:
    return {"link": link, "sender_name": link.name, "organisation": link.organisation, "email": link.email}


@trail.command("referrals.arrival.withdrawal_asked", trail.Verb.COLLECTION)
def ask_to_withdraw(*, actor: Actor, ref: str, born_on: dt.date, now: dt.datetime) -> None:
    """Somebody outside no longer wants what they asked for. Only written down: the worker looks it up."""
    with connection.cursor() as cursor:
        # Without a row to give back: whoever is outside may write it, and read none.
        cursor.execute(
            "INSERT INTO referrals_wish_to_withdraw (partnership_id, arrival_ref, born_on, asked_at)"
            " VALUES (%s, %s, %s, %s)",
            [actor.partnership_id, ref, born_on, now],
        )
    trail.record(actor, "referrals.arrival.withdrawal_asked", about=[], now=now)


@trail.command("referrals.arrival.withdrawn", trail.Verb.ERASURE)
def withdraw_what_was_asked(*, actor: Actor, now: dt.datetime) -> int:
    """Look up what people outside asked to withdraw, in the partnership of the context. Gives how many were withdrawn.

    What still waits is erased at once. What was taken in is marked, and a person speaks with the family. A wish that
    fits nothing is forgotten. Safe to run twice.
    """
    wishes = list(
        WishToWithdraw.objects.select_for_update(skip_locked=True).filter(partnership_id=actor.partnership_id)
    )
    found: list[str] = []
    for wish in wishes:
        row = (
            Arrival.objects.select_for_update()
            .filter(
                partnership_id=actor.partnership_id,
                ref=wish.arrival_ref,
                born_on=wish.born_on,
                withdrawn_at__isnull=True,
            )
            .first()
        )
        if row is None or row.status not in (Arrival.Status.WAITING, Arrival.Status.TAKEN_IN):
            continue
        row.withdrawn_at = wish.asked_at
        if row.status == Arrival.Status.WAITING:
            row.status = Arrival.Status.WITHDRAWN
            empty(row, now)
        row.save()
        found.append(row.ref)
    WishToWithdraw.objects.filter(pk__in=[wish.pk for wish in wishes]).delete()
    trail.record(actor, "referrals.arrival.withdrawn", about=found, now=now)
    return len(found)


def empty(row: Arrival, now: dt.datetime) -> None:
    """Take out of the row all that anybody typed; what stays is where it came from, when, and what became of it."""
    for name in ARRIVAL_CONTENT:
        setattr(row, name, "")
    for name in ARRIVAL_LISTS:
        setattr(row, name, [])
    row.born_on, row.locality, row.school, row.needs_interpreter, row.erased_at = None, None, None, False, now


@trail.command("referrals.arrival.taken_in", trail.Verb.ALTERATION)
def take_in(
    *,
    actor: Actor,
    arrival: Arrival,
    child: Child | None,
    locality: Locality | None = None,
    school: Agency | None = None,
    now: dt.datetime,
) -> Referral:
    """Make it a referral of a known child, or (None) of a child for whom a record is made.

    The referral counts from the day on which it came to the door. Raises NotNow for a child under 10 and for what has
    been answered.
    """
    row = _locked(arrival)
    access.may_take_in(actor, row).or_raise()
    is_carer = row.sender == "carer"
    made = Referral.objects.create(
        partnership_id=actor.partnership_id,
        received_at=row.received_at,
        received_on=row.received_on,
        referred_by_id=actor.membership_id,
        agency_id=actor.agency_id,
        source=row.source,
        written_by=row.from_whom,
        written_for=row.organisation,
        given_name=row.given_name,
        family_name=row.family_name,
        preferred_name=row.preferred_name,
        born_on=row.born_on,
        locality=locality or row.locality,
        school=school or row.school,
        strengths=row.strengths,
        own_words=row.own_words or (row.hope if row.sender == "self" else ""),
        concern=row.worry,
        grounds=row.grounds,
        carer_name=row.sender_name if is_carer else row.carer_name,
        carer_relation=row.sender_relation if is_carer else row.carer_relation,
        carer_phone=row.phone if is_carer else row.carer_phone,
        carers_know="yes" if is_carer else row.knows,
    )
    found = match_to_child(actor=actor, referral=made, child=child, now=now)
    row.status, row.referral, row.child = Arrival.Status.TAKEN_IN, made, found
    row.decided_by_id, row.decided_at = actor.membership_id, now
    row.save(update_fields=["status", "referral", "child", "decided_by", "decided_at"])
    trail.record(
        actor,
        "referrals.arrival.taken_in",
        about=[row.ref, made.ref, found.ref],
        now=now,
        detail={"sender": row.sender},
    )
    return made


@trail.command("referrals.arrival.answered", trail.Verb.DISCLOSURE)
def answer_arrival(
    *, actor: Actor, arrival: Arrival, because: str, note: str = "", told_how: str, reply: str = "", now: dt.datetime
) -> Arrival:
    """Answer that it is not for us: why, what they were told, and how they were told in the way that is safe.

    A child under 10 is erased at once; anything else when its time is over. Raises NotNow where nothing was told and
    no reason is given why not.
    """
    row = _locked(arrival)
    access.may_answer(actor, row).or_raise()
    if because not in rules.NOT_FOR_US or told_how not in rules.HOW_ANSWERED:
        raise NotNow("Choose why it is not for us, and how they were told.")
    if told_how != "not_safe" and not reply.strip():
        raise NotNow("Write what you told them, or choose that they could not be told.")
    if told_how == "page" and "page" not in row.ways:
        raise NotNow("They did not choose to look for an answer on the website. Tell them in a way that they chose.")
    row.status, row.not_for_us, row.told_how = Arrival.Status.NOT_FOR_US, because, told_how
    row.decision_note, row.reply = note, reply
    row.decided_by_id, row.decided_at = actor.membership_id, now
    if row.born_on is not None and rules.is_under_ten(row.born_on, row.received_on):
        row.not_for_us = "under_10"
        empty(row, now)
    row.save()
    trail.record(
        actor,
        "referrals.arrival.answered",
        about=[row.ref],
        now=now,
        detail={"because": row.not_for_us, "how": told_how, "erased": row.erased_at is not None},
    )
    return row


def _locked(arrival: Arrival) -> Arrival:
    return prepared.locked(arrival.partnership_id, Arrival, arrival.pk, "locality", "school")
