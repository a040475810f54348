"""What the plan says for a request for an EHC needs assessment."""

from __future__ import annotations

from collections.abc import Iterable

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.plans.queries.plan import current_plan


def lines_for_request(child: Child, standing: Standing, look: trail.Look) -> Iterable[str]:
    """Goals in the child's words and the steps of adults that were done or are under way, each with its day, for
    readers of plans."""
    plan = current_plan(child, standing, look, with_reviews=False)
    if plan is None:
        return
    began = calendar.spoken(plan.started_on)
    for goal in plan.goals:
        yield f"- “{' '.join(goal.words.split())}” ({goal.status_title.lower()}, plan of {began})"
    for step in plan.steps:
        on = f"done {calendar.spoken(step.done_on)}" if step.done_on else f"by {calendar.spoken(step.due_on)}"
        yield f"- {' '.join(step.what.split())} ({step.who}, {on})"
