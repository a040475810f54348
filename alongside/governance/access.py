"""Who sees priorities, sets them, and says how far they have come."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import ROLES, permissions_of
from alongside.core.actor import Actor
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.governance.models import Priority
from alongside.partnerships import wall
from alongside.partnerships.models import Membership

OWNERS = tuple(role.code.value for role in ROLES.values() if Permission.SEE_MEASURES in role.permissions)
"""Roles in which somebody can own a priority: whoever sees the figure in which it should show."""

ENDED = "This priority is closed. Set a new one if it matters again."


def visible_priorities(actor: Actor) -> QuerySet[Priority]:
    """Priorities of the partnership, for whoever sees its measures."""
    rows = wall.own(Priority.objects.all(), actor)
    return rows if actor.may(Permission.SEE_MEASURES) else rows.none()


def priority_or_404(actor: Actor, ref: str) -> Priority:
    """A priority, or the same 404 for "there is none" and "not yours to know"."""
    row = visible_priorities(actor).select_related("owner__user", "owner__agency", "set_by__user").filter(ref=ref)
    found = row.first()
    if found is None:
        raise Http404
    return found


def may_see_priorities(actor: Actor) -> Verdict:
    """May they see what the partnership works towards, with its figures?"""
    if actor.may(Permission.SEE_MEASURES):
        return YES
    return no("Managers, heads of service and board members see priorities with their figures. Ask your manager.")


def may_set_priorities(actor: Actor) -> Verdict:
    """May they set a priority, change it, or give it to somebody else?"""
    if actor.may(Permission.SET_PRIORITIES):
        return YES
    return no("A manager or the head of service writes down what the partnership has decided. Tell them.")


def may_change_priority(actor: Actor, priority: Priority) -> Verdict:
    """The same, while it is open."""
    if priority.status != Priority.Status.OPEN:
        return not_now(ENDED)
    return may_set_priorities(actor)


def may_review_priority(actor: Actor, priority: Priority) -> Verdict:
    """May they say how far it has come? Its owner, and whoever sets priorities."""
    if priority.status != Priority.Status.OPEN:
        return not_now(ENDED)
    if priority.owner_id == actor.membership_id and actor.may(Permission.SEE_MEASURES):
        return YES
    if actor.may(Permission.SET_PRIORITIES):
        return YES
    return no(f"{priority.owner.user.name} reviews this priority. Tell them what you know.")


def may_own(membership: Membership, today: dt.date) -> Verdict:
    """Can this person own a priority from today on?"""
    if membership.to_on is not None and membership.to_on < today:
        return not_now(f"{membership.user.name} does not work here today. Choose somebody else.")
    if Permission.SEE_MEASURES.value in permissions_of(membership.role):
        return YES
    return not_now(f"{membership.user.name} does not see measures. Choose somebody who sees the figure.")
