"""A step that was taken, and what rests on it."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import Http404

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.ehcp import access, rules
from alongside.ehcp.models import Step
from alongside.ehcp.queries.case import title_of_step
from alongside.ehcp.rules.changes import overlap


def step_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Step:
    """A step that was taken in a case of the child, with the case. Http404 for none and for not theirs alike."""
    look.insist(child.ref)
    rows = access.steps_of(look.actor, child, standing)
    step = rows.select_related("case__officer__user", "case__team", "matter").filter(ref=ref).first()
    if step is None:
        raise Http404
    step.case.child = child
    return step


def later_steps(step: Step, standing: Standing, look: trail.Look) -> list[Step]:
    """Steps that were taken in the case after this one."""
    rows = access.steps_of(look.actor, step.case.child, standing)
    return list(rows.filter(case_id=step.case_id, pk__gt=step.pk).select_related("matter"))


def resting_on(step: Step, later: Sequence[Step]) -> tuple[Step, ...]:
    """Of later steps of the case those that rest on this one, the last first.

    A step rests on another if it changed again what that one had changed, is about what that one opened, or does not
    follow from the state that the case was in before.
    """
    return tuple(
        one for one in sorted(later, key=lambda row: -row.pk) if one.taken_back_at is None and _rests(one, step)
    )


def _rests(later: Step, step: Step) -> bool:
    changed = step.changed or {}
    if later.changed is None or overlap(changed, later.changed):
        return True
    if later.matter is not None and changed.get("matter", {}).get(later.matter.ref, 0) is None:
        return True
    moved = next(iter(changed.get("case", {}).values()), None) or {}
    if "regime" in moved and "clock" in later.changed:
        return True
    before = moved.get("status")
    machine = rules.CASE.step(later.code)
    return machine is not None and isinstance(before, str) and not machine.follows_from(before)


def said_of(step: Step) -> str:
    """A step in words with its day, to stand in a sentence."""
    return f"{title_of_step(step).removesuffix('.')} ({calendar.spoken(step.happened_on)})"
