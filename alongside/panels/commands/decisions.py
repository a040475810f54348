"""What agencies contribute, and the one decision on each item."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.panels import access, rules
from alongside.panels.commands.actions import add_action
from alongside.panels.commands.meetings import lock
from alongside.panels.models import Action, AgendaItem, Attendance, Contribution, Decision, Meeting
from alongside.partnerships import prepared, wall
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership


def _seen(actor: Actor, item: AgendaItem, now: dt.datetime) -> AgendaItem:
    """The item, locked together with its meeting. Raises NotPermitted when the actor may not see it any more."""
    meeting = lock(actor, item.meeting_id)
    if not access.sees_item(actor, item, now):
        raise NotPermitted("You can no longer see this child's item. Ask the panel's administrator.")
    row = prepared.locked(actor.partnership_id, AgendaItem, item.pk, "child", "presenter", "meeting__series")
    row.meeting = meeting
    return row


@trail.command("panels.contribution.given", trail.Verb.COLLECTION)
def contribute(
    *,
    actor: Actor,
    item: AgendaItem,
    going_well: str,
    worries: str,
    would_help: str,
    version: int = 0,
    now: dt.datetime,
) -> Contribution:
    """Answer the three questions for the actor's agency; again to change the answers until the panel has decided.

    ``version`` is that of the answers that were shown, 0 for none. Raises Changed when a colleague answered in between.
    """
    row = _seen(actor, item, now)
    access.may_contribute(actor, row).or_raise()
    answers = {"going_well": going_well, "worries": worries, "would_help": would_help}
    given = next(iter(_given(actor, row.pk)), None)
    if given is not None and given.version != version:
        raise Changed(
            "A colleague of your agency answered while you were writing. Both versions are below. Nothing is lost.",
            theirs={name: str(getattr(given, name)) for name in answers},
            yours=answers,
        )
    if given is None:
        given = Contribution(
            partnership_id=actor.partnership_id,
            item=row,
            child=row.child,
            agency_id=actor.agency_id,
            strand=rules.contribution_strand(actor.agency_kind).value,
            version=0,
        )
    given.going_well, given.worries, given.would_help = going_well, worries, would_help
    given.given_by_id, given.given_at, given.version = actor.membership_id, now, given.version + 1
    given.save()
    trail.record(
        actor,
        "panels.contribution.given",
        about=[row.child.ref, row.ref, given.ref],
        now=now,
        detail={"strand": given.strand, "version": given.version},
    )
    return given


@trail.command("panels.decision.recorded", trail.Verb.COLLECTION)
def record_decision(
    *,
    actor: Actor,
    item: AgendaItem,
    option: str,
    reason: str,
    considered: Iterable[str] = (),
    why_not: str = "",
    child_said: str = "",
    gathered: str = "",
    view_changed: str = "",
    no_view_because: str = "",
    is_agreed: bool = True,
    dissent: str = "",
    now: dt.datetime,
) -> Decision:
    """Record the panel's decision: what, why, which lesser options will not do, the child's view and what it changed.

    State and quorum are checked while the meeting is locked, so that of many at once one decides and the others are
    told why not. The option's follow-ups, and telling the child, become actions with an owner and a date.
    """
    row = _seen(actor, item, now)
    access.may_decide(actor, row).or_raise()
    kind, today = row.meeting.series.kind, calendar.london_date(now)
    _insist_on_a_whole_decision(kind, option, considered, why_not, reason, today)
    if not child_said and not no_view_because:
        raise NotNow("Record what the child said, or say why the child's view is missing.")
    if not is_agreed and not dissent:
        raise NotNow("Say who did not agree, and why.")
    present = _insist_on_quorum(row.meeting)
    decision = Decision(
        partnership_id=actor.partnership_id,
        item=row,
        child=row.child,
        option=option,
        reason=reason,
        considered=list(considered),
        why_not=why_not,
        no_view_because="" if child_said else no_view_because,
        is_agreed=is_agreed,
        dissent="" if is_agreed else dissent,
        agencies_present=present,
        decided_by_id=actor.membership_id,
        decided_at=now,
    )
    if child_said:
        decision.voice = children.record_voice(
            actor=actor,
            child=row.child,
            said=child_said,
            gathered=gathered,
            said_on=today,
            about=decision.ref,
            strand=_strand_of(row),
            changed=view_changed,
            now=now,
        )
    decision.save(force_insert=True)
    row.status = AgendaItem.Status.DECIDED
    row.save(update_fields=["status"])
    _tell_the_story(actor, row, decision, now)
    _follow_up(actor, row, decision, today, now)
    trail.record(
        actor,
        "panels.decision.recorded",
        about=[row.child.ref, row.ref, decision.ref],
        now=now,
        detail={"option": option, "agreed": is_agreed, "considered": list(considered)},
    )
    return decision


def _insist_on_a_whole_decision(
    kind: str, option: str, considered: Iterable[str], why_not: str, reason: str, today: dt.date
) -> None:
    fault = rules.fault_in_choice(kind, option, considered, why_not, today)
    if fault:
        raise NotNow(fault)
    if not reason.strip():
        raise NotNow("Say why the panel decided this.")


def _insist_on_quorum(meeting: Meeting) -> list[str]:
    """References of the core agencies that are here. Raises NotNow with everything that is missing for a quorum."""
    core = list(
        Attendance.objects.select_for_update(of=("self",))
        .filter(meeting=meeting, is_core=True)
        .select_related("agency")
        .order_by("id")
    )
    seats = [rules.Seat(row.agency.name, row.is_required, row.mark == Attendance.Mark.PRESENT) for row in core]
    # Whoever decides is the chair (access), so the chair is here.
    quorum = rules.quorum(seats, meeting.quorum, chair_is_present=True)
    if not quorum.is_met:
        raise NotNow(
            "The panel cannot decide yet. "
            + " ".join(quorum.missing)
            + " Mark who is here, or move this to another day."
        )
    return [row.agency.ref for row in core if row.mark == Attendance.Mark.PRESENT]


def _strand_of(item: AgendaItem) -> Strand:
    """The part of the record in which the panel's decision, and what the child said to it, belong."""
    return Strand.JUSTICE if item.meeting.series.kind in rules.AFTER_AN_OFFENCE else Strand.PLAN


def _tell_the_story(actor: Actor, item: AgendaItem, decision: Decision, now: dt.datetime) -> None:
    series = item.meeting.series
    option = rules.option(series.kind, decision.option)
    children.record_entry(
        actor=actor,
        child=item.child,
        happened_on=calendar.london_date(now),
        strand=_strand_of(item),
        kind="panel_decision",
        text=f"{series.name} decided: {option.title}. {decision.reason}",
        source=decision.ref,
        now=now,
    )


def _follow_up(actor: Actor, item: AgendaItem, decision: Decision, today: dt.date, now: dt.datetime) -> None:
    """Open the actions that follow: nothing that was decided waits on nobody."""
    option = rules.option(item.meeting.series.kind, decision.option)
    wanted = [(Action.Kind.FOLLOW_UP, step.what, step.owner, step.within_working_days) for step in option.follow_ups]
    tell = "Tell the child what was decided and why"
    if decision.voice is not None:
        tell += ", and what their view changed"
    wanted.append((Action.Kind.TELL_CHILD, tell, "presenter", rules.TELL_CHILD_WORKING_DAYS))
    for kind, what, owner, days in wanted:
        add_action(
            actor=actor,
            item=item,
            kind=kind.value,
            what=what,
            owner=_owner(actor, owner, item, today),
            due_on=calendar.add_working_days(today, days),
            now=now,
        )


def _owner(actor: Actor, who: str, item: AgendaItem, today: dt.date) -> Membership:
    """The person behind "manager", "presenter" or "chair"; the chair when there is nobody else."""
    if who == "presenter":
        return item.presenter
    if who == "manager":
        found = _manager(actor, item.child, today)
        if found is not None:
            return found
    return item.meeting.chair


def _manager(actor: Actor, child: Child, today: dt.date) -> Membership | None:
    """The team manager who allocates: the child's locality's own if there is one, else the first by name."""
    managers = partnerships.colleagues(actor, today, roles=("team_manager",))
    near = [row for row in managers if row.locality_id == child.locality_id] or managers
    return Membership.objects.get(pk=near[0].membership_id) if near else None


@prepared.question
def _given(actor: Actor, item_id: int) -> QuerySet[Contribution]:
    """What the actor's agency has answered, held until the transaction ends."""
    rows = wall.own(Contribution.objects.all(), actor).filter(item_id=item_id, agency_id=actor.agency_id)
    return rows.select_for_update().order_by("pk")
