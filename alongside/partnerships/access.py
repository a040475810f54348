"""Who may change agencies, teams and people."""

from __future__ import annotations

from alongside.accounts.permissions import Permission
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no


def may_manage(actor: Actor) -> Verdict:
    """May they keep agencies, teams and people?"""
    if actor.may(Permission.MANAGE_PEOPLE):
        return YES
    return no("Only a system administrator can change agencies, teams and people.")
