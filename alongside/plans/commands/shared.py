"""What every command on a plan begins with, and what counts as a change of it."""

from __future__ import annotations

import datetime as dt

from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.plans import access, rules
from alongside.plans.models import Plan

CHANGED_MEANWHILE = "Somebody else changed this while you were writing. Both versions are below. Nothing is lost."


def locked(actor: Actor, plan: Plan, now: dt.datetime) -> Plan:
    """The plan's row, locked, for somebody who may write it. Raises NotNow when it has ended."""
    row = Plan.objects.select_for_update(of=("self",)).select_related("child").get(pk=plan.pk)
    access.may_write_plan(actor, row.child, now).or_raise()
    if row.status == Plan.Status.CLOSED:
        raise NotNow("This plan has ended. Begin a new one to change anything.")
    return row


def step_to(row: Plan, status: str) -> None:
    if not rules.may_follow("Plan", row.status, status):
        raise NotNow("Agree the plan with the child first.")
    row.status = status


def note_change(row: Plan) -> None:
    """What the child agreed to is not what the plan says now: the page says so, and asks to agree it again."""
    row.edition += 1
    row.save(update_fields=["edition"])


def insist_on_review_date(review_on: object, today: dt.date, *, is_agreed: bool = False) -> None:
    if review_on is None:
        if is_agreed:
            raise NotNow("An agreed plan needs a review date. Choose the day on which you will look at it again.")
        return
    assert isinstance(review_on, dt.date)
    fault = rules.fault_of_review_date(review_on, today)
    if fault:
        raise NotNow(fault)
