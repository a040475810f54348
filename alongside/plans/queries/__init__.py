"""Questions about plans: the plan page, the child's own page, contacts, and what waits for whom."""

from alongside.plans.queries.contacts import ContactLine, contacts
from alongside.plans.queries.owed import open_things
from alongside.plans.queries.plain import PlainPlan, Promise, plain_plan
from alongside.plans.queries.plan import (
    Earlier,
    EhcChanges,
    GoalLine,
    OtherPlan,
    PlanDue,
    PlanPage,
    ReviewLine,
    StepLine,
    current_plan,
    earlier_plans,
    plan_due,
    plans_of,
)
from alongside.plans.queries.summary import PlanSummary, child_summary
from alongside.plans.queries.work import work_for

__all__ = [
    "ContactLine",
    "Earlier",
    "EhcChanges",
    "GoalLine",
    "OtherPlan",
    "PlainPlan",
    "PlanDue",
    "PlanPage",
    "PlanSummary",
    "Promise",
    "ReviewLine",
    "StepLine",
    "child_summary",
    "contacts",
    "current_plan",
    "earlier_plans",
    "open_things",
    "plain_plan",
    "plan_due",
    "plans_of",
    "work_for",
]
