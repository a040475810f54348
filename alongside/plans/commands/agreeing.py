"""Agreeing a plan with the child, and looking at it again."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.children import commands as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow
from alongside.plans import rules
from alongside.plans.commands.plan import close_plan, insist_on_review_date, locked, step_to
from alongside.plans.models import Goal, Plan, Review, Step
from alongside.referrals import queries as referrals


@trail.command("plans.plan.agreed")
def agree_plan(
    *, actor: Actor, plan: Plan, said: str, agreed_on: dt.date, edition: int | None = None, now: dt.datetime
) -> Plan:
    """Record that the child agreed to the plan, in the child's words: for the first time, or again after a change.

    With ``edition``, what was agreed is what the worker had on the page: raises NotNow when it has changed since.
    Raises NotNow with what the plan still needs (a goal, a step by an adult, a review date).
    """
    row = locked(actor, plan, now)
    if edition is not None and row.edition != edition:
        raise NotNow("Somebody changed the plan while you had it open. Look at it again with the child, then agree it.")
    if agreed_on > calendar.london_date(now):
        raise NotNow("A plan is agreed once the child has said so. Choose today or an earlier day.")
    if row.is_agreed and not row.is_changed_since_agreed:
        raise NotNow("This plan is agreed already, and nothing has changed since.")
    missing = rules.missing_before_agreement(
        goals=Goal.objects.filter(partnership_id=row.partnership_id, plan=row, status=Goal.Status.WORKING_ON).count(),
        steps=Step.objects.filter(partnership_id=row.partnership_id, plan=row)
        .exclude(status=Step.Status.NOT_NEEDED)
        .count(),
        review_on=row.review_on,
    )
    if missing:
        raise NotNow(" ".join(missing))
    is_again = row.agreed_on is not None
    step_to(row, Plan.Status.AGREED)
    row.agreed_on, row.agreed_words, row.agreed_edition = agreed_on, said, row.edition
    _carry_into_open_work(row)
    row.version += 1
    row.save(update_fields=["involvement", "status", "agreed_on", "agreed_words", "agreed_edition", "version"])
    children.record_voice(
        actor=actor,
        child=row.child,
        said=said,
        gathered="When we agreed the plan",
        said_on=agreed_on,
        about=row.ref,
        strand=Strand.PLAN,
        changed="The plan was agreed",
        told_back_on=agreed_on,
        now=now,
    )
    children.record_entry(
        actor=actor,
        child=row.child,
        happened_on=agreed_on,
        strand=Strand.PLAN,
        kind="plan",
        text=f"{row.child.first_called} agreed to the plan{' again' if is_again else ''}: “{said}”",
        source=row.ref,
        now=now,
    )
    trail.record(actor, "plans.plan.agreed", about=[row.child.ref, row.ref], now=now, detail={"again": is_again})
    return row


@trail.command("plans.plan.reviewed", trail.Verb.COLLECTION)
def review_plan(
    *,
    actor: Actor,
    plan: Plan,
    held_on: dt.date,
    changed: str,
    said: str = "",
    outcome: str = Review.Outcome.CARRY_ON,
    next_review_on: dt.date | None = None,
    now: dt.datetime,
) -> Review:
    """Record a review with the child: what changed, what the child said, and when next; or that the plan ends."""
    row = locked(actor, plan, now)
    if not row.is_agreed:
        raise NotNow("Agree the plan with the child first. Then it can be reviewed.")
    today = calendar.london_date(now)
    if held_on > today:
        raise NotNow("A review is recorded once it has been held. Choose today or an earlier day.")
    ends = outcome == Review.Outcome.END
    if not ends:
        if next_review_on is None:
            raise NotNow("Choose the day of the next review.")
        insist_on_review_date(next_review_on, today)
    review = Review.objects.create(
        partnership_id=row.partnership_id,
        plan=row,
        child_id=row.child_id,
        held_on=held_on,
        changed=changed,
        outcome=outcome,
        next_review_on=None if ends else next_review_on,
        held_by_id=actor.membership_id,
    )
    if ends:
        close_plan(actor=actor, plan=row, now=now)
    else:
        step_to(row, Plan.Status.REVIEWED)
        row.review_on = next_review_on
        _carry_into_open_work(row)
        row.version += 1
        row.save(update_fields=["involvement", "status", "review_on", "version"])
    if said:
        children.record_voice(
            actor=actor,
            child=row.child,
            said=said,
            gathered="At the review of the plan",
            said_on=held_on,
            about=review.ref,
            strand=Strand.PLAN,
            now=now,
        )
    children.record_entry(
        actor=actor,
        child=row.child,
        happened_on=held_on,
        strand=Strand.PLAN,
        kind="review",
        text=f"Plan reviewed. {'It ends here.' if ends else 'It carries on.'} {changed}",
        source=review.ref,
        now=now,
    )
    trail.record(
        actor,
        "plans.plan.reviewed",
        about=[row.child.ref, row.ref, review.ref],
        now=now,
        detail={"outcome": str(outcome)},
    )
    return review


def _carry_into_open_work(row: Plan) -> None:
    """A plan that is agreed or reviewed after its work has ended goes on in the work that is open now."""
    work = referrals.open_involvements(row.child)
    if work and row.involvement not in {open_now.ref for open_now in work}:
        row.involvement = work[0].ref
