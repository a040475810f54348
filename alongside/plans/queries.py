"""Questions about plans: the plan page, the child's own page, contacts, and what waits for whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from alongside.accounts.permissions import Permission
from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar, plain_words
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.work import OpenThing, Owners, Work
from alongside.needs import queries as needs
from alongside.partnerships import wall
from alongside.plans import access, rules
from alongside.plans.models import Contact, Goal, Plan, Review, Step
from alongside.referrals import queries as referrals

CONTACTS_SHOWN = 20
LIMIT = 100


@dataclass(frozen=True, slots=True)
class StepLine:
    """What an adult will do."""

    ref: str
    goal_ref: str
    what: str
    who: str
    agency: str
    due_on: dt.date
    status: str
    status_title: str
    done_on: dt.date | None
    is_mine: bool

    @property
    def is_open(self) -> bool:
        return self.status == Step.Status.TO_DO


@dataclass(frozen=True, slots=True)
class GoalLine:
    """What the child wants, with the steps that help with it."""

    ref: str
    words: str
    why: str
    status: str
    status_title: str
    status_on: dt.date
    version: int
    steps: tuple[StepLine, ...]

    @property
    def is_open(self) -> bool:
        return self.status == Goal.Status.WORKING_ON


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A review that was held."""

    ref: str
    held_on: dt.date
    changed: str
    outcome_title: str
    next_review_on: dt.date | None
    by: str


@dataclass(frozen=True, slots=True)
class PlanPage:
    """A plan as pages show it: strengths and what matters first, then goals with their steps."""

    ref: str
    status: str
    status_title: str
    strengths: str
    matters: str
    started_on: dt.date
    written_by: str
    review_on: dt.date | None
    why_review: rules.WhyDate
    agreed_on: dt.date | None
    agreed_words: str
    is_agreed: bool
    is_changed_since_agreed: bool
    given_on: dt.date | None
    closed_on: dt.date | None
    version: int
    edition: int
    goals: tuple[GoalLine, ...]
    other_steps: tuple[StepLine, ...]
    """Steps that help with no goal in particular."""
    reviews: tuple[ReviewLine, ...]

    @property
    def steps(self) -> tuple[StepLine, ...]:
        """All steps, those of the first goal first."""
        return tuple(step for goal in self.goals for step in goal.steps) + self.other_steps

    @property
    def missing(self) -> tuple[str, ...]:
        """What it needs before it can be agreed, as sentences."""
        return rules.missing_before_agreement(
            goals=sum(goal.is_open for goal in self.goals),
            steps=sum(step.status != Step.Status.NOT_NEEDED for step in self.steps),
            review_on=self.review_on,
        )


def current_plan(child: Child, standing: Standing, look: trail.Look) -> PlanPage | None:
    """The child's plan, or None where there is none or the reader does not read plans. Four queries."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return None
    row = (
        wall.own(Plan.objects.all(), look.actor)
        .filter(child=child)
        .exclude(status=Plan.Status.CLOSED)
        .select_related("written_by__user")
        .first()
    )
    return None if row is None else _page(row, look.actor)


def _page(row: Plan, actor: Actor) -> PlanPage:
    mine = wall.own(Step.objects.all(), actor).filter(plan=row).select_related("membership__user", "membership__agency")
    steps = [_step(step, actor) for step in mine.select_related("goal").order_by("due_on", "id")]
    goals = tuple(
        GoalLine(
            goal.ref,
            goal.words,
            goal.why,
            goal.status,
            Goal.Status(goal.status).label,
            goal.status_on,
            goal.version,
            tuple(step for step in steps if step.goal_ref == goal.ref),
        )
        for goal in wall.own(Goal.objects.all(), actor).filter(plan=row).order_by("position", "id")
    )
    reviews = wall.own(Review.objects.all(), actor).filter(plan=row).select_related("held_by__user")
    return PlanPage(
        ref=row.ref,
        status=row.status,
        status_title=Plan.Status(row.status).label,
        strengths=row.strengths,
        matters=row.matters,
        started_on=row.started_on,
        written_by=row.written_by.user.name,
        review_on=row.review_on,
        why_review=rules.why_review_due(row.agreed_on),
        agreed_on=row.agreed_on,
        agreed_words=row.agreed_words,
        is_agreed=row.is_agreed,
        is_changed_since_agreed=row.is_changed_since_agreed,
        given_on=row.given_on,
        closed_on=row.closed_on,
        version=row.version,
        edition=row.edition,
        goals=goals,
        other_steps=tuple(step for step in steps if not step.goal_ref),
        reviews=tuple(
            ReviewLine(
                review.ref,
                review.held_on,
                review.changed,
                Review.Outcome(review.outcome).label,
                review.next_review_on,
                review.held_by.user.name,
            )
            for review in reviews.order_by("-held_on", "-id")
        ),
    )


def _step(row: Step, actor: Actor) -> StepLine:
    return StepLine(
        row.ref,
        row.goal.ref if row.goal else "",
        row.what,
        row.membership.user.name if row.membership else row.named,
        row.membership.agency.name if row.membership else "",
        row.due_on,
        row.status,
        Step.Status(row.status).label,
        row.done_on,
        row.membership_id == actor.membership_id,
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan that has ended."""

    ref: str
    started_on: dt.date
    closed_on: dt.date | None
    goals: tuple[str, ...]


def earlier_plans(child: Child, standing: Standing, look: trail.Look) -> tuple[Earlier, ...]:
    """Plans of the child that have ended, newest first, with their goals in the child's words. Two queries."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return ()
    plans = list(
        wall.own(Plan.objects.all(), look.actor).filter(child=child, status=Plan.Status.CLOSED).order_by("-id")[:10]
    )
    words: dict[int, list[str]] = {}
    for goal in wall.own(Goal.objects.all(), look.actor).filter(plan__in=plans).order_by("position"):
        words.setdefault(goal.plan_id, []).append(goal.words)
    return tuple(Earlier(row.ref, row.started_on, row.closed_on, tuple(words.get(row.pk, ()))) for row in plans)


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact, as the list shows it."""

    ref: str
    happened_on: dt.date
    with_whom: str
    how: str
    kind: str
    attended: str
    attended_title: str
    text: str
    by: str
    agency: str


def contacts(
    child: Child, standing: Standing, look: trail.Look, *, limit: int = CONTACTS_SHOWN
) -> tuple[ContactLine, ...]:
    """The latest contacts in the strands that the reader may see. One query."""
    look.insist(child.ref)
    rows = access.visible_contacts(look.actor, standing).select_related("made_by__user", "made_by__agency")
    return tuple(
        ContactLine(
            row.ref,
            row.happened_on,
            Contact.With(row.with_whom).label,
            Contact.How(row.how).label,
            Contact.Kind(row.kind).label,
            row.attended,
            Contact.Attended(row.attended).label,
            row.text,
            row.made_by.user.name,
            row.made_by.agency.name,
        )
        for row in rows.order_by("-happened_on", "-id")[:limit]
    )


@dataclass(frozen=True, slots=True)
class PlanDue:
    """When a plan is due for work that is open and has none, and why then."""

    due_on: dt.date
    why: rules.WhyDate


def plan_due(child: Child) -> PlanDue | None:
    """When the plan of a child whose work is open is due; None where no work is open."""
    work = referrals.open_involvements(child)
    if not work:
        return None
    opened_on = min(row.opened_on for row in work)
    return PlanDue(rules.plan_due_on(opened_on), rules.why_plan_due(opened_on))


# The child's own page


@dataclass(frozen=True, slots=True)
class Promise:
    """What an adult will do, as the child reads it."""

    who: str
    what: str
    by_when: dt.date


@dataclass(frozen=True, slots=True)
class PlainPlan:
    """The plan in plain words for the child, and what a worker should say more simply before giving it."""

    name: str
    good_at: tuple[str, ...]
    want: tuple[str, ...]
    adults_will_do: tuple[Promise, ...]
    work_with_me: tuple[str, ...]
    meet_again_on: dt.date | None
    what_i_think: str
    ask: str
    warnings: tuple[str, ...]

    def as_data(self) -> dict[str, object]:
        """What ``documents.typeset`` takes for the document ``plan_for_child``."""
        return {
            "title": "My plan",
            "name": self.name,
            "good_at": list(self.good_at),
            "want": list(self.want),
            "adults_will_do": [
                {"who": step.who, "what": step.what, "by_when": step.by_when} for step in self.adults_will_do
            ],
            "work_with_me": list(self.work_with_me),
            "meet_again": calendar.spoken(self.meet_again_on) if self.meet_again_on else "",
            "what_i_think": self.what_i_think,
            "ask": self.ask,
        }


def plain_plan(child: Child, plan: PlanPage, look: trail.Look, *, ask: str = "") -> PlainPlan:
    """The plan as the child gets it: goals worked on, steps not done yet, how to work with me, when we meet again."""
    look.insist(child.ref)
    good_at = _lines(plan.strengths or child.strengths)
    want = tuple(goal.words for goal in plan.goals if goal.is_open)
    steps = tuple(Promise(step.who, step.what, step.due_on) for step in plan.steps if step.is_open)
    strategies = tuple(
        line.text if line.kind == "do" else f"Please avoid: {line.text}" for line in needs.strategies(child, look)
    )
    written = (*good_at, *(step.what for step in steps), *strategies)
    return PlainPlan(
        name=child.first_called,
        good_at=good_at,
        want=want,
        adults_will_do=steps,
        work_with_me=strategies,
        meet_again_on=plan.review_on,
        # What the child said of an earlier version is not what the child thinks of this one.
        what_i_think="" if plan.is_changed_since_agreed else plan.agreed_words,
        ask=ask,
        # The child's own words are left as they are: it is for adults to speak plainly.
        warnings=tuple(long.warning for text in written for long in plain_words.too_long_sentences(text)),
    )


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip(" -•\t") for line in text.splitlines() if line.strip(" -•\t"))


# The child's page


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
    plan = current_plan(child, standing, look)
    latest = contacts(child, standing, look, limit=1)
    return PlanSummary(
        status=plan.status if plan else "",
        status_title=plan.status_title if plan else "No plan yet",
        goals=tuple(goal.words for goal in plan.goals if goal.is_open) if plan else (),
        next_steps=tuple(sorted((s for s in plan.steps if s.is_open), key=lambda s: s.due_on))[:5] if plan else (),
        review_on=plan.review_on if plan else None,
        why_review=plan.why_review if plan else None,
        is_changed_since_agreed=bool(plan and plan.is_changed_since_agreed),
        due=None if plan and plan.is_agreed else plan_due(child),
        may_write=bool(reads and access.may_write_plan(look.actor, child, now)),
        may_record_contact=may_record,
        last_contact_on=latest[0].happened_on if latest else None,
        reads_plan=reads,
    )


# Work


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """Plans to write and to agree, reviews and own steps that are due. A constant number of queries."""
    today = calendar.london_date(now)
    writes = actor.may(Permission.WRITE_PLAN)
    mine = {row.ref: row for row in referrals.open_involvements_of(actor)} if writes else {}
    plans = list(
        access.visible_plans(actor, now)
        .filter(child_id__in={row.child_id for row in mine.values()})
        .exclude(status=Plan.Status.CLOSED)
        .select_related("child")[: 5 * LIMIT]
        if mine
        else []
    )
    known = (
        {
            child.pk: child
            for child in access.readers_children(actor, now).filter(id__in={row.child_id for row in mine.values()})
        }
        if mine
        else {}
    )
    return [
        *_to_write(mine.values(), plans, known),
        *(_agree_work(plan, mine, now) for plan in plans if not plan.is_agreed or plan.is_changed_since_agreed),
        *(
            _review_work(plan)
            for plan in plans
            if plan.is_agreed
            and plan.review_on is not None
            and plan.review_on <= today + dt.timedelta(days=rules.REVIEW_SEEN_DAYS)
        ),
        *_steps_due(actor, now),
    ]


def _to_write(open_work: Iterable[referrals.OpenWork], plans: list[Plan], known: dict[int, Child]) -> list[Work]:
    """The oldest open work of each child that has no plan, or whose plan was left over from work that ended."""
    refs = {row.ref for row in open_work}
    planned = {plan.child_id for plan in plans if plan.involvement in refs}
    found: dict[int, Work] = {}
    for row in sorted(open_work, key=lambda row: row.opened_on):
        child = known.get(row.child_id)
        if child is None or row.child_id in planned or row.child_id in found:
            continue
        found[row.child_id] = Work(
            kind="plan",
            what=f"Write a plan with {child.first_called}",
            url=_url("plans:start_plan", child),
            due_on=rules.plan_due_on(row.opened_on),
            waiting_since=row.opened_on,
            child_ref=child.ref,
            child_name=child.called,
            why=f"A plan is agreed with the child within {rules.PLAN_WORKING_DAYS} working days (a local setting).",
        )
    return list(found.values())


def _agree_work(plan: Plan, mine: dict[str, referrals.OpenWork], now: dt.datetime) -> Work:
    row = mine.get(plan.involvement)
    opened_on = row.opened_on if row else plan.started_on
    is_again = plan.is_agreed
    return Work(
        kind="plan",
        what=f"Agree the {'changed ' if is_again else ''}plan with {plan.child.first_called}",
        url=_url("plans:plan", plan.child),
        due_on=None if is_again else rules.plan_due_on(opened_on),
        waiting_since=plan.started_on if not is_again else plan.agreed_on,
        child_ref=plan.child.ref,
        child_name=plan.child.called,
        why="The plan says something else than what the child agreed to." if is_again else "",
    )


def _review_work(plan: Plan) -> Work:
    return Work(
        kind="review",
        what=f"Review the plan with {plan.child.first_called}",
        url=_url("plans:review_plan", plan.child),
        due_on=plan.review_on,
        waiting_since=plan.agreed_on,
        child_ref=plan.child.ref,
        child_name=plan.child.called,
        why="The plan names this day.",
    )


def _steps_due(actor: Actor, now: dt.datetime) -> list[Work]:
    rows = (
        access.visible_steps(actor, now)
        .filter(membership_id=actor.membership_id, status=Step.Status.TO_DO)
        .exclude(plan__status=Plan.Status.CLOSED)
        .select_related("child")
        .order_by("due_on", "id")[:LIMIT]
    )
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
        for row in rows
    ]


def _url(name: str, child: Child) -> str:
    return reverse(name, kwargs={"child_ref": child.ref})


def open_things(actor: Actor, now: dt.datetime, owners: Owners | None = None) -> list[OpenThing]:
    """Plans to agree or review (the allocated worker has them), steps promised, and who has them. Three queries."""
    workers = children.workers_of(actor, now, None if owners is None else owners.memberships)
    plans = wall.own(Plan.objects.all(), actor).exclude(status=Plan.Status.CLOSED)
    steps = wall.own(Step.objects.all(), actor).filter(status=Step.Status.TO_DO)
    steps = steps.exclude(plan__status=Plan.Status.CLOSED)
    if owners is not None:
        plans = plans.filter(child_id__in=list(workers))
        steps = steps.filter(
            Q(membership_id__in=owners.memberships) | Q(membership__isnull=True, child_id__in=list(workers))
        )
    things = [
        OpenThing(
            kind="plan",
            what="A plan to agree" if row.status == Plan.Status.DRAFT else "A plan to review",
            ref=row.ref,
            since=row.agreed_on or row.started_on,
            due_on=row.review_on if row.is_agreed else None,
            child_id=row.child_id,
            membership_id=workers.get(row.child_id),
        )
        for row in plans.order_by("started_on", "id")
    ]
    return things + [
        OpenThing(
            kind="step",
            what="A step of a plan",
            ref=row.ref,
            since=calendar.london_date(row.created_at),
            due_on=row.due_on,
            child_id=row.child_id,
            # Somebody outside the partnership is named in words only: the worker sees to it that they do it.
            membership_id=row.membership_id or workers.get(row.child_id),
        )
        for row in steps.order_by("due_on", "id")
    ]
