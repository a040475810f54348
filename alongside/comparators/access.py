"""Who may see how an area compares: published figures name no child, and are shown with a service's measures."""

from __future__ import annotations

from alongside.accounts.permissions import Permission
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no


def may_see_comparison(actor: Actor) -> Verdict:
    """May they see it?"""
    if actor.may(Permission.SEE_MEASURES):
        return YES
    return no("Managers, heads of service and board members see how the area compares. Ask your manager.")
