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
