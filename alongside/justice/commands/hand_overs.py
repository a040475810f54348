"""Doing what a detention started: telling people, each as a disclosure; and what is done rather than told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.deadlines import commands as deadlines
from alongside.justice import access, rules
from alongside.justice.commands.beginning import begin, insist, locked, stand_down, waiting_of, worker_of
from alongside.justice.commands.detention import close_if_finished, let_send_team_see
from alongside.justice.models import Detention, HandOver
from alongside.partnerships import prepared


@trail.command("justice.hand_over.told", trail.Verb.DISCLOSURE)
def tell_people(
    *,
    actor: Actor,
    detention: Detention,
    people: Mapping[str, str],
    told_at: dt.datetime,
    how: str,
    family: str,
    family_not_told_why: str = "",
    now: dt.datetime,
) -> list[HandOver]:
    """Write down who was told: for each code of a hand-over that waits, the person reached ("" where only the office).

    Each stands in the child's sharing ledger, with its law. Once the SEND team is told its own clocks begin, and it
    sees the child. ``family`` is one of ``Disclosure.Told``.
    """
    row = locked(actor, detention, now)
    standing = child_access.standing(actor, row.child, now)
    waiting = {thing.code: thing for thing in waiting_of(row)}
    if not people:
        raise NotNow("Choose whom you have told.")
    if told_at > now or told_at < row.detained_at:
        raise NotNow("Nobody was told before the child was held, nor in the future. Check the day and time.")
    done = []
    for code, person in people.items():
        thing = waiting.get(code)
        if thing is None or not thing.of_rule.is_tell:
            raise NotNow("This was written down already, or is no longer needed. Look at the page again.")
        access.may_hand_over(actor, standing, thing).or_raise()
        thing.disclosure = children.share(
            actor=actor,
            child=row.child,
            about=[row.ref, thing.ref],
            **_shared(actor, row, thing, person, now),
            how=how,
            checked="by_strand" if how == "here" else "checked",
            told=family,
            told_on=calendar.london_date(told_at) if family == "told" else None,
            not_told_why=family_not_told_why,
            now=now,
        )
        _finish(actor, thing, told_at, "", now)
        done.append(thing)
    if "tell_send" in people:
        _after_send_is_told(actor, row, told_at, now)
    close_if_finished(actor, row, now)
    trail.record(
        actor,
        "justice.hand_over.told",
        about=[row.child.ref, row.ref, *(thing.ref for thing in done)],
        now=now,
        detail={"whom": sorted(people)},
    )
    return done


def _shared(actor: Actor, row: Detention, thing: HandOver, person: str, now: dt.datetime) -> dict[str, Any]:
    """What is shared and with whom, in the words of the rule, with the names of this child and this place."""
    of = thing.of_rule
    worker = worker_of(actor, row, now)
    school = row.child.school
    words = {
        "name": row.child.first_called,
        "home": row.home_authority,
        "host": thing.stay.host_authority,
        "place": thing.stay.name,
        "school": school.name if school else "The school or college",
        "worker": f"{worker.user.name}, {worker.user.phone}" if worker else "the youth justice service",
    }
    office = of.to_whom.format(**words)
    return {
        "what": of.shares.format(**words),
        "strands": of.strands,
        "to_whom": f"{person}, {office}" if person.strip() else office,
        "to_agency": school if of.code in ("tell_school", "tell_school_back") else None,
        "purpose": of.purpose.format(**words),
        "gateway": of.gateway,
    }


def _after_send_is_told(actor: Actor, row: Detention, told_at: dt.datetime, now: dt.datetime) -> None:
    is_first = row.send_told_at is None
    if is_first:
        row.send_told_at = told_at
        row.version += 1
        row.save(update_fields=["send_told_at", "version"])
    if row.regime is rules.Regime.DETAINED:
        let_send_team_see(actor, row, now)
        begin(actor, row, rules.From.TOLD, calendar.london_date(told_at), now=now, is_move=not is_first)


@trail.command("justice.hand_over.done")
def do_hand_over(*, actor: Actor, hand_over: HandOver, done_on: dt.date, note: str = "", now: dt.datetime) -> HandOver:
    """Say that something was done which is not told to anybody: a meeting, a place agreed. Monitoring begins again."""
    row = locked(actor, hand_over.detention, now)
    thing = _waiting(row, hand_over)
    access.may_hand_over(actor, child_access.standing(actor, row.child, now), thing).or_raise()
    if thing.of_rule.is_tell or thing.of_rule.asks_plan:
        raise NotNow("Say on its own page who was told, or what is known.")
    if done_on > calendar.london_date(now) or done_on < calendar.london_date(row.detained_at):
        raise NotNow("It was done on a day since the child was held, and not in the future. Check the day.")
    _finish(actor, thing, _moment(done_on, now), note, now)
    if thing.of_rule.counted_from is rules.From.MONITORED and row.is_held:
        row.plan_reviewed_on = done_on
        row.save(update_fields=["plan_reviewed_on"])
        begin(actor, row, rules.From.MONITORED, done_on, now=now)
    close_if_finished(actor, row, now)
    trail.record(
        actor, "justice.hand_over.done", about=[row.child.ref, row.ref, thing.ref], now=now, detail={"code": thing.code}
    )
    return thing


@trail.command("justice.plan.answered")
def answer_about_plan(
    *,
    actor: Actor,
    hand_over: HandOver,
    ehc_plan: str,
    plan_reviewed_on: dt.date | None = None,
    now: dt.datetime,
) -> Detention:
    """Say whether the child has an EHC plan. With one, its own clocks begin, from the day the authority was told."""
    row = locked(actor, hand_over.detention, now)
    thing = _waiting(row, hand_over)
    access.may_hand_over(actor, child_access.standing(actor, row.child, now), thing).or_raise()
    if not thing.of_rule.asks_plan:
        raise NotNow("This asks for something else.")
    if ehc_plan not in rules.PLANS or ehc_plan == "unknown":
        raise NotNow("Say whether there is a plan.")
    row.ehc_plan, row.plan_reviewed_on = ehc_plan, plan_reviewed_on
    row.version += 1
    row.save(update_fields=["ehc_plan", "plan_reviewed_on", "version"])
    _finish(actor, thing, now, rules.PLANS[ehc_plan], now)
    if row.has_plan and row.is_held:
        told_on = calendar.london_date(row.send_told_at or now)
        begin(actor, row, rules.From.TOLD, told_on, now=now)
        begin(actor, row, rules.From.MONITORED, plan_reviewed_on or calendar.london_date(row.detained_at), now=now)
    trail.record(actor, "justice.plan.answered", about=[row.child.ref, row.ref], now=now, detail={"plan": ehc_plan})
    return row


@trail.command("justice.receipt.recorded")
def record_receipt(*, actor: Actor, hand_over: HandOver, received_on: dt.date, now: dt.datetime) -> HandOver:
    """Write down that the place where the child is held confirmed that it has what was sent."""
    row = locked(actor, hand_over.detention, now)
    thing = prepared.locked(actor.partnership_id, HandOver, hand_over.pk, "disclosure", "clock")
    access.may_enter_detention(actor, child_access.standing(actor, row.child, now)).or_raise()
    if thing.disclosure is None or thing.done_at is None or not thing.of_rule.receipt:
        raise NotNow("It has to be sent before anybody can have received it.")
    if received_on > calendar.london_date(now) or received_on < calendar.london_date(thing.done_at):
        raise NotNow("It arrived on the day it was sent or later, and not in the future. Check the day.")
    children.record_receipt(actor=actor, disclosure=thing.disclosure, received_on=received_on, now=now)
    trail.record(actor, "justice.receipt.recorded", about=[row.child.ref, row.ref, thing.ref], now=now)
    return thing


@trail.command("justice.hand_over.stood_down")
def stand_down_hand_over(*, actor: Actor, hand_over: HandOver, reason: str, now: dt.datetime) -> HandOver:
    """Say that something is not needed for this child, with the reason: it stays in sight, and is not waited for."""
    row = locked(actor, hand_over.detention, now)
    thing = _waiting(row, hand_over)
    access.may_enter_detention(actor, child_access.standing(actor, row.child, now)).or_raise()
    if not reason.strip():
        raise NotNow("Say why it is not needed.")
    stand_down(actor, [thing], reason, now)
    close_if_finished(actor, row, now)
    trail.record(
        actor, "justice.hand_over.stood_down", about=[row.child.ref, row.ref, thing.ref], now=now, reason=reason
    )
    return thing


def _waiting(row: Detention, hand_over: HandOver) -> HandOver:
    found = next((thing for thing in waiting_of(row) if thing.pk == hand_over.pk), None)
    if found is None:
        raise NotNow("This is done already, or no longer needed.")
    return found


def _finish(actor: Actor, thing: HandOver, done_at: dt.datetime, note: str, now: dt.datetime) -> None:
    insist(thing, HandOver.Status.DONE)
    thing.status, thing.done_at, thing.done_by_id, thing.note = (
        HandOver.Status.DONE,
        done_at,
        actor.membership_id,
        note,
    )
    thing.save(update_fields=["status", "done_at", "done_by", "note", "disclosure"])
    if thing.clock.is_running:
        started_on, done_on = thing.clock.started_on, calendar.london_date(done_at)
        # Told on the way, before we learnt of it ourselves: it was kept on the first day.
        met_on = done_on if thing.clock.of_rule.counting.backwards else max(done_on, started_on)
        deadlines.meet_clock(actor=actor, clock=thing.clock, met_on=met_on, now=now)


def _moment(day: dt.date, now: dt.datetime) -> dt.datetime:
    """A moment on the day: now where it is today, else its noon."""
    if day == calendar.london_date(now):
        return now
    return calendar.start_of_day(day) + dt.timedelta(hours=12)
