"""What crosses subjects: handing over what somebody has."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children import queries as child_queries
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.core.work import OpenThing
from alongside.deadlines import commands as deadlines
from alongside.ehcp import commands as ehcp
from alongside.governance import commands as governance
from alongside.needs import commands as needs
from alongside.panels import commands as panels
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries as partnership_queries
from alongside.partnerships.models import AreaPartnership, Leaving, Membership
from alongside.plans import commands as plans
from alongside.referrals import access as referral_access
from alongside.referrals import commands as referrals
from alongside.referrals import rules as referral_rules
from alongside.web import queries

Hand = Callable[[Actor, OpenThing, Membership, Membership, str, dt.datetime], object]
"""Gives one open thing of somebody to somebody else: actor, thing, from, to, why, now."""


def _owed(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return children.hand_on(actor=actor, about=thing.ref, to=to, now=now)


def _copy(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return children.hand_on_copy(actor=actor, ref=thing.ref, to=to, now=now)


def _date(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return deadlines.hand_over_clock_of(actor=actor, ref=thing.ref, to=to, now=now)


def _case(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return ehcp.hand_over_case_of(actor=actor, ref=thing.ref, to=to, now=now)


def _move(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return referrals.hand_over_move(actor=actor, ref=thing.ref, to=to, now=now)


def _support(
    actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime
) -> object:
    return needs.hand_over_support(actor=actor, ref=thing.ref, to=to, now=now)


def _work(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return referrals.hand_over(actor=actor, ref=thing.ref, to=to, reason=reason, now=now)


def _step(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return plans.hand_over_step(actor=actor, ref=thing.ref, to=to, now=now)


def _action(
    actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime
) -> object:
    return panels.hand_over_action_of(actor=actor, ref=thing.ref, to=to, now=now)


def _meeting(
    actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime
) -> object:
    return panels.hand_over_meeting(actor=actor, ref=thing.ref, leaver=leaver, to=to, now=now)


def _priority(
    actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime
) -> object:
    return governance.hand_over_priority_of(actor=actor, ref=thing.ref, to=to, now=now)


def _asked(actor: Actor, thing: OpenThing, leaver: Membership, to: Membership, reason: str, now: dt.datetime) -> object:
    return referrals.unask(actor=actor, ref=thing.ref, now=now)


HANDS: dict[str, Hand] = {
    "involvement": _work,
    "transfer": _asked,
    "move": _move,
    "ehc_case": _case,
    "date": _date,
    "support": _support,
    "giving": _support,
    "step": _step,
    "action": _action,
    "meeting": _meeting,
    "series": _meeting,
    "priority": _priority,
    "concern": _owed,
    "tell_back": _owed,
    "tell_of_sharing": _owed,
    "tell_to_stop": _owed,
    "subject_access": _copy,
}
"""How each kind of open thing is given to somebody else. What is not here goes with the work with the child; a kind
that is in neither fails a test."""


_TAKES_ALONG = ("involvement", "ehc_case")
"""Kinds that take others along: the plan and the goodbye go with the work, the dates with the case."""


@trail.command("web.work.handed_over")
def hand_over(
    *, actor: Actor, of: Membership, keys: Sequence[str], to: Membership, reason: str, now: dt.datetime
) -> int:
    """Give what somebody has to one colleague, all at once or nothing: the work with children first, since what hangs
    on it goes with it. Gives how many.

    The manager who sees to the person's work decides, and need not know each child. Raises NotNow, with a sentence, for
    what the colleague cannot take; then nothing is handed over.
    """
    today = calendar.london_date(now)
    partnership_queries.sees_to(actor, of, today).or_raise()
    if not actor.may(Permission.ALLOCATE):
        raise NotPermitted("Only a manager who allocates work hands it over. Ask a team manager.")
    if to.pk == of.pk:
        raise NotNow("Choose somebody else: this is the person who hands it over.")
    if to.pk not in {row.membership_id for row in partnership_queries.colleagues(actor, today)}:
        raise NotNow(f"{to.user.name} does not work here today. Choose somebody else.")
    if not reason.strip():
        raise NotNow("Write why it changes hands. The children will ask.")
    held = queries.held(actor, of, now)
    chosen = [thing for thing in held.things if queries.key_of(thing) in set(keys)]
    if not chosen:
        raise NotNow("Choose what is handed over. Some of it may have changed hands since.")
    _insist_on_sealed(actor, chosen, to)
    first = [thing for thing in chosen if thing.kind in _TAKES_ALONG]
    for thing in first:
        HANDS[thing.kind](actor, thing, of, to, reason, now)
    # What went along has changed hands already.
    still = {queries.key_of(thing) for thing in (queries.held(actor, of, now) if first else held).things}
    done: set[str] = set()
    for thing in chosen:
        key = queries.key_of(thing)
        # Whoever both chairs and prepares a panel has it twice; it changes hands once.
        if thing.kind not in _TAKES_ALONG and key in still and key not in done:
            HANDS[thing.kind](actor, thing, of, to, reason, now)
            done.add(key)
    trail.record(
        actor,
        "web.work.handed_over",
        about=[of.ref, to.ref, *(thing.ref for thing in chosen)],
        now=now,
        reason=reason,
        detail={"things": len(chosen)},
    )
    return len(chosen)


def _insist_on_sealed(actor: Actor, chosen: Sequence[OpenThing], to: Membership) -> None:
    """Raise NotPermitted for what is in a sealed record of which the colleague may not know: nobody would have it."""
    known = child_queries.sealed_known(actor)
    sealed = {thing.child_id for thing in chosen if thing.child_id in known}
    for child in Child.objects.filter(partnership_id=actor.partnership_id, pk__in=sealed).order_by("ref"):
        child_access.may_be_given(child, to).or_raise()


@trail.command("web.leaving.closed")
def close_leaving(*, actor: Actor, leaving: Leaving, of: Membership, now: dt.datetime) -> Leaving:
    """Say that all that a leaver had is with somebody else. Raises NotNow while anything of any subject is not."""
    partnership_queries.sees_to(actor, of, calendar.london_date(now)).or_raise()
    left = queries.held(actor, of, now).count
    row = partnerships.close_leaving(actor=actor, leaving=leaving, left=left, now=now)
    trail.record(actor, "web.leaving.closed", about=[row.ref, of.ref], now=now)
    return row


@trail.command("web.child.moved", trail.Verb.DISCLOSURE)
def move_child(
    *,
    actor: Actor,
    child: Child,
    look: trail.Look,
    to: AreaPartnership,
    kind: str,
    moves_on: dt.date,
    why: str,
    gateway: str,
    told: str,
    told_on: dt.date | None = None,
    not_told_why: str = "",
    now: dt.datetime,
) -> str:
    """Send a copy of what the gateway lets travel to another area, and write the line in the sharing ledger. Gives the
    reference of the move.

    Raises NotPermitted for whoever does not answer for the child, NotNow for a sealed record, for a gateway under which
    nothing travels, and for consent where nobody gave it to this area for these parts.
    """
    referral_access.may_move(actor, child.pk, now).or_raise()
    if child.is_sealed:
        raise NotNow("This record is sealed. Ring the other area, and let the named people decide what they are told.")
    sections = referral_rules.sections_under(gateway)
    if not sections:
        raise NotNow("Choose the law under which it is shared. Nothing travels under any other.")
    standing = child_access.standing(actor, child, now)
    copy = queries.what_travels(child, standing, look, {section.code for section in sections}, now)
    line = children.share(
        actor=actor,
        child=child,
        what="A copy for the area to which the child moves: "
        + ", ".join(section.title.lower() for section in sections if section.code in copy),
        strands={section.strand for section in sections if section.code in copy},
        to_whom=to.name,
        about=[child.ref],
        purpose=why,
        gateway=gateway,
        how="here",
        checked="by_strand",
        told=told,
        told_on=told_on,
        not_told_why=not_told_why,
        now=now,
    )
    phone = partnership_queries.phone_of(actor)
    made = referrals.send_move(
        actor=actor,
        child=child,
        to=to,
        kind=kind,
        moves_on=moves_on,
        why=why,
        copy=copy,
        disclosure=line.ref,
        law=line.law,
        sender=f"{actor.name}, {actor.agency_name}{', ' + phone if phone else ''}",
        now=now,
    )
    trail.record(actor, "web.child.moved", about=[child.ref, made.ref, line.ref], now=now, detail={"to": to.slug})
    return made.ref
