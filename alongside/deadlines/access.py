"""Who may see which dates, keep them, hand them over, and say when schools meet."""

from __future__ import annotations

import datetime as dt
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import permissions_of
from alongside.children import access as children
from alongside.children import rules as child_rules
from alongside.children.models import Child, Grant
from alongside.core import clocks
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.deadlines import rules
from alongside.deadlines.models import Claim, Clock, Feed, TermDates
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership

_LASTING = (
    Grant.Reason.ALLOCATED,
    Grant.Reason.COVER,
    Grant.Reason.SUPERVISION,
    Grant.Reason.SEND,
)
"""Reasons under which somebody begins a clock: work with the child. Reading for a meeting, or to do one action, is
none, since whoever begins a clock may name its owner, who sees the child until it is kept."""


def strands_of_rules() -> tuple[Strand, ...]:
    """Strands in which rules of time stand."""
    return tuple(dict.fromkeys(rule.strand for rule in clocks.every() if rule.of_child))


def visible_clocks(actor: Actor, now: dt.datetime) -> QuerySet[Clock]:
    """Clocks of children in the strands that the actor may read."""
    rows = wall.own(Clock.objects.all(), actor)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    readable = [
        Q(prepared.any_of("child_id", children.held(actor, now, strand=strand)), strand=strand.value)
        for strand in strands_of_rules()
    ]
    return rows.filter(reduce(or_, readable))


def is_visible(actor: Actor, clock: Clock, now: dt.datetime) -> bool:
    """Whether the actor may know of this clock now."""
    return bool(_visible(actor, clock.pk, now))


@prepared.question
def _visible(actor: Actor, clock_id: int, now: dt.datetime) -> QuerySet[Clock, int]:
    return visible_clocks(actor, now).filter(pk=clock_id).values_list("pk", flat=True)


def clock_or_404(actor: Actor, child: Child, ref: str, now: dt.datetime) -> Clock:
    """A clock of the child, or the same 404 for "there is none" and "not yours to know"."""
    clock = visible_clocks(actor, now).filter(child=child, ref=ref).select_related("owner__user", "team").first()
    if clock is None:
        raise Http404
    return clock


def claim_or_404(actor: Actor, clock: Clock, ref: str) -> Claim:
    """An exception claimed for the clock, which still stands."""
    claim = wall.own(Claim.objects.all(), actor).filter(clock=clock, ref=ref, withdrawn_on__isnull=True).first()
    if claim is None:
        raise Http404
    return claim


def strands_kept(actor: Actor, child: Child, now: dt.datetime) -> tuple[Strand, ...]:
    """Strands in which the actor may begin a clock for the child: written by right of work that lasts."""
    if not actor.may(Permission.KEEP_DATES):
        return ()
    standing = children.standing(actor, child, now)
    kept: set[Strand] = set()
    for grant in standing.grants:
        if grant.reason in _LASTING:
            kept |= child_rules.writable(actor.role, grant.reason) & {Strand(name) for name in grant.strands}
    return tuple(strand for strand in strands_of_rules() if strand in kept)


def may_start(actor: Actor, child: Child, now: dt.datetime) -> Verdict:
    """May they begin a clock for the child?"""
    if not actor.may(Permission.KEEP_DATES):
        return no("Your role reads dates and does not keep them. Tell the allocated worker or the SEND officer.")
    if not strands_kept(actor, child, now):
        return no("You do not keep dates for this child. Ask the allocated worker or the SEND officer.")
    return YES


def may_keep(actor: Actor, clock: Clock, now: dt.datetime) -> Verdict:
    """May they say that it was kept, claim an exception or begin what follows? Its owner, and whoever may begin one."""
    child = clock.child
    is_owner = clock.owner_id == actor.membership_id or clock.team_id in actor.team_ids
    if is_owner and actor.may(Permission.DO_ACTION) and is_visible(actor, clock, now):
        return YES
    if Strand(clock.strand) in strands_kept(actor, child, now):
        return YES
    return no("This date is kept by somebody else. Tell its owner what happened.")


def may_keep_running(actor: Actor, clock: Clock, now: dt.datetime) -> Verdict:
    """The same for what is only done while it runs."""
    if not clock.is_running:
        return not_now("This date is no longer waited for.")
    return _kept_here(clock) and may_keep(actor, clock, now)


def may_reopen(actor: Actor, clock: Clock, now: dt.datetime) -> Verdict:
    """May they say that it was not done after all?"""
    return _kept_here(clock) and may_keep(actor, clock, now)


def _kept_here(clock: Clock) -> Verdict:
    """Whether what it asks is said to be done on its own page, and not where the work stands."""
    if rules.kept_at(clock.about):
        return not_now("This date is kept where the work is written down. Go there and say what was done.")
    return YES


def may_hand_over(actor: Actor, clock: Clock, now: dt.datetime) -> Verdict:
    """May they give it to somebody else? Whoever may begin one for the child, since the new owner sees the child."""
    if not clock.is_running:
        return not_now("This date is no longer waited for.")
    if Strand(clock.strand) in strands_kept(actor, clock.child, now):
        return YES
    return no("Only whoever works with the child hands this over. Ask the allocated worker or your manager.")


def may_own(owner: Membership) -> bool:
    """Whether somebody's role can take a date to keep."""
    return Permission.DO_ACTION.value in permissions_of(owner.role)


def may_keep_term_dates(actor: Actor) -> Verdict:
    """May they say when schools meet?"""
    if actor.may(Permission.KEEP_TERM_DATES):
        return YES
    return no("The SEND officer and team managers keep the term dates. Tell them what is wrong.")


def visible_term_dates(actor: Actor) -> QuerySet[TermDates]:
    """Term dates of the area, every edition: they are published, and whoever works here may read them."""
    return wall.own(TermDates.objects.all(), actor)


def own_feed(actor: Actor) -> Feed | None:
    """The actor's private calendar link, while it holds."""
    feeds = wall.own(Feed.objects.all(), actor)
    return feeds.filter(membership_id=actor.membership_id, revoked_at__isnull=True).first()
