"""Who may change agencies, teams and people."""

from __future__ import annotations

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import permissions_of
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no
from alongside.partnerships.models import Proposal

_ALONE = frozenset({Permission.SEE_MEASURES.value})
"""What a role may hold that one administrator gives alone: figures, in which no child stands."""


def may_manage(actor: Actor) -> Verdict:
    """May they keep agencies, teams and people?"""
    if actor.may(Permission.MANAGE_PEOPLE):
        return YES
    return no("Only a system administrator can change agencies, teams and people.")


def needs_second_person(role: str) -> bool:
    """Whether this role takes two people to give: one that sees children, or that decides who may (administrators and
    information governance, else somebody could give themselves a second account and let it in)."""
    return not permissions_of(role) <= _ALONE


def may_decide_about(actor: Actor, proposal: Proposal) -> Verdict:
    """May they be the second person for this role? Never who proposed it, and never whom it is for, in any role."""
    if not actor.may(Permission.AGREE_ABOUT_PEOPLE):
        return no("Only an administrator, the head of service or the information governance lead decides about roles.")
    if proposal.proposed_by.user_id == actor.user_id:
        return no("You proposed this yourself. Somebody else decides. You can withdraw it.")
    return YES


def may_see_proposals(actor: Actor) -> Verdict:
    """May they see which roles are proposed for whom?"""
    if actor.may(Permission.MANAGE_PEOPLE) or actor.may(Permission.AGREE_ABOUT_PEOPLE):
        return YES
    return no("Only who keeps agencies and people sees which roles wait for a second person.")
