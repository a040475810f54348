"""The plan page: strengths and what matters first, then goals in own words with their steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.ehcp import queries as ehcp
from alongside.partnerships import prepared, wall
from alongside.plans import rules
from alongside.plans.models import Goal, Plan, Review, Step
from alongside.referrals import queries as referrals


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
class EhcChanges:
    """What the plan says of the EHC plan that is in force."""

    in_force_since: dt.date
    changes: str
    written_on: dt.date | None
    is_older: bool
    """Whether it was written before the EHC plan as it is now."""
    signed_why: str
    signed_on: dt.date | None
    signed_by: str

    def lacks(self, today: dt.date) -> bool:
        """Whether the plan is not complete on a day, since it does not say it and nobody has signed."""
        return rules.lacks_ehc_changes(
            in_force_since=self.in_force_since, written_on=self.written_on, signed_on=self.signed_on, today=today
        )


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
    is_left_over: bool
    """Whether it belongs to work that has ended: a new plan may begin, and this one may be reviewed to carry on."""
    given_on: dt.date | None
    closed_on: dt.date | None
    version: int
    edition: int
    goals: tuple[GoalLine, ...]
    other_steps: tuple[StepLine, ...]
    """Steps that help with no goal in particular."""
    reviews: tuple[ReviewLine, ...]
    ehc: EhcChanges | None
    """What it says of the EHC plan; None where none is in force, or the reader does not read education."""

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


def current_plan(
    child: Child,
    standing: Standing,
    look: trail.Look,
    open_work: Sequence[referrals.OpenWork] | None = None,
    *,
    with_reviews: bool = True,
) -> PlanPage | None:
    """The child's plan, or None where there is none or the reader does not read plans. Six queries; one less each for
    a page that gives the child's ``open_work``, and for one that shows no reviews."""
    look.insist(child.ref)
    if not standing.reads(Strand.PLAN):
        return None
    found = _current(look.actor, child)
    if not found:
        return None
    if open_work is None:
        open_work = referrals.open_involvements(child)
    since = None
    if standing.reads(Strand.EDUCATION):
        since = ehcp.in_force_since(look.actor, [child.pk]).get(child.pk)
    reviews = _reviews(look.actor, found[0]) if with_reviews else ()
    return _page(found[0], open_work, look.actor, reviews, _ehc(found[0], since))


@prepared.question
def _current(actor: Actor, child: Child) -> QuerySet[Plan]:
    plans = wall.own(Plan.objects.all(), actor).filter(child_id=child.pk).exclude(status=Plan.Status.CLOSED)
    return plans.select_related("written_by__user", "ehc_signed_by__user").order_by("id")[:1]


@prepared.question
def _steps(actor: Actor, plan: Plan) -> QuerySet[Step]:
    steps = wall.own(Step.objects.all(), actor).filter(plan_id=plan.pk)
    return steps.select_related("membership__user", "membership__agency", "goal").order_by("due_on", "id")


@prepared.question
def _goals(actor: Actor, plan: Plan) -> QuerySet[Goal]:
    return wall.own(Goal.objects.all(), actor).filter(plan_id=plan.pk).order_by("position", "id")


@prepared.question
def _reviews(actor: Actor, plan: Plan) -> QuerySet[Review]:
    reviews = wall.own(Review.objects.all(), actor).filter(plan_id=plan.pk)
    return reviews.select_related("held_by__user").order_by("-held_on", "-id")


def _ehc(row: Plan, since: dt.date | None) -> EhcChanges | None:
    if since is None:
        return None
    return EhcChanges(
        in_force_since=since,
        changes=row.ehc_changes,
        written_on=row.ehc_changes_on,
        is_older=bool(row.ehc_changes) and not rules.says_ehc_changes(row.ehc_changes_on, since),
        signed_why=row.ehc_signed_why,
        signed_on=row.ehc_signed_on,
        signed_by=row.ehc_signed_by.user.name if row.ehc_signed_by else "",
    )


def _page(
    row: Plan,
    open_work: Sequence[referrals.OpenWork],
    actor: Actor,
    reviews: Sequence[Review],
    ehc: EhcChanges | None,
) -> PlanPage:
    steps = [_step(step, actor) for step in _steps(actor, row)]
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
        for goal in _goals(actor, row)
    )
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
        is_left_over=rules.is_left_over(
            involvement=row.involvement,
            started_on=row.started_on,
            open_work=[(work.ref, work.opened_on) for work in open_work],
        ),
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
            for review in reviews
        ),
        ehc=ehc,
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
class OtherPlan:
    """The plan in another record of the child. Whoever may change it does so there."""

    child_ref: str
    plan: PlanPage


def plans_of(others: Sequence[children.Joined]) -> tuple[OtherPlan, ...]:
    """Plans in other records of one child, as far as the reader reads them. Five queries for each record."""
    found = ((one.child.ref, current_plan(one.child, one.standing, one.look, with_reviews=False)) for one in others)
    return tuple(OtherPlan(ref, plan) for ref, plan in found if plan is not None)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A plan that has ended."""

    ref: str
    started_on: dt.date
    closed_on: dt.date | None
    goals: tuple[str, ...]


def earlier_plans(
    child: Child, standing: Standing, look: trail.Look, others: Sequence[children.Joined] = ()
) -> tuple[Earlier, ...]:
    """Plans of the child that have ended, newest first, with their goals in the child's words, from all records of the
    child. Two queries."""
    look.insist(child.ref)
    records = [
        one.child.pk for one in (children.Joined(child, standing, look), *others) if one.standing.reads(Strand.PLAN)
    ]
    if not records:
        return ()
    rows = wall.own(Plan.objects.all(), look.actor).filter(child_id__in=records, status=Plan.Status.CLOSED)
    plans = list(rows.order_by("-started_on", "-id")[:10])
    words: dict[int, list[str]] = {}
    for goal in wall.own(Goal.objects.all(), look.actor).filter(plan__in=plans).order_by("position"):
        words.setdefault(goal.plan_id, []).append(goal.words)
    return tuple(Earlier(row.ref, row.started_on, row.closed_on, tuple(words.get(row.pk, ()))) for row in plans)


@dataclass(frozen=True, slots=True)
class PlanDue:
    """When a plan is due for work that is open and has none, and why then."""

    due_on: dt.date
    why: rules.WhyDate


def plan_due(open_work: Sequence[referrals.OpenWork]) -> PlanDue | None:
    """When the plan of a child whose work is open is due; None where no work is open."""
    if not open_work:
        return None
    opened_on = min(row.opened_on for row in open_work)
    return PlanDue(rules.plan_due_on(opened_on), rules.why_plan_due(opened_on))
