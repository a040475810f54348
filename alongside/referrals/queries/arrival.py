"""Questions about what came to the door: the list, and one as the front door sees it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.core import calendar, names
from alongside.core.actor import Actor
from alongside.core.verdict import Verdict
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Locality
from alongside.referrals import access, rules
from alongside.referrals.models import Arrival, Referral, WishToWithdraw
from alongside.referrals.queries.standards import standards

ARRIVALS_LISTED = trail.sight("referrals.door.listed", "Somebody saw the list of what is new at the door.")
ANSWER_READ = trail.sight("referrals.answer.read", "Somebody read the answer at the public door, or looked for it.")
ARRIVAL_VIEWED = trail.sight("referrals.arrival.viewed", "Somebody opened what came to the door.")

SHOWN = 100
"""How many the list shows at most; those that wait longest come first."""


@dataclass(frozen=True, slots=True)
class ArrivalLine:
    """A row of the list. ``due_on`` is when whoever asked should hear from a person; None once they have."""

    ref: str
    called: str
    age: int | None
    from_whom: str
    place: str
    received_at: dt.datetime
    status: str
    status_title: str
    due_on: dt.date | None
    is_in_own_words: bool


@dataclass(frozen=True, slots=True)
class DoorPage:
    """What waits at the door, and what was answered within the last days."""

    waiting: tuple[ArrivalLine, ...]
    answered: tuple[ArrivalLine, ...]


def door(actor: Actor, now: dt.datetime) -> trail.Untraced[DoorPage]:
    """What is new at the door, the longest waiting first, and what was answered lately. Two queries."""
    today = calendar.london_date(now)
    rows = list(
        access.visible_arrivals(actor, now).select_related("locality").order_by("received_at", "id")[: 3 * SHOWN]
    )
    kept = standards(actor.partnership_id)
    lines = [_line(row, today, kept) for row in rows]
    waiting = tuple(line for line in lines if line.due_on is not None)[:SHOWN]
    answered = tuple(reversed([line for line in lines if line.due_on is None]))[:SHOWN]
    return trail.Untraced(DoorPage(waiting, answered), tuple(line.ref for line in (*waiting, *answered)))


def _line(row: Arrival, today: dt.date, kept: rules.Standards) -> ArrivalLine:
    return ArrivalLine(
        ref=row.ref,
        called="Nothing about the child was kept" if row.erased_at else row.called,
        age=calendar.age_on(row.born_on, today) if row.born_on else None,
        from_whom=rules.SENDERS[row.sender] if row.erased_at else row.from_whom,
        place=row.locality.name if row.locality else row.postcode,
        received_at=row.received_at,
        status=row.status,
        status_title=Arrival.Status(row.status).label,
        due_on=kept.due_on(rules.ANSWER, row.received_on) if row.status == Arrival.Status.WAITING else None,
        is_in_own_words=row.sender == "self",
    )


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach whoever asked without putting anybody at risk, and what makes it easier for them."""

    is_family: bool
    phone: str
    email: str
    ways: tuple[str, ...]
    times: tuple[str, ...]
    messages: str
    safe_note: str
    language: str
    needs_interpreter: bool
    reading: tuple[str, ...]
    travel: tuple[str, ...]
    travel_note: str
    knows: str
    may_tell: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArrivalPage:
    """What came to the door, in the words of whoever sent it."""

    ref: str
    called: str
    first_called: str
    full_name: str
    born_on: dt.date | None
    age: int | None
    received_at: dt.datetime
    sender: str
    from_whom: str
    is_family: bool
    postcode: str
    locality: str
    school: str
    worry: str
    strengths: str
    own_words: str
    hope: str
    grounds: tuple[str, ...]
    carer: str
    contact: Contact
    status: str
    status_title: str
    due_on: dt.date | None
    why_due: dict[str, object] | None
    is_under_ten: bool
    is_erased: bool
    is_withdrawn: bool
    because: str
    told_how: str
    reply: str
    decision_note: str
    decided_by: str
    decided_on: dt.date | None
    referral_ref: str
    may_take_in: Verdict
    may_answer: Verdict


def arrival_page(actor: Actor, row: Arrival, now: dt.datetime) -> trail.Untraced[ArrivalPage]:
    """All of it, for whoever may answer. One further query."""
    today = calendar.london_date(now)
    waits = row.status == Arrival.Status.WAITING
    kept = standards(actor.partnership_id)
    carer = ", ".join(part for part in (row.carer_name, row.carer_relation, row.carer_phone) if part)
    page = ArrivalPage(
        ref=row.ref,
        called=row.called,
        first_called=row.first_called,
        full_name=f"{row.given_name} {row.family_name}".strip(),
        born_on=row.born_on,
        age=calendar.age_on(row.born_on, today) if row.born_on else None,
        received_at=row.received_at,
        sender=row.sender,
        from_whom=rules.SENDERS[row.sender] if row.erased_at else row.from_whom,
        is_family=row.sender != "professional",
        postcode=row.postcode,
        locality=row.locality.name if row.locality else "",
        school=row.school.name if row.school else row.school_name,
        worry=row.worry,
        strengths=row.strengths,
        own_words=row.own_words,
        hope=row.hope,
        grounds=tuple(rules.GROUNDS[code].title for code in row.grounds),
        carer=carer,
        contact=contact_of(row),
        status=row.status,
        status_title=Arrival.Status(row.status).label,
        due_on=kept.due_on(rules.ANSWER, row.received_on) if waits else None,
        why_due=kept.why(rules.ANSWER, row.received_on) if waits else None,
        is_under_ten=row.born_on is not None and rules.is_under_ten(row.born_on, row.received_on),
        is_erased=row.erased_at is not None,
        is_withdrawn=row.withdrawn_at is not None,
        because=rules.NOT_FOR_US.get(row.not_for_us, ""),
        told_how=rules.HOW_ANSWERED.get(row.told_how, ""),
        reply=row.reply,
        decision_note=row.decision_note,
        decided_by=row.decided_by.user.name if row.decided_by else "",
        decided_on=calendar.london_date(row.decided_at) if row.decided_at else None,
        referral_ref=row.referral.ref if row.referral else "",
        may_take_in=access.may_take_in(actor, row),
        may_answer=access.may_answer(actor, row),
    )
    return trail.Untraced(page, (row.ref,))


def contact_of(row: Arrival) -> Contact:
    """How to reach whoever asked, in words."""
    knows = {**rules.CARERS_KNOW, **(rules.CHILD_KNOWS if row.sender == "carer" else {})}
    return Contact(
        is_family=row.sender != "professional",
        phone=row.phone,
        email=row.email,
        ways=tuple(rules.WAYS[code] for code in row.ways),
        times=tuple(rules.TIMES[code] for code in row.times),
        messages=rules.MESSAGES.get(row.messages, ""),
        safe_note=row.safe_note,
        language=row.language,
        needs_interpreter=row.needs_interpreter,
        reading=tuple(rules.READING[code] for code in row.reading),
        travel=tuple(rules.TRAVEL[code] for code in row.travel),
        travel_note=row.travel_note,
        knows=knows.get(row.knows, ""),
        may_tell=tuple(rules.MAY_TELL[code] for code in row.may_tell),
    )


def arrival_of(referral: Referral) -> Arrival | None:
    """What came to the door and was taken in as this referral. One query."""
    return Arrival.objects.filter(partnership_id=referral.partnership_id, referral=referral).first()


# Whose it is


def arrived(row: Arrival) -> names.Named:
    """The child as far as a search is concerned."""
    return names.Named(given=row.given_name, family=row.family_name, born_on=row.born_on, preferred=row.preferred_name)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something else that waits and may be about the same child."""

    ref: str
    what: str
    called: str
    from_whom: str
    received_on: dt.date
    is_arrival: bool


def may_be_the_same(actor: Actor, row: Arrival, now: dt.datetime) -> tuple[Waiting, ...]:
    """What else waits, at the door or as a referral, and may be about the same child. Two queries."""
    asked = arrived(row)
    found = []
    for other in access.visible_arrivals(actor, now).filter(status=Arrival.Status.WAITING).exclude(pk=row.pk)[:SHOWN]:
        if names.score(asked, arrived(other)).score >= names.POSSIBLE:
            found.append(Waiting(other.ref, "At the door", other.called, other.from_whom, other.received_on, True))
    waiting = access.visible_referrals(actor, now).filter(status__in=rules.WAITING).select_related("agency")
    for known in waiting.order_by("received_on", "id")[: 3 * SHOWN]:
        named = names.Named(
            given=known.given_name, family=known.family_name, born_on=known.born_on, preferred=known.preferred_name
        )
        if names.score(asked, named).score >= names.POSSIBLE:
            found.append(Waiting(known.ref, "Referral", known.called, known.asked_by, known.received_on, False))
    return tuple(found)


def locality_of(actor: Actor, row: Arrival) -> Locality | None:
    """The locality whose postcodes the child's is one of, unless one was given; None where that is not known."""
    if row.locality is not None or not row.postcode:
        return row.locality
    return next((place for place in partnerships.localities(actor) if row.postcode in place.postcodes.split()), None)


# What waits


def waiting_arrivals(actor: Actor) -> list[Arrival]:
    """What waits at the door of the partnership, the oldest first, for whoever sees to what nobody has. One query."""
    return list(
        wall.own(Arrival.objects.all(), actor).filter(status=Arrival.Status.WAITING).order_by("received_at", "id")
    )


def has_wishes() -> bool:
    """Whether somebody asked to withdraw, in the partnership of the context, and nobody has looked it up."""
    return WishToWithdraw.objects.exists()


@dataclass(frozen=True, slots=True)
class OutsideAnswer:
    """What whoever asked at the public door may read with their reference: how far it is, and what they were told."""

    ref: str
    received_on: dt.date
    due_on: dt.date | None
    """By when they hear from a person, while they wait."""
    answered_on: dt.date | None
    paragraphs: tuple[str, ...]
    is_taken_in: bool


def answer_outside(
    actor: Actor, ref: str, born_on: dt.date, kept: rules.Standards, now: dt.datetime
) -> OutsideAnswer | None:
    """The answer to what was asked, within the context of ``rules.reading_door``: row security shows one row to
    whoever knows its reference and the date of birth, where whoever asked chose to read the answer here.

    None for anything else: the same statements, whatever is there. It leaves a trace.
    """
    # Row security decides; the filter says it a second time.
    rows = Arrival.objects.filter(
        partnership_id=actor.partnership_id, ref=ref, born_on=born_on, ways__contains=["page"]
    )
    row = next(iter(rows), None)
    trail.look(actor, ANSWER_READ, about=[row.ref] if row else [], now=now)
    if row is None:
        return None
    is_waiting = row.status == Arrival.Status.WAITING
    told = row.reply.strip() if row.told_how != "not_safe" else ""
    return OutsideAnswer(
        ref=row.ref,
        received_on=row.received_on,
        due_on=kept.due_on(rules.ANSWER, row.received_on) if is_waiting else None,
        answered_on=calendar.london_date(row.decided_at) if row.decided_at and not is_waiting else None,
        paragraphs=tuple(part.strip() for part in told.split("\n\n") if part.strip()),
        is_taken_in=row.status == Arrival.Status.TAKEN_IN,
    )
