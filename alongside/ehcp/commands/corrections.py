"""Taking back a step that was entered in error: it stays to be seen, and what it changed goes back to what it was."""

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
from alongside.ehcp.commands import days, letters, pictures, recipients
from alongside.ehcp.commands.cases import let_team_see, locked
from alongside.ehcp.models import Case, Edition, Matter, Step
from alongside.ehcp.rules.changes import Columns
from alongside.partnerships import wall

if TYPE_CHECKING:
    from alongside.deadlines.models import Clock

_DAYS = ("chased_on", "settled_on", "planned_on", "final_on", "reviewed_on", "ended_on", "sent_on")


@trail.command("ehcp.step.taken_back")
def take_back_step(*, actor: Actor, step: Step, reason: str, now: dt.datetime) -> Case:
    """Take back a step that was entered in error, with a reason.

    The step stays, as taken back. The case, and what ran within it, stand where they stood; dates that the step kept
    run again, those that it ended are begun again by a clock that names the old one, and those that it began end.
    What it opened is settled as taken back. Raises NotNow where later steps rest on it, and says which.
    """
    row, child, standing = locked(actor, step.case, now)
    rows = wall.own(Step.objects.all(), actor).select_for_update(of=("self",)).select_related("matter")
    held = rows.get(pk=step.pk, case=row)
    access.may_take_back_step(actor, standing, row, held).or_raise()
    resting = queries.resting_on(held, list(Step.objects.filter(case=row, pk__gt=held.pk).select_related("matter")))
    if resting:
        raise NotNow(f"Take back first what rests on it: {'; '.join(map(queries.said_of, resting))}.")
    was_live = row.is_live
    recipients.take_back(held)
    letters.drop_of(held)
    _restore_rows(held, row)
    _restore_clocks(actor, held, row, child, reason, now)
    held.taken_back_by_id, held.taken_back_at, held.taken_back_why = actor.membership_id, now, reason
    held.save(update_fields=["taken_back_by", "taken_back_at", "taken_back_why"])
    if row.is_live and not was_live:
        let_team_see(actor, row, child, now)
    elif was_live and not row.is_live:
        until = now + dt.timedelta(days=rules.SEEN_AFTER_REFUSAL_DAYS)
        children.end_grants(actor=actor, source=row.ref, child=child, until_at=until, now=now)
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=calendar.london_date(now),
        strand=Strand.EDUCATION,
        kind="ehc",
        text=f"Taken back, because it was entered in error: {queries.said_of(held)}.",
        source=row.ref,
        now=now,
    )
    trail.record(
        actor,
        "ehcp.step.taken_back",
        about=[child.ref, row.ref, held.ref],
        now=now,
        reason=reason,
        detail={"step": held.code, "on": held.happened_on.isoformat()},
    )
    return row


def _put(row: Case | Matter | Edition, columns: Columns) -> list[str]:
    for name, value in columns.items():
        setattr(row, name, dt.date.fromisoformat(value) if name in _DAYS and isinstance(value, str) else value)
    row.version += 1
    return [name.removesuffix("_id") for name in columns] + ["version"]


def _restore_rows(step: Step, case: Case) -> None:
    """The case, its matters and its editions as they stood before the step."""
    changed = step.changed or {}
    was_live = case.is_live
    records = children.records_of(case.child)
    others = Case.objects.filter(child_id__in=records, status__in=rules.LIVE).exclude(pk=case.pk)
    fields = _put(case, changed.get("case", {}).get(case.ref) or {})
    if case.is_live and not was_live and others.exists():
        raise NotNow("A later request for this child is being dealt with. Go on with that one.")
    case.save(update_fields=fields)
    stood = changed.get("matter", {})
    for matter in Matter.objects.filter(case=case, ref__in=list(stood)).select_for_update():
        columns = stood[matter.ref]
        if columns is None:
            matter.is_taken_back, matter.settled_on = True, matter.settled_on or matter.opened_on
            matter.version += 1
            matter.save(update_fields=["is_taken_back", "settled_on", "version"])
        else:
            matter.save(update_fields=_put(matter, columns))
    _restore_editions(case, changed.get("edition", {}))


def _restore_editions(case: Case, stood: dict[str, Columns | None]) -> None:
    """Editions as they stood: first what is final no longer, since one of a case is final. Where somebody writes on
    already, what was sent as a draft stays one: two cannot be written at once."""
    editions = list(Edition.objects.filter(case=case).order_by("-number").select_for_update())
    is_writing = any(edition.status == Edition.Status.WRITING for edition in editions)
    changed = [(edition, stood.get(edition.ref) or {}) for edition in editions]
    for edition, columns in sorted(changed, key=lambda pair: pair[1].get("status") == Edition.Status.FINAL):
        if not columns:
            continue
        if is_writing and columns.get("status") == Edition.Status.WRITING:
            columns = {"status": Edition.Status.DRAFT.value}
        edition.save(update_fields=_put(edition, columns))


def _restore_clocks(actor: Actor, step: Step, case: Case, child: Child, reason: str, now: dt.datetime) -> None:
    """Dates that the step began end; those that it kept or ended run again."""
    stood = (step.changed or {}).get("clock", {})
    refs = [case.ref, *Matter.objects.filter(case=case).values_list("ref", flat=True)]
    found = pictures.as_one(dates.all_about(actor, child, refs, now))
    touched = [(clock, stood[ref]) for ref, clock in found.items() if ref in stood]
    owner, team = case.officer, None if case.officer else case.team

    def restored(clock: Clock) -> Clock:
        if clock.is_running:
            return clock
        again = deadlines.restore_clock(actor=actor, clock=clock, owner=owner, team=team, reason=reason, now=now)
        # The day on which the case began may have been corrected while the date was not waited for.
        is_first = case.opened_how == days.MOVED_IN or case.reviewed_on in (None, case.opened_on)
        return days.counted_from_beginning(actor, again, case, case.opened_on, reason, now) if is_first else again

    for clock, columns in touched:
        if columns is None and clock.status != "ended":
            deadlines.end_clock(actor=actor, clock=restored(clock), reason=f"Begun in error: {reason}", now=now)
    for clock, columns in touched:
        if columns is not None and columns.get("status") == "running":
            restored(clock)
