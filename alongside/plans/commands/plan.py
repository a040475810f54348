"""Beginning, changing, giving and closing a plan."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import Changed, NotNow
from alongside.partnerships import prepared
from alongside.plans import access, rules
from alongside.plans.models import Plan
from alongside.referrals import queries as referrals

CHANGED_MEANWHILE = "Somebody else changed this while you were writing. Both versions are below. Nothing is lost."


@prepared.question
def _left_open(actor: Actor, child: Child) -> QuerySet[Plan]:
    """The plan that is not closed, if there is one; locked."""
    rows = Plan.objects.filter(partnership_id=actor.partnership_id, child_id=child.pk)
    return rows.exclude(status=Plan.Status.CLOSED).select_for_update().order_by("pk")[:1]


@trail.command("plans.plan.started", trail.Verb.COLLECTION)
def start_plan(
    *,
    actor: Actor,
    child: Child,
    strengths: str = "",
    matters: str = "",
    review_on: dt.date | None = None,
    now: dt.datetime,
) -> Plan:
    """Begin the plan of a child whose work is open.

    A plan that was left open when its work ended is closed first. Raises NotNow when the child has a plan already.
    """
    # The child's row is the lock: two people who begin at once make one plan.
    child = prepared.locked(actor.partnership_id, Child, child.pk)
    access.may_write_plan(actor, child, now).or_raise()
    today = calendar.london_date(now)
    insist_on_review_date(review_on, today)
    work = referrals.open_involvements(child)
    for left in _left_open(actor, child):
        open_work = [(row.ref, row.opened_on) for row in work]
        if not rules.is_left_over(involvement=left.involvement, started_on=left.started_on, open_work=open_work):
            raise NotNow("This child has a plan already. Open it and change it there.")
        close_plan(actor=actor, plan=left, now=now)
    plan = Plan.objects.create(
        partnership_id=actor.partnership_id,
        child=child,
        involvement=work[0].ref,
        strengths=strengths,
        matters=matters,
        review_on=review_on,
        started_on=today,
        written_by_id=actor.membership_id,
    )
    trail.record(actor, "plans.plan.started", about=[child.ref, plan.ref, plan.involvement], now=now)
    return plan


@trail.command("plans.plan.closed")
def close_plan(*, actor: Actor, plan: Plan, now: dt.datetime) -> Plan:
    """Close a plan: after its last review, or because a new one begins."""
    row = locked(actor, plan, now)
    step_to(row, Plan.Status.CLOSED)
    row.closed_on = calendar.london_date(now)
    row.version += 1
    row.save(update_fields=["status", "closed_on", "version"])
    trail.record(actor, "plans.plan.closed", about=[row.child.ref, row.ref], now=now)
    return row


EDITABLE = ("strengths", "matters", "review_on")


@trail.command("plans.plan.edited")
def edit_plan(
    *, actor: Actor, plan: Plan, version: int, changes: dict[str, str | dt.date | None], now: dt.datetime
) -> Plan:
    """Change the words of the plan and its review date. Raises Changed with both versions when somebody saved first."""
    row = locked(actor, plan, now)
    assert set(changes) <= set(EDITABLE), changes
    if row.version != version:
        raise Changed(
            CHANGED_MEANWHILE,
            theirs={name: _words(getattr(row, name)) for name in changes},
            yours={name: _words(value) for name, value in changes.items()},
        )
    changed = sorted(name for name, value in changes.items() if getattr(row, name) != value)
    if "review_on" in changed:
        insist_on_review_date(changes["review_on"], calendar.london_date(now), is_agreed=row.is_agreed)
    for name in changed:
        setattr(row, name, changes[name])
    if {"strengths", "matters"} & set(changed):
        row.edition += 1
    row.version += 1
    row.save(update_fields=[*changed, "edition", "version"])
    trail.record(actor, "plans.plan.edited", about=[row.child.ref, row.ref], now=now, detail={"fields": changed})
    return row


@trail.command("plans.review.set")
def set_review(*, actor: Actor, plan: Plan, review_on: dt.date, now: dt.datetime) -> Plan:
    """Choose the day on which the plan is looked at again."""
    row = locked(actor, plan, now)
    insist_on_review_date(review_on, calendar.london_date(now))
    row.review_on = review_on
    row.version += 1
    row.save(update_fields=["review_on", "version"])
    trail.record(actor, "plans.review.set", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("plans.plan.given", trail.Verb.DISCLOSURE)
def give_plan(*, actor: Actor, plan: Plan, now: dt.datetime) -> Plan:
    """Record that the plain version of the plan is given to the child."""
    row = prepared.locked(actor.partnership_id, Plan, plan.pk, "child")
    access.may_write_plan(actor, row.child, now).or_raise()
    row.given_on = calendar.london_date(now)
    row.save(update_fields=["given_on"])
    trail.record(
        actor,
        "plans.plan.given",
        about=[row.child.ref, row.ref],
        now=now,
        basis="given to the child",
        detail={"edition": row.edition, "status": row.status},
    )
    return row


def _words(value: str | dt.date | None) -> str:
    if isinstance(value, dt.date):
        return calendar.spoken(value)
    return value or ""


def locked(actor: Actor, plan: Plan, now: dt.datetime) -> Plan:
    """The plan's row, locked, for somebody who may write it. Raises NotNow when it has ended."""
    row = prepared.locked(actor.partnership_id, Plan, plan.pk, "child")
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
