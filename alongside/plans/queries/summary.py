"""What the child's page says of the plan."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.plans import access, rules
from alongside.plans.queries.contacts import contacts
from alongside.plans.queries.plan import PlanDue, StepLine, current_plan, plan_due
from alongside.referrals import queries as referrals


@dataclass(frozen=True, slots=True)
class PlanSummary:
    """What the child's page says of the plan."""

    status: str
    status_title: str
    goals: tuple[str, ...]
    next_steps: tuple[StepLine, ...]
    review_on: dt.date | None
    why_review: rules.WhyDate | None
    is_changed_since_agreed: bool
    lacks_ehc_changes: bool
    due: PlanDue | None
    """When a first plan is due; None where there is a plan, or no open work."""
    may_write: bool
    may_record_contact: bool
    last_contact_on: dt.date | None
    reads_plan: bool = True


def child_summary(child: Child, standing: Standing, look: trail.Look, now: dt.datetime) -> PlanSummary | None:
    """Goals in own words, next steps and the review; None for whoever neither reads plans nor records contacts."""
    look.insist(child.ref)
    reads = standing.reads(Strand.PLAN)
    may_record = bool(access.may_record_contact(look.actor, standing))
    if not reads and not may_record:
        return None
    open_work = referrals.open_involvements(child)
    plan = current_plan(child, standing, look, open_work, with_reviews=False)
    latest = contacts(child, standing, look, limit=1)
    return PlanSummary(
        status=plan.status if plan else "",
        status_title=plan.status_title if plan else "No plan yet",
        goals=tuple(goal.words for goal in plan.goals if goal.is_open) if plan else (),
        next_steps=tuple(sorted((s for s in plan.steps if s.is_open), key=lambda s: s.due_on))[:5] if plan else (),
        review_on=plan.review_on if plan else None,
        why_review=plan.why_review if plan else None,
        is_changed_since_agreed=bool(plan and plan.is_changed_since_agreed),
        lacks_ehc_changes=bool(plan and plan.ehc and plan.ehc.lacks(calendar.london_date(now))),
        due=None if plan and plan.is_agreed and not plan.is_left_over else plan_due(open_work),
        may_write=bool(reads and access.may_write_plan_in(look.actor, standing, open_work)),
        may_record_contact=may_record,
        last_contact_on=latest[0].happened_on if latest else None,
        reads_plan=reads,
    )
