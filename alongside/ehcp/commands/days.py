"""Correcting the day on which a case began, from which the limits of the law are counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar, clocks
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.deadlines import commands as deadlines
from alongside.deadlines import queries as dates
from alongside.ehcp import access, queries, rules
from alongside.ehcp.commands.cases import locked, start_clock
from alongside.ehcp.models import Case, Step

if TYPE_CHECKING:
    from alongside.deadlines.models import Clock

MOVED_IN = "moved_in"
"""The opening of a case whose plan came from another authority."""
MOVED_REVIEW = "move_of_authority_review_3m"
_YEAR = "annual_review_12m_complete"


@trail.command("ehcp.case.beginning_corrected")
def correct_beginning(
    *, actor: Actor, case: Case, happened_on: dt.date, reason: str, version: int | None = None, now: dt.datetime
) -> Case:
    """Correct the day on which the authority was asked, or heard of the child: with a reason, and nothing is deleted.

    The dates that the law counts from that day are counted again from the right one; each new one names the old. What
    was decided since stays decided on its day, in time or late by the new date. Raises NotNow for a day in the future,
    for one after a step that was taken, and says which, and for one at which another case of the child went on.
    """
    row, child, standing = locked(actor, case, now, version)
    access.may_correct_beginning(actor, standing, row).or_raise()
    before = row.opened_on
    _insist(row, child, happened_on, calendar.london_date(now))
    opening = rules.opening(row.opened_how)
    kept = dates.all_about(actor, child, [row.ref], now)
    _insist_on_the_other_authority(kept, before, happened_on)
    for clock in kept:
        if clock.status != "ended" and clock.started_on == before:
            counted_from_beginning(actor, clock, row, happened_on, reason, now)
    if row.reviewed_on == before:
        row.reviewed_on = happened_on
    if row.opened_how == MOVED_IN:
        _later_of_two(actor, row, child, happened_on, reason, now)
    row.opened_on, row.version = happened_on, row.version + 1
    row.save(update_fields=["opened_on", "reviewed_on", "version"])
    Step.objects.filter(case=row, code=f"begun_{row.opened_how}").update(happened_on=happened_on)
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=happened_on,
        strand=Strand.EDUCATION,
        kind="ehc",
        text=f"{opening.done} That was on this day, not on {calendar.spoken(before)} as it was first written down.",
        source=row.ref,
        now=now,
    )
    trail.record(
        actor,
        "ehcp.case.beginning_corrected",
        about=[child.ref, row.ref],
        now=now,
        reason=reason,
        detail={"from": before.isoformat(), "to": happened_on.isoformat()},
    )
    return row


def _insist_on_the_other_authority(kept: Sequence[Clock], before: dt.date, day: dt.date) -> None:
    """Raise NotNow where another authority, from which the child came, was asked on that day or later."""
    began = {clock.pk: clock.started_on for clock in kept}
    for clock in kept:
        if clock.started_on == before and clock.follows_how == clocks.Follows.MOVED.value and clock.follows_id in began:
            asked = began[clock.follows_id]
            if asked >= day:
                raise NotNow(
                    f"The authority from which the child came was asked on {calendar.spoken(asked)}. Choose a later"
                    " day, or withdraw the case and begin it again."
                )


def counted_from_beginning(
    actor: Actor, clock: Clock, case: Case, began_on: dt.date, reason: str, now: dt.datetime
) -> Clock:
    """The clock, or where the law counts it from the beginning of the case, and it was counted from another day, the
    one that takes its place."""
    is_of_beginning = clock.about == case.ref and rules.ordinary(clock.rule) in rules.opening(case.opened_how).starts
    if not is_of_beginning or clock.started_on == began_on:
        return clock
    return deadlines.redate_clock(actor=actor, clock=clock, started_on=began_on, reason=reason, now=now)


def begin_afresh(actor: Actor, case: Case, child: Child, asked_before: dt.date, now: dt.datetime) -> None:
    """Begin the limits of a request that another authority had before: its own end, and each new one names the old."""
    for rule in rules.opening(case.opened_how).starts:
        start_clock(actor, case, child, rule, asked_before, case.ref, now)
    for clock in dates.running_about(actor, child, [case.ref], now):
        deadlines.follow_clock(
            actor=actor, clock=clock, when=clocks.Follows.MOVED.value, happened_on=case.opened_on, now=now
        )


def count_on_from_before(actor: Actor, case: Case, child: Child, now: dt.datetime) -> None:
    """Count the year of a plan that came from another authority from when that one made or reviewed it.

    The review is due by the later of two days: the end of that year, and three months from the transfer (SEND
    Regulations 2014, regulation 15(5)). Where the second is later it takes the place of the first, and names it.
    """
    if case.reviewed_on is not None:
        start_clock(actor, case, child, _YEAR, case.reviewed_on, case.ref, now)
        _later_of_two(actor, case, child, case.opened_on, "", now)


def _later_of_two(actor: Actor, case: Case, child: Child, moved_on: dt.date, reason: str, now: dt.datetime) -> None:
    """Of the year and the three months the one that ends later is waited for."""
    kept = [clock for clock in dates.all_about(actor, child, [case.ref], now) if clock.started_on <= moved_on]
    years = [clock for clock in kept if clock.rule == _YEAR and clock.started_on == case.reviewed_on]
    if not years:
        return
    year = years[-1]
    moved = next((clock for clock in kept if clock.rule == MOVED_REVIEW and clock.is_running), None)
    months_end = clocks.due_on(clocks.nearest(MOVED_REVIEW, moved_on), moved_on)
    if year.is_running and months_end > year.due_on:
        deadlines.follow_clock(actor=actor, clock=year, when=clocks.Follows.MOVED.value, happened_on=moved_on, now=now)
    elif moved is not None and year.due_on >= months_end:
        deadlines.end_clock(actor=actor, clock=moved, reason="The year ends later, and is what counts", now=now)
        deadlines.restore_clock(actor=actor, clock=year, owner=moved.owner, team=moved.team, reason=reason, now=now)


def _insist(case: Case, child: Child, day: dt.date, today: dt.date) -> None:
    if day == case.opened_on:
        raise NotNow("This is the day that stands there already.")
    if day > today:
        raise NotNow("The day is in the future. Record it once it has happened.")
    if day < child.born_on:
        raise NotNow("The child was not born then. Check the day.")
    if case.kind not in {each.code for each in rules.kinds_on(day) if each.has_clocks}:
        raise NotNow("This kind of plan had no limits of time on that day that Alongside counts.")
    taken = Step.objects.filter(partnership_id=case.partnership_id, taken_back_at__isnull=True)
    since = taken.filter(case=case, happened_on__lt=day).exclude(code=f"begun_{case.opened_how}")
    first = since.select_related("matter").order_by("happened_on", "pk").first()
    if first is not None:
        raise NotNow(
            f"A step was taken before that day: {queries.said_of(first)}. If that day is wrong, take the step back"
            " first. Else choose an earlier day."
        )
    earlier = taken.filter(child=child, case__opened_on__lt=case.opened_on, happened_on__gt=day).exclude(case=case)
    last = earlier.select_related("matter").order_by("-happened_on", "-pk").first()
    if last is not None:
        raise NotNow(f"Another case of this child went on until after that day: {queries.said_of(last)}.")
