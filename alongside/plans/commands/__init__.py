"""Every change to a child's plan, and every contact."""

from alongside.plans.commands.agreeing import agree_plan, review_plan
from alongside.plans.commands.contacts import record_contact, withdraw_contact
from alongside.plans.commands.ehc import sign_without_ehc_changes, write_ehc_changes
from alongside.plans.commands.goals import add_goal, add_step, edit_goal, hand_over_step, tick_step
from alongside.plans.commands.plan import EDITABLE, close_plan, edit_plan, give_plan, set_review, start_plan

__all__ = [
    "EDITABLE",
    "add_goal",
    "add_step",
    "agree_plan",
    "close_plan",
    "edit_goal",
    "edit_plan",
    "give_plan",
    "hand_over_step",
    "record_contact",
    "review_plan",
    "set_review",
    "sign_without_ehc_changes",
    "start_plan",
    "tick_step",
    "withdraw_contact",
    "write_ehc_changes",
]
