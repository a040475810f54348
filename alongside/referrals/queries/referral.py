"""Questions about referrals: the list and queue, and one referral as its reader may know it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Count

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access as children
from alongside.core import calendar, names
from alongside.core.actor import Actor
from alongside.core.verdict import Verdict
from alongside.referrals import access, rules
from alongside.referrals.models import Agreement, Referral, Reply, TurnaroundCheck
from alongside.referrals.queries.arrival import Contact, arrival_of, contact_of
from alongside.referrals.queries.standards import standards

REFERRAL_VIEWED = trail.sight("referrals.referral.viewed", "Somebody opened a referral.")
REFERRALS_LISTED = trail.sight("referrals.list.viewed", "Somebody saw a list of referrals.")

PAGE = 20

# Lists


@dataclass(frozen=True, slots=True)
class ReferralLine:
    """A row of the list of referrals. ``due_on`` is when the next step is due, and None when nothing waits."""

    ref: str
    called: str
    age: int | None
    source: str
    agency: str
    locality: str
    received_on: dt.date
    status: str
    status_title: str
    due_on: dt.date | None
    working_days: int
    is_mine: bool


@dataclass(frozen=True, slots=True)
class ReferralsPage:
    """A page of the list; ``more`` says whether there is a next one."""

    rows: tuple[ReferralLine, ...]
    number: int
    more: bool


WAITING = rules.WAITING
"""States in which somebody has to do something next."""


def referrals(
    actor: Actor, now: dt.datetime, *, status: str = "waiting", source: str = "", locality: str = "", number: int = 1
) -> trail.Untraced[ReferralsPage]:
    """Referrals that the actor may see, the longest waiting first. One query, also for whether more follow."""
    rows = access.visible_referrals(actor, now)
    if status == "waiting":
        rows = rows.filter(status__in=WAITING)
    elif status != "all":
        rows = rows.filter(status=status)
    if source:
        rows = rows.filter(source=source)
    if locality:
        rows = rows.filter(locality__ref=locality)
    number = max(number, 1)
    start = (number - 1) * PAGE
    order = ("received_on", "id") if status in ("waiting", *WAITING) else ("-received_on", "-id")
    found = list(rows.select_related("agency", "locality").order_by(*order)[start : start + PAGE + 1])
    today = calendar.london_date(now)
    kept = standards(actor.partnership_id)
    lines = tuple(_line(actor, row, today, kept) for row in found[:PAGE])
    return trail.Untraced(ReferralsPage(lines, number, len(found) > PAGE), tuple(line.ref for line in lines))


def _line(actor: Actor, row: Referral, today: dt.date, kept: rules.Standards) -> ReferralLine:
    triages = actor.may(Permission.TRIAGE_REFERRAL)
    due = running_clock(row, kept) if triages else None
    return ReferralLine(
        ref=row.ref,
        called=row.called,
        age=calendar.age_on(row.born_on, today) if row.born_on else None,
        source=rules.SOURCES[row.source],
        agency=row.written_by or row.agency.name,
        locality=row.locality.name if row.locality else "",
        received_on=row.received_on,
        status=row.status,
        status_title=Referral.Status(row.status).label if triages else _told_status(row.status),
        due_on=due[2] if due else None,
        working_days=calendar.working_days_between(row.received_on, today),
        is_mine=row.referred_by_id == actor.membership_id,
    )


def _told_status(status: str) -> str:
    """The state in the words that a referrer may know: never what the family answered."""
    if status in (Referral.Status.DECLINED, Referral.Status.SIGNPOSTED, Referral.Status.REFUSED):
        return "Closed"
    return {"received": "Received", "allocated": "Working together"}.get(status, "Accepted")


def running_clock(row: Referral, kept: rules.Standards) -> tuple[rules.Clock, dt.date, dt.date] | None:
    """The clock that runs, the day it began, and the day it is due."""
    if row.status == Referral.Status.RECEIVED:
        return _clock(rules.DECIDE, row.received_on, kept)
    decided_on = calendar.london_date(row.decided_at) if row.decided_at else row.received_on
    answered_on = calendar.london_date(row.answered_at) if row.answered_at else decided_on
    if row.status == Referral.Status.AGREED or (
        row.status == Referral.Status.ACCEPTED and not rules.STREAMS[row.stream].needs_agreement
    ):
        return _clock(rules.ALLOCATE, answered_on, kept)
    if row.status in (Referral.Status.ACCEPTED, Referral.Status.AGREEMENT_ASKED):
        return _clock(rules.ASK, answered_on, kept)
    return None


def _clock(clock: rules.Clock, start: dt.date, kept: rules.Standards) -> tuple[rules.Clock, dt.date, dt.date]:
    runs = kept.clock(clock, start)
    return runs, start, runs.due_on(start)


# One referral


@dataclass(frozen=True, slots=True)
class Answer:
    """One time that child and family were told and answered."""

    ref: str
    told_by: str
    told_on: dt.date
    how: str
    child_answer: str
    carer_answer: str
    carer_reason: str
    child_words: str


@dataclass(frozen=True, slots=True)
class Step:
    """What can be done next, and why not where it cannot."""

    name: str
    title: str
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class FrontDoor:
    """What whoever decides or works on a referral sees besides what was given; a referrer never does.

    ``child_ref`` and ``child_called`` are empty where this reader may not open the record. ``contact`` is how to reach
    whoever asked at the public door, and None where a colleague referred.
    """

    status: str
    status_title: str
    due_on: dt.date | None
    why_due: dict[str, object] | None
    front_door_rules: tuple[rules.RuleResult, ...]
    ycp_rules: tuple[rules.RuleResult, ...]
    is_under_ten: bool
    is_eligible: bool
    is_matched: bool
    child_ref: str
    child_called: str
    stream: str
    is_ycp: bool
    decision: str
    decided_by: str
    decided_on: dt.date | None
    decision_reason: str
    otherwise_reason: str
    answers: tuple[Answer, ...]
    steps: tuple[Step, ...]
    turnaround_rules: tuple[rules.RuleResult, ...]
    turnaround_said_by: str
    legal_basis: str
    legal_source: str
    legal_on: dt.date | None
    early_help: str
    early_help_why: str
    contact: Contact | None
    hope: str
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class ReferralPage:
    """A referral as it was given, with the reply; ``front_door`` is None for whoever only referred."""

    ref: str
    called: str
    first_called: str
    full_name: str
    born_on: dt.date | None
    age: int | None
    received_on: dt.date
    referred_by: str
    agency: str
    source: str
    locality: str
    school: str
    strengths: str
    own_words: str
    concern: str
    grounds: tuple[str, ...]
    carer: str
    carers_know: str
    told_status: str
    reply: str
    reply_more: str
    our_reply: str
    replied_on: dt.date | None
    is_from_family: bool
    is_erased: bool
    front_door: FrontDoor | None


def referral_page(actor: Actor, referral: Referral, now: dt.datetime) -> trail.Untraced[ReferralPage]:
    """The referral for this reader: all of it, or what a referrer may know. A constant number of queries."""
    today = calendar.london_date(now)
    kept = standards(actor.partnership_id)
    front_door = _front_door(actor, referral, now, kept) if access.sees_all_of(actor, referral, now) else None
    page = _as_given(referral, front_door, today, kept)
    seen = [referral.ref, *([front_door.child_ref] if front_door and front_door.child_ref else [])]
    return trail.Untraced(page, tuple(seen))


def _as_given(row: Referral, front_door: FrontDoor | None, today: dt.date, kept: rules.Standards) -> ReferralPage:
    due_on = kept.due_on(rules.DECIDE, row.received_on)
    sent = Reply.objects.filter(partnership_id=row.partnership_id, referral=row).order_by("-id").first()
    return ReferralPage(
        ref=row.ref,
        called=row.called,
        first_called=row.first_called,
        full_name=f"{row.given_name} {row.family_name}".strip(),
        born_on=row.born_on,
        age=calendar.age_on(row.born_on, today) if row.born_on else None,
        received_on=row.received_on,
        referred_by=row.written_by or row.referred_by.user.name,
        agency=row.written_for if row.written_by else row.agency.name,
        source=rules.SOURCES[row.source],
        locality=row.locality.name if row.locality else "",
        school=row.school.name if row.school else "",
        strengths=row.strengths,
        own_words=row.own_words,
        concern=row.concern,
        grounds=tuple(rules.GROUNDS[code].title for code in row.grounds),
        carer=", ".join(part for part in (row.carer_name, row.carer_relation, row.carer_phone) if part),
        carers_know=Referral.CarersKnow(row.carers_know).label if row.carers_know else "",
        told_status=_told_status(row.status),
        reply=rules.REPLIES[row.status].format(due=calendar.spoken(due_on)),
        reply_more=row.reply,
        our_reply=sent.text if sent else "",
        replied_on=calendar.london_date(sent.sent_at) if sent else None,
        is_from_family=bool(row.written_by) and row.source == "family",
        is_erased=row.erased_at is not None,
        front_door=front_door,
    )


def _front_door(actor: Actor, row: Referral, now: dt.datetime, kept: rules.Standards) -> FrontDoor:
    due = running_clock(row, kept)
    came = arrival_of(row) if row.written_by else None
    check = TurnaroundCheck.objects.filter(partnership_id=row.partnership_id, referral=row).order_by("-id").first()
    basis = rules.BASES.get(row.legal_basis)
    child = row.child
    if child is not None and not children.visible_children(actor, now).filter(id=child.pk).exists():
        child = None
    ycp = rules.check_youth_crime_prevention(row.born_on, row.received_on, row.grounds) if row.born_on else ()
    return FrontDoor(
        status=row.status,
        status_title=Referral.Status(row.status).label,
        due_on=due[2] if due else None,
        why_due=due[0].why(due[1]) if due else None,
        front_door_rules=rules.check_front_door(row.born_on, row.received_on) if row.born_on else (),
        ycp_rules=ycp,
        is_under_ten=row.born_on is not None and rules.is_under_ten(row.born_on, row.received_on),
        is_eligible=bool(ycp) and rules.is_eligible(ycp),
        is_matched=row.child_id is not None,
        child_ref=child.ref if child else "",
        child_called=child.called if child else "",
        stream=rules.STREAMS[row.stream].title if row.stream else "",
        is_ycp=row.is_youth_crime_prevention,
        decision="Support is offered" if row.stream else Referral.Status(row.status).label,
        decided_by=row.decided_by.user.name if row.decided_by else "",
        decided_on=calendar.london_date(row.decided_at) if row.decided_at else None,
        decision_reason=row.decision_reason,
        otherwise_reason=row.otherwise_reason,
        answers=_answers(row),
        steps=_steps(actor, row),
        turnaround_rules=rules.check_turnaround(row.born_on, row.received_on, check.facts)
        if check and row.born_on
        else (),
        turnaround_said_by=check.said_by if check else "",
        legal_basis=basis.title if basis else "",
        legal_source=(basis.source if basis.is_confirmed else f"{basis.source}. Check the section in the Act")
        if basis
        else "",
        legal_on=row.legal_on,
        early_help=rules.EARLY_HELP.get(row.early_help, ""),
        early_help_why=row.early_help_why,
        contact=contact_of(came) if came else None,
        hope=came.hope if came else "",
        is_withdrawn=came is not None and came.withdrawn_at is not None,
    )


def _answers(row: Referral) -> tuple[Answer, ...]:
    return tuple(
        Answer(
            answer.ref,
            answer.told_by.user.name,
            answer.told_on,
            rules.HOW_TOLD[answer.how],
            rules.ANSWERS[answer.child_answer],
            rules.CARER_ANSWERS[answer.carer_answer],
            answer.carer_reason,
            answer.child_words,
        )
        for answer in Agreement.objects.filter(partnership_id=row.partnership_id, referral=row)
        .select_related("told_by__user")
        .order_by("-id")
    )


def _steps(actor: Actor, row: Referral) -> tuple[Step, ...]:
    """The acts of the front door in their order, of which those that are over are left out."""
    match row.status:
        case Referral.Status.RECEIVED:
            known = "Change whose record this is" if row.child_id else "Find out whether the child is known"
            steps = [("match_to_child", known, access.may_match(actor, row))]
            if row.child_id:
                steps.append(("check_turnaround", "Go through Turnaround’s rules", access.may_decide(actor, row)))
            steps.append(("decide_referral", "Decide what happens next", access.may_decide(actor, row)))
        case Referral.Status.ACCEPTED | Referral.Status.AGREEMENT_ASKED | Referral.Status.AGREED:
            steps = [("allocate", "Allocate a worker", access.may_allocate(actor, row))]
            if rules.STREAMS[row.stream].needs_agreement:
                steps.insert(0, ("record_agreement", "Record the answers", access.may_record_agreement(actor, row)))
        case _:
            steps = []
    return tuple(Step(*step) for step in steps)


def asked(referral: Referral) -> names.Named:
    """The child as far as a search is concerned."""
    return names.Named(
        given=referral.given_name,
        family=referral.family_name,
        born_on=referral.born_on,
        preferred=referral.preferred_name,
    )


def by_status(actor: Actor, now: dt.datetime) -> dict[str, int]:
    """How many referrals that the actor may see stand in each state: for the filter. One query."""
    rows = access.visible_referrals(actor, now).values_list("status").annotate(n=Count("id"))
    return dict(rows)


def standard_words(referral: Referral) -> tuple[tuple[str, str], ...]:
    """What our reply says to a referrer of this kind, by decision: shown before one decides."""
    return tuple(
        (title, rules.words_of_reply(referral.source, outcome))
        for outcome, title in (
            ("accepted", "Offer support"),
            ("signposted", "Signpost to other help"),
            ("declined", "Do not take it on"),
        )
    )
