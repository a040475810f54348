"""Goals in the child's own words, and what adults promise to do for them."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children.models import Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership
from alongside.plans import access, rules
from alongside.plans.commands.plan import CHANGED_MEANWHILE, locked, note_change
from alongside.plans.models import Goal, Plan, Step


@trail.command("plans.goal.added", trail.Verb.COLLECTION)
def add_goal(*, actor: Actor, plan: Plan, words: str, why: str = "", now: dt.datetime) -> Goal:
    """Add what the child wants, in the child's own words."""
    row = locked(actor, plan, now)
    last = next(iter(_last(row.partnership_id, row.pk)), 0)
    goal = Goal.objects.create(
        partnership_id=row.partnership_id,
        plan=row,
        child_id=row.child_id,
        words=words,
        why=why,
        status_on=calendar.london_date(now),
        position=last + 1,
    )
    note_change(row)
    trail.record(actor, "plans.goal.added", about=[row.child.ref, row.ref, goal.ref], now=now)
    return goal


@trail.command("plans.goal.edited")
def edit_goal(*, actor: Actor, goal: Goal, version: int, words: str, why: str, status: str, now: dt.datetime) -> Goal:
    """Change a goal's words, or say that it is reached or let go. Raises Changed when somebody else saved first."""
    plan = locked(actor, goal.plan, now)
    row = prepared.locked(actor.partnership_id, Goal, goal.pk)
    if row.version != version:
        raise Changed(
            CHANGED_MEANWHILE,
            theirs={"words": row.words, "why": row.why, "status": Goal.Status(row.status).label},
            yours={"words": words, "why": why, "status": Goal.Status(status).label},
        )
    if status != row.status:
        if not rules.may_follow("Goal", row.status, status):
            raise NotNow("Open this goal again first, then say how it stands.")
        row.status, row.status_on = status, calendar.london_date(now)
        if status == Goal.Status.REACHED:
            children.record_entry(
                actor=actor,
                child=plan.child,
                happened_on=row.status_on,
                strand=Strand.PLAN,
                kind="goal",
                text=f"Reached a goal: “{words}”",
                source=row.ref,
                now=now,
            )
    if (words, why) != (row.words, row.why):
        note_change(plan)
    row.words, row.why = words, why
    row.version += 1
    row.save(update_fields=["words", "why", "status", "status_on", "version"])
    trail.record(
        actor, "plans.goal.edited", about=[plan.child.ref, plan.ref, row.ref], now=now, detail={"status": status}
    )
    return row


@trail.command("plans.step.added", trail.Verb.COLLECTION)
def add_step(
    *,
    actor: Actor,
    plan: Plan,
    what: str,
    due_on: dt.date,
    membership: Membership | None = None,
    named: str = "",
    goal: Goal | None = None,
    now: dt.datetime,
) -> Step:
    """Add what an adult will do by a day: a colleague (``membership``) or somebody ``named``, and never nobody."""
    row = locked(actor, plan, now)
    if (membership is None) == (not named.strip()):
        raise NotNow("Say who will do this: one colleague, or the name of somebody else.")
    if due_on < calendar.london_date(now):
        raise NotNow("Choose a day from today on by which the step is to be done.")
    step = Step.objects.create(
        partnership_id=row.partnership_id,
        plan=row,
        goal=goal,
        child_id=row.child_id,
        what=what,
        membership=membership,
        named=named.strip(),
        due_on=due_on,
    )
    about = [row.child.ref, row.ref, step.ref, *([membership.ref] if membership else [])]
    trail.record(actor, "plans.step.added", about=about, now=now)
    return step


@trail.command("plans.step.ticked")
def tick_step(*, actor: Actor, step: Step, status: str, done_on: dt.date | None = None, now: dt.datetime) -> Step:
    """Say that a step is done, not needed any more, or to do after all. The same answer twice changes nothing."""
    row = prepared.locked(actor.partnership_id, Step, step.pk, "child", "plan")
    access.may_tick(actor, row, row.child, now).or_raise()
    if row.plan.status == Plan.Status.CLOSED:
        raise NotNow("This plan has ended. Its steps stay as they were.")
    if done_on is not None and done_on > calendar.london_date(now):
        raise NotNow("A step is done today or on an earlier day. Check the date.")
    if status != row.status:
        if not rules.may_follow("Step", row.status, status):
            raise NotNow("Put this step back to “to do” first.")
        is_done = status == Step.Status.DONE
        row.status = status
        row.done_on = (done_on or calendar.london_date(now)) if is_done else None
        row.ticked_by_id = actor.membership_id
        row.save(update_fields=["status", "done_on", "ticked_by"])
        was_handed_over = wall.own(Grant.objects.all(), actor).filter(source=row.ref, until_at__isnull=True)
        if status != Step.Status.TO_DO and was_handed_over.exists():
            children.end_grants(actor=actor, child=row.child, source=row.ref, now=now)
    trail.record(
        actor, "plans.step.ticked", about=[row.child.ref, row.plan.ref, row.ref], now=now, detail={"status": status}
    )
    return row


@trail.command("plans.step.handed_over")
def hand_over_step(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> Step:
    """Somebody else does what was promised, and sees the plan until it is done. For the command that hands over what a
    leaver had, which has decided that it may be done. What was promised, and by when, stays."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    rows = Step.objects.select_for_update(of=("self",)).select_related("child", "plan")
    row = rows.get(partnership_id=actor.partnership_id, ref=ref)
    row.membership = to
    row.save(update_fields=["membership"])
    children.end_grants(actor=actor, child=row.child, source=row.ref, now=now)
    children.give_grant(
        actor=actor, child=row.child, membership=to, reason=Grant.Reason.ACTION, source=row.ref, now=now
    )
    trail.record(actor, "plans.step.handed_over", about=[row.child.ref, row.plan.ref, row.ref, to.ref], now=now)
    return row


@prepared.question
def _last(partnership_id: int, plan_id: int) -> QuerySet[Goal, int]:
    """The position of the plan's last goal."""
    rows = Goal.objects.filter(partnership_id=partnership_id, plan_id=plan_id).order_by("-position")
    return rows.values_list("position", flat=True)[:1]
