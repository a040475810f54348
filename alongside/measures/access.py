"""Who may see measures, and whether small numbers are hidden from them."""

from __future__ import annotations

from alongside.accounts.permissions import Permission
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no


def may_see_measures(actor: Actor) -> Verdict:
    """May they see measures?"""
    if actor.may(Permission.SEE_MEASURES):
        return YES
    return no("Managers, heads of service and board members see measures. Ask your manager for a figure that you need.")


def sees_small_counts(actor: Actor) -> bool:
    """Whether the actor sees a service's own small counts: those who manage its work. Others see suppressed figures."""
    return actor.may(Permission.SEE_TEAM_WORK)


def may_see_small_counts(actor: Actor) -> Verdict:
    """May they see small counts, and of whom something is not recorded?"""
    if sees_small_counts(actor):
        return YES
    return no("Small numbers are for those who manage the work. The board's page has what you may see.")


def may_close_quarters(actor: Actor) -> Verdict:
    """May they close a quarter? The clock does, and whoever sets the system up."""
    if actor.may(Permission.MANAGE_PEOPLE):
        return YES
    return no("Quarters are closed by the clock, and by nobody by hand.")
