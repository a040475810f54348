"""Who may see and do what with a child's screens, needs, support and strategies.

What a child needs help with is health or education information: police and other readers without those strands never
see it. What helps (strategies) is for everyone who may know the child at all.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.children.access import Standing
from alongside.children.models import Child, Grant
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.needs import rules
from alongside.needs.models import Need, Screen, Strategy, Support
from alongside.partnerships import prepared, wall

_IN_SUPPORT = (Strand.HEALTH, Strand.EDUCATION, Strand.PLAN)
"""Strands in which support can stand."""


def _works_with(standing: Standing) -> bool:
    """Whether the person works with the child, rather than reads of the child in a meeting."""
    return any(standing.writes(strand) for strand in _IN_SUPPORT)


# Rows of one child that a standing may see


def screens_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Screen]:
    """Screens of the child: results are health information."""
    rows = wall.own(Screen.objects.all(), actor).filter(child_id=child.pk)
    return rows if standing.reads(Strand.HEALTH) else rows.none()


def needs_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Need]:
    """What is known of the child's own needs, in the strands that may be read. Never what we merely presume."""
    return (
        wall.own(Need.objects.all(), actor)
        .filter(child_id=child.pk, area__in=rules.areas_in(standing.readable))
        .exclude(status=Need.Status.PRESUMED)
    )


def supports_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Support]:
    """Specialist support of the child, in the strands that may be read."""
    return wall.own(Support.objects.all(), actor).filter(
        child_id=child.pk, specialism__in=rules.specialisms_in(standing.readable)
    )


def strategies_of(actor: Actor, child: Child) -> QuerySet[Strategy]:
    """Strategies of the child: for everyone who may know the child at all."""
    return wall.own(Strategy.objects.all(), actor).filter(child_id=child.pk)


# Rows of many children


def visible_supports(actor: Actor, now: dt.datetime) -> QuerySet[Support]:
    """Support of children whom the actor may know of, each in a strand that the actor may read of that child."""
    rows = wall.own(Support.objects.all(), actor)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    seen = Q(pk__in=[])
    for strand in _IN_SUPPORT:
        specialisms = rules.specialisms_in([strand])
        seen |= Q(prepared.any_of("child_id", children.held(actor, now, strand=strand)), specialism__in=specialisms)
    return rows.filter(seen)


_OWN_WORK = (Grant.Reason.ALLOCATED, Grant.Reason.COVER)


def children_worked_with(actor: Actor, now: dt.datetime) -> Sequence[int]:
    """Ids of children who are allocated to the actor, or whom the actor covers."""
    return children.held(actor, now, reasons=_OWN_WORK, mine=True)


def children_supported(actor: Actor, now: dt.datetime) -> Sequence[int]:
    """Ids of children to whom the actor gives specialist support."""
    return children.held(actor, now, reasons=(Grant.Reason.SPECIALIST,), mine=True)


def children_supervised(actor: Actor, now: dt.datetime) -> Sequence[int]:
    """Ids of children whose work the actor supervises."""
    return children.held(actor, now, reasons=(Grant.Reason.SUPERVISION,))


# Screens


def may_offer_screen(actor: Actor, standing: Standing) -> Verdict:
    """May they offer a screen? Whoever allocates, as work opens; and whoever screens and works with the child."""
    if actor.may(Permission.ALLOCATE) or (actor.may(Permission.RECORD_SCREEN) and _works_with(standing)):
        return YES
    return no("Ask the allocated worker to offer a screen.")


def waits_for_screen(child: Child) -> bool:
    """Whether a screen was offered to the child and is neither done nor declined."""
    rows = Screen.objects.filter(partnership_id=child.partnership_id, child_id=child.pk)
    return rows.filter(status=Screen.Status.OFFERED).exists()


def pointed_to(actor: Actor, child: Child) -> tuple[str, ...]:
    """Areas to which a screen or somebody who knows the child has pointed: they say which fuller tools may follow."""
    return tuple(_pointed_to(actor, child.pk))


@prepared.question
def _pointed_to(actor: Actor, child_id: int) -> QuerySet[Need, str]:
    rows = wall.own(Need.objects.all(), actor).filter(child_id=child_id)
    return rows.filter(status__in=[Need.Status.RAISED, Need.Status.IDENTIFIED]).values_list("area", flat=True)


def may_record_screen(actor: Actor, standing: Standing) -> Verdict:
    """May they record what a screen found, or that there was none?"""
    if actor.may(Permission.RECORD_SCREEN) and _works_with(standing) and standing.reads(Strand.HEALTH):
        return YES
    return no("Ask the allocated worker to record the screen.")


# Needs


def may_record_need(actor: Actor, standing: Standing, area: str = "") -> Verdict:
    """May they record that a need is known? They work with the child and read the strand in which the need stands."""
    reads = standing.reads(rules.strand_of_area(area)) if area else bool(rules.areas_in(standing.readable))
    if actor.may(Permission.RECORD_NEED) and _works_with(standing) and reads:
        return YES
    return no("Ask the allocated worker or the specialist to record the need.")


def may_rule_out_need(actor: Actor, standing: Standing, area: str = "") -> Verdict:
    """May they rule a need out? Only who writes the strand: for health, whoever has assessed the child."""
    areas = rules.areas_in(standing.writable)
    if actor.may(Permission.RECORD_NEED) and (area in areas if area else bool(areas)):
        return YES
    return no("Only a specialist who has assessed the child can rule a need out. Ask for support first.")


# Support


def may_ask_for_support(actor: Actor, standing: Standing) -> Verdict:
    """May they ask a specialist team for support?"""
    if actor.may(Permission.RECORD_SCREEN) and _works_with(standing):
        return YES
    return no("Ask the allocated worker to ask for support.")


def may_see_queue(actor: Actor) -> Verdict:
    """May they open the queue of who waits? What stands in it is decided child by child."""
    if actor.may(Permission.GIVE_SUPPORT) or actor.may(Permission.RECORD_SCREEN):
        return YES
    return no("Only specialists, practitioners and team managers see who waits for support.")


def is_of_team(actor: Actor, support: Support) -> bool:
    """Whether the actor belongs to the team in whose queue the support stands."""
    return actor.may(Permission.GIVE_SUPPORT) and support.team_id in actor.team_ids


def may_give_support(actor: Actor, support: Support) -> Verdict:
    """May they accept, offer, begin and end it? Members of the team that has it."""
    if is_of_team(actor, support):
        return YES
    if support.team_id is None:
        return not_now("No team has this yet. A team manager places it when there is somebody to give it.")
    return no("Only the team that has this in its queue answers it.")


def may_settle_support(actor: Actor, standing: Standing, support: Support) -> Verdict:
    """May they end support that no team gives: unplaced, or declined?"""
    if support.status not in (Support.Status.UNPLACED, Support.Status.DECLINED):
        return may_give_support(actor, support)
    if is_of_team(actor, support) or may_ask_for_support(actor, standing):
        return YES
    return no("The allocated worker decides what happens next.")


def may_place_support(actor: Actor, standing: Standing) -> Verdict:
    """May they give support that nobody has to a team? The worker, the manager who supervises, whoever asks for it."""
    if may_ask_for_support(actor, standing):
        return YES
    return no("The allocated worker or the team manager places it.")


# Strategies


def may_write_strategy(actor: Actor, standing: Standing) -> Verdict:
    """May they write or withdraw what helps this child? Whoever works with the child and writes in some strand."""
    if actor.may(Permission.WRITE_STRATEGY) and (_works_with(standing) or standing.writes(Strand.IDENTITY)):
        return YES
    return no("Tell the allocated worker what helps. They will write it down for everyone.")
