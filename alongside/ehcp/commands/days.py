"""Correcting the day on which a case began, from which the limits of the law are counted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.deadlines import commands as deadlines
from alongside.deadlines import queries as dates
from alongside.ehcp import access, queries, rules
from alongside.ehcp.commands.cases import locked
from alongside.ehcp.models import Case, Step

if TYPE_CHECKING:
    from alongside.deadlines.models import Clock


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
    for clock in dates.all_about(actor, child, [row.ref], now):
        if clock.status != "ended" and clock.started_on == before:
            counted_from_beginning(actor, clock, row, happened_on, reason, now)
    if row.reviewed_on == before:
        row.reviewed_on = happened_on
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


def counted_from_beginning(
    actor: Actor, clock: Clock, case: Case, began_on: dt.date, reason: str, now: dt.datetime
) -> Clock:
    """The clock, or where the law counts it from the beginning of the case, and it was counted from another day, the
    one that takes its place."""
    is_of_beginning = clock.about == case.ref and rules.ordinary(clock.rule) in rules.opening(case.opened_how).starts
    if not is_of_beginning or clock.started_on == began_on:
        return clock
    return deadlines.redate_clock(actor=actor, clock=clock, started_on=began_on, reason=reason, now=now)


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
