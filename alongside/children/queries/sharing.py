"""The sharing ledger and the consents of one child: for those who answer for the child, and for the child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.audit import trail
from alongside.children import access, rules
from alongside.children.access import Standing
from alongside.children.models import Child, Consent, Disclosure, Grant
from alongside.children.queries.together import records_of
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import STRANDS, TITLES
from alongside.partnerships import prepared, wall

LEDGER = 50
"""Lines on one page of the ledger."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A line of the ledger. ``child_ref`` is the record in which it stands, where there are two of the child."""

    ref: str
    child_ref: str
    on: dt.date
    what: str
    strands: tuple[str, ...]
    to_whom: str
    purpose: str
    gateway: str
    law: str
    link: str
    how: str
    checked: str
    by: str
    by_agency: str
    was_shared: bool
    told: str
    told_on: dt.date | None
    tell_by: dt.date | None
    """Until when the child and family are to be told; None where they were, or are not to be."""
    not_told_why: str
    received_on: dt.date | None
    expires_on: dt.date | None
    told_to_stop_on: dt.date | None
    must_stop: bool
    """It was shared by consent, which is taken back, and the recipient was not told yet."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """A consent to share. ``child_ref`` as above."""

    ref: str
    child_ref: str
    by: str
    what: str
    strands: tuple[str, ...]
    with_whom: str
    purpose: str
    understood: str
    answered_on: dt.date
    until_on: dt.date | None
    status: str
    status_words: str
    holds: bool
    withdrawn_on: dt.date | None
    withdrawn_words: str


@dataclass(frozen=True, slots=True)
class Filters:
    """What somebody looks for in the ledger; empty is everything."""

    to_whom: str = ""
    gateway: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """The page: lines newest first, consents, and what is still to do."""

    lines: tuple[Shared, ...]
    consents: tuple[Agreed, ...]
    recipients: tuple[str, ...]
    number: int
    more: bool


def ledger(
    child: Child, standing: Standing, look: trail.Look, filters: Filters, *, number: int, now: dt.datetime
) -> Ledger:
    """What was shared of the child and what was not, from both of two records of the child. Five queries."""
    look.insist(child.ref)
    records = records_of(look.actor, child, standing, now)
    today = calendar.london_date(now)
    of_child = wall.own(Disclosure.objects.all(), look.actor).filter(child_id__in=records)
    rows = of_child
    if filters.to_whom:
        rows = rows.filter(to_whom=filters.to_whom)
    if filters.gateway:
        rows = rows.filter(gateway=filters.gateway)
    if filters.told:
        rows = rows.filter(told=filters.told)
    number = max(number, 1)
    begin = (number - 1) * LEDGER
    found = list(
        rows.select_related("shared_by__user", "controller").order_by("-shared_at", "-id")[begin : begin + LEDGER + 1]
    )
    agreed = tuple(_agreed(row, today, records[row.child_id]) for row in _consents(records, look))
    return Ledger(
        lines=tuple(_shared(row, agreed, records[row.child_id]) for row in found[:LEDGER]),
        consents=agreed,
        recipients=tuple(of_child.order_by("to_whom").values_list("to_whom", flat=True).distinct()),
        number=number,
        more=len(found) > LEDGER,
    )


def disclosure_or_404(child: Child, ref: str, look: trail.Look) -> Disclosure:
    """The row that a form is about."""
    look.insist(child.ref)
    row = wall.own(Disclosure.objects.all(), look.actor).filter(child=child, ref=ref).first()
    if row is None:
        raise Http404
    return row


def consent_or_404(child: Child, ref: str, look: trail.Look) -> Consent:
    """The row that a form is about."""
    look.insist(child.ref)
    row = wall.own(Consent.objects.all(), look.actor).filter(child=child, ref=ref).first()
    if row is None:
        raise Http404
    return row


def shared_line(child: Child, row: Disclosure, look: trail.Look, today: dt.date) -> Shared:
    """One line by itself. One query more than the row."""
    look.insist(child.ref)
    return _shared(row, [_agreed(consent, today) for consent in _consents([child.pk], look)], child.ref)


def _consents(records: Iterable[int], look: trail.Look) -> QuerySet[Consent]:
    return (
        wall.own(Consent.objects.all(), look.actor).filter(child_id__in=list(records)).order_by("-answered_on", "-id")
    )


def _titles(strands: Iterable[str]) -> tuple[str, ...]:
    return tuple(TITLES[strand] for strand in STRANDS if strand.value in set(strands))


def _shared(row: Disclosure, consents: Sequence[Agreed], child_ref: str) -> Shared:
    gateway = rules.BY_CODE.get(row.gateway)
    on = calendar.london_date(row.shared_at)
    return Shared(
        ref=row.ref,
        child_ref=child_ref,
        on=on,
        what=row.what,
        strands=_titles(row.strands),
        to_whom=row.to_whom,
        purpose=row.purpose,
        gateway=gateway.title if gateway else "",
        law=row.law,
        link=gateway.link if gateway else "",
        how=Disclosure.How(row.how).label if row.how else "",
        checked=Disclosure.Checked(row.checked).label if row.checked else "",
        by=row.shared_by.user.name,
        by_agency=row.controller.name if row.controller else "",
        was_shared=row.outcome == Disclosure.Outcome.SHARED,
        told=row.told,
        told_on=row.told_on,
        tell_by=rules.tell_of_sharing_by(on) if row.told == Disclosure.Told.TO_TELL else None,
        not_told_why=row.not_told_why,
        received_on=row.received_on,
        expires_on=row.expires_on,
        told_to_stop_on=row.told_to_stop_on,
        must_stop=row.told_to_stop_on is None and _is_taken_back(row, consents),
    )


def _is_taken_back(row: Disclosure, consents: Sequence[Agreed]) -> bool:
    """Whether it was shared by consent, and the consent with this recipient has since been taken back."""
    if row.gateway != "consent" or row.outcome != Disclosure.Outcome.SHARED:
        return False
    same = [consent for consent in consents if consent.with_whom.casefold() == row.to_whom.casefold()]
    return any(c.status == Consent.Status.WITHDRAWN for c in same) and not any(c.holds for c in same)


def _agreed(row: Consent, today: dt.date, child_ref: str = "") -> Agreed:
    who = Consent.By(row.by).label
    return Agreed(
        ref=row.ref,
        child_ref=child_ref,
        by=f"{who}: {row.by_name}" if row.by_name else who,
        what=row.what,
        strands=_titles(row.strands),
        with_whom=row.with_whom,
        purpose=row.purpose,
        understood=row.understood,
        answered_on=row.answered_on,
        until_on=row.until_on,
        status=row.status,
        status_words=Consent.Status(row.status).label,
        holds=row.status == Consent.Status.GIVEN and (row.until_on is None or row.until_on >= today),
        withdrawn_on=row.withdrawn_on,
        withdrawn_words=row.withdrawn_words,
    )


@dataclass(frozen=True, slots=True)
class Owed:
    """A family still to be told of something shared, or a recipient that consent was taken back."""

    kind: str
    what: str
    row: Disclosure
    since: dt.date
    due_on: dt.date


def owed(actor: Actor, now: dt.datetime, of: Q | None = None) -> list[Owed]:
    """What is still to be said to somebody, of these rows or of all. At most two queries."""
    rows = _still_to_say(actor)
    return _owed(actor, now, list(rows if of is None else rows.filter(of)))


def owed_by(actor: Actor, now: dt.datetime) -> list[Owed]:
    """The same of the children whom the actor works with, and of what the actor shared. At most two queries."""
    return _owed(actor, now, _to_say_by(actor, now))


def _still_to_say(actor: Actor) -> QuerySet[Disclosure]:
    withdrawn = wall.own(Consent.objects.all(), actor).filter(status=Consent.Status.WITHDRAWN).values("child_id")
    told = Q(told=Disclosure.Told.TO_TELL)
    stop = Q(gateway="consent", outcome=Disclosure.Outcome.SHARED, told_to_stop_on__isnull=True, child_id__in=withdrawn)
    return wall.own(Disclosure.objects.all(), actor).filter(told | stop).order_by("shared_at", "id")


@prepared.question
def _to_say_by(actor: Actor, now: dt.datetime) -> QuerySet[Disclosure]:
    mine = access.held(actor, now, reasons={Grant.Reason.ALLOCATED})
    return _still_to_say(actor).filter(
        Q(prepared.any_of("child_id", mine)) | Q(shared_by_id=actor.membership_id) | Q(ref__in=access.handed_to(actor))
    )


def _owed(actor: Actor, now: dt.datetime, found: list[Disclosure]) -> list[Owed]:
    consents = wall.own(Consent.objects.all(), actor)
    # What work shared with several at once is told once.
    to_tell = [row for row in found if row.told == Disclosure.Told.TO_TELL]
    once = {(row.child_id, row.source or row.ref): row for row in reversed(to_tell)}
    things = [
        Owed(
            kind="tell_of_sharing",
            what="Tell the child and family what was shared",
            row=row,
            since=calendar.london_date(row.shared_at),
            due_on=rules.tell_of_sharing_by(calendar.london_date(row.shared_at)),
        )
        for row in to_tell
        if once[row.child_id, row.source or row.ref] is row
    ]
    by_consent = [row for row in found if row.gateway == "consent" and row.told_to_stop_on is None]
    if not by_consent:
        return things
    today = calendar.london_date(now)
    agreed: dict[int, list[Agreed]] = {}
    for consent in consents.filter(child_id__in={row.child_id for row in by_consent}):
        agreed.setdefault(consent.child_id, []).append(_agreed(consent, today))
    for row in by_consent:
        same = [c for c in agreed.get(row.child_id, []) if c.with_whom.casefold() == row.to_whom.casefold()]
        if _is_taken_back(row, same):
            since = max(c.withdrawn_on for c in same if c.withdrawn_on)
            things.append(
                Owed(
                    kind="tell_to_stop",
                    what="Tell whoever got it that the agreement to share is taken back",
                    row=row,
                    since=since,
                    due_on=calendar.add_working_days(since, rules.STOP_SHARING_WORKING_DAYS),
                )
            )
    return things


# In plain words, for the child

_PLAIN_STRANDS = {
    "identity": "who you are",
    "education": "school and learning",
    "health": "health and how you talk and understand",
    "plan": "your plan and the help you get",
    "justice": "what happened with the police or court",
    "victim": "people who were hurt",
}


@dataclass(frozen=True, slots=True)
class PlainLine:
    """Something shared, or not, as the child reads it."""

    on: dt.date
    text: str
    why: str


def in_plain_words(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> tuple[PlainLine, ...]:
    """The ledger as the child reads it, without what the child is not told for a reason. Two queries."""
    look.insist(child.ref)
    rows = (
        wall.own(Disclosure.objects.all(), look.actor)
        .filter(child_id__in=records_of(look.actor, child, standing, now))
        .exclude(told=Disclosure.Told.NOT_TOLD)
        .order_by("-shared_at", "-id")
    )
    return tuple(plain_line(row) for row in rows)


def plain_line(row: Disclosure) -> PlainLine:
    """One line of the ledger in short sentences."""
    parts = [_PLAIN_STRANDS[strand.value] for strand in STRANDS if strand.value in row.strands]
    of = ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] if parts else "you"
    gateway = rules.BY_CODE.get(row.gateway)
    if row.outcome == Disclosure.Outcome.SHARED:
        text = f"We told {row.to_whom} about {of}."
        if gateway and gateway.footing is rules.Footing.RIGHT:
            text = f"We gave {row.to_whom} a paper about what we keep."
        why = gateway.plain if gateway else ""
    else:
        text = f"{row.to_whom} asked about {of}. We did not tell them." if row.to_whom else f"We kept {of} private."
        why = "We thought that was right for you."
    return PlainLine(on=calendar.london_date(row.shared_at), text=text, why=why)
