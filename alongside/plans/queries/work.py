"""What waits for whom: plans to write, to agree and to review, and steps that were promised."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.children.models import NAMED, Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.work import Work
from alongside.ehcp import queries as ehcp
from alongside.partnerships import prepared, wall
from alongside.plans import access, rules
from alongside.plans.models import Plan, Step
from alongside.referrals import queries as referrals
from alongside.ui.address import url

LIMIT = 100


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Plans to write and to agree, reviews and own steps that are due. A constant number of queries."""
    mine: dict[int, list[referrals.OpenWork]] = {}
    open_work: dict[int, list[tuple[str, dt.date]]] = {}
    for row in referrals.open_work_with_mine(actor, now) if actor.may(Permission.WRITE_PLAN) else ():
        open_work.setdefault(row.child_id, []).append((row.ref, row.opened_on))
        if row.worker_id == actor.membership_id:
            mine.setdefault(row.child_id, []).append(row)
    known = {child.pk: child for child in _read(actor, now, list(mine))} if mine else {}
    plans = {plan.child_id: plan for plan in _plans(actor, list(known))} if known else {}
    today = calendar.london_date(now)
    until = today + dt.timedelta(days=rules.REVIEW_SEEN_DAYS)
    work = [
        item for pk, child in known.items() for item in _of_plan(child, plans.get(pk), mine[pk], open_work[pk], until)
    ]
    return [*work, *_ehc_changes(actor, now, known, plans, today), *_steps_due(actor, now)]


def _ehc_changes(
    actor: Actor, now: dt.datetime, known: dict[int, Child], plans: dict[int, Plan], today: dt.date
) -> list[Work]:
    """Plans that do not say yet how the EHC plan changes the work. One query, none where there is no plan."""
    if not plans:
        return []
    readable = set(children.held(actor, now, strand=Strand.EDUCATION))
    since = ehcp.in_force_since(actor, [pk for pk in plans if pk in readable])
    return [
        Work(
            kind="plan",
            what=f"Say how the EHC plan changes your work with {known[pk].first_called}",
            url=_url("plans:write_ehc_changes", known[pk]),
            waiting_since=max(since[pk], plan.started_on),
            child_ref=known[pk].ref,
            child_name=known[pk].called,
            why="An EHC plan is in force, and the plan is not complete without it.",
        )
        for pk, plan in plans.items()
        if rules.lacks_ehc_changes(
            in_force_since=since.get(pk), written_on=plan.ehc_changes_on, signed_on=plan.ehc_signed_on, today=today
        )
    ]


@prepared.question
def _read(actor: Actor, now: dt.datetime, child_ids: list[int]) -> QuerySet[Child]:
    return access.readers_children(actor, now).filter(prepared.any_of("id", child_ids)).only(*NAMED)


@prepared.question
def _plans(actor: Actor, child_ids: list[int]) -> QuerySet[Plan]:
    plans = wall.own(Plan.objects.all(), actor).filter(prepared.any_of("child_id", child_ids))
    return plans.exclude(status=Plan.Status.CLOSED)


def _of_plan(
    child: Child,
    plan: Plan | None,
    mine: list[referrals.OpenWork],
    open_work: list[tuple[str, dt.date]],
    until: dt.date,
) -> list[Work]:
    """What the child's plan asks of one of its workers. A plan that another worker's open work holds is theirs."""
    if plan is None or rules.is_left_over(
        involvement=plan.involvement, started_on=plan.started_on, open_work=open_work
    ):
        return [_write_work(child, mine[0])]
    holder = next((row for row in mine if row.ref == plan.involvement), None)
    if holder is None and plan.involvement in {ref for ref, _ in open_work}:
        return []
    found = []
    if not plan.is_agreed or plan.is_changed_since_agreed:
        found.append(_agree_work(child, plan, holder or mine[0]))
    if plan.is_agreed and plan.review_on is not None and plan.review_on <= until:
        found.append(_review_work(child, plan))
    return found


def _write_work(child: Child, row: referrals.OpenWork) -> Work:
    return Work(
        kind="plan",
        what=f"Write a plan with {child.first_called}",
        url=_url("plans:start_plan", child),
        due_on=rules.plan_due_on(row.opened_on),
        waiting_since=row.opened_on,
        child_ref=child.ref,
        child_name=child.called,
        why=f"A plan is agreed with the child within {rules.PLAN_WORKING_DAYS} working days (a local setting).",
    )


def _agree_work(child: Child, plan: Plan, row: referrals.OpenWork) -> Work:
    is_again = plan.is_agreed
    return Work(
        kind="plan",
        what=f"Agree the {'changed ' if is_again else ''}plan with {child.first_called}",
        url=_url("plans:plan", child),
        due_on=None if is_again else rules.plan_due_on(row.opened_on),
        waiting_since=plan.agreed_on if is_again else plan.started_on,
        child_ref=child.ref,
        child_name=child.called,
        why="The plan says something else than what the child agreed to." if is_again else "",
    )


def _review_work(child: Child, plan: Plan) -> Work:
    return Work(
        kind="review",
        what=f"Review the plan with {child.first_called}",
        url=_url("plans:review_plan", child),
        due_on=plan.review_on,
        waiting_since=plan.agreed_on,
        child_ref=child.ref,
        child_name=child.called,
        why="The plan names this day.",
    )


def _steps_due(actor: Actor, now: dt.datetime) -> list[Work]:
    return [
        Work(
            kind="step",
            what=row.what,
            url=f"{_url('plans:plan', row.child)}#{row.ref}",
            due_on=row.due_on,
            waiting_since=calendar.london_date(row.created_at),
            child_ref=row.child.ref,
            child_name=row.child.called,
            why=f"You promised this in {row.child.first_called}’s plan.",
        )
        for row in _steps(actor, now)
    ]


@prepared.question
def _steps(actor: Actor, now: dt.datetime) -> QuerySet[Step]:
    return (
        access.visible_steps(actor, now)
        .filter(membership_id=actor.membership_id, status=Step.Status.TO_DO)
        .exclude(plan__status=Plan.Status.CLOSED)
        .select_related("child")
        .only("ref", "what", "due_on", "created_at", *(f"child__{name}" for name in NAMED))
        .order_by("due_on", "id")[:LIMIT]
    )


def _url(name: str, child: Child) -> str:
    return url(name, child_ref=child.ref)
