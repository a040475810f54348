"""Who may know that a child is held, enter it, and do what it started."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sized

from django.db.models import QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.children.access import Standing
from alongside.children.models import Child, Grant
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.justice.models import Detention, HandOver, LookBack, Outcome
from alongside.partnerships import prepared, wall

_ANSWERS_FOR = (Grant.Reason.ALLOCATED, Grant.Reason.COVER, Grant.Reason.SUPERVISION)


def visible_detentions(actor: Actor, now: dt.datetime) -> QuerySet[Detention]:
    """Detentions of children whose plan the actor may read. A school reads no plan: it never learns of one here."""
    rows = wall.own(Detention.objects.all(), actor)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    return rows.filter(prepared.any_of("child_id", children.held(actor, now, strand=Strand.PLAN)))


def detention_or_404(actor: Actor, child: Child, ref: str, now: dt.datetime) -> Detention:
    """A detention of the child, or the same 404 for "there is none" and "not yours to know"."""
    row = visible_detentions(actor, now).filter(child=child, ref=ref).first()
    if row is None:
        raise Http404
    return row


def hand_over_of_child_or_404(actor: Actor, child: Child, ref: str, now: dt.datetime) -> HandOver:
    """Something that a detention of the child started, or the same 404 as above."""
    rows = wall.own(HandOver.objects.all(), actor).filter(
        child=child, ref=ref, detention__in=visible_detentions(actor, now)
    )
    row = rows.select_related(*WITH_HAND_OVER).first()
    if row is None:
        raise Http404
    return row


WITH_HAND_OVER = ("detention", "clock__owner__user", "clock__team", "done_by__user", "stay", "disclosure")
"""What a hand-over is shown with."""


def may_see_custody(actor: Actor) -> Verdict:
    """May they open the page of who is held? Who stands in it is decided child by child."""
    if actor.may(Permission.SEE_CUSTODY):
        return YES
    return no("Youth justice, the SEND team, specialists and social care see who is held. Ask the allocated worker.")


def may_set_standards(actor: Actor) -> Verdict:
    """May they set by when custody is handed over?"""
    if actor.may(Permission.SET_STANDARDS):
        return YES
    return no("Only a manager or the head of service sets the standards of custody.")


def reads_how(standing: Standing) -> bool:
    """Whether the reader may know how the court came to it: a remand, or a sentence."""
    return standing.reads(Strand.JUSTICE)


def may_enter_detention(actor: Actor, standing: Standing) -> Verdict:
    """May they write down that the child is held, moved or released? Whoever answers for the work with the child."""
    answers = any(grant.reason in _ANSWERS_FOR for grant in standing.grants)
    if actor.may(Permission.RECORD_DETENTION) and answers and standing.writes(Strand.JUSTICE):
        return YES
    return no("The allocated worker or the team manager writes this down. Tell them what you know.")


def may_change_detention(actor: Actor, standing: Standing, detention: Detention) -> Verdict:
    """May they write down a move, a day of release or the end of it?"""
    if not detention.is_held:
        return not_now("This has ended. Enter a new one if the child is held again.")
    return may_enter_detention(actor, standing)


def may_hand_over(actor: Actor, standing: Standing, hand_over: HandOver) -> Verdict:
    """May they say that it was done? Its owner, and whoever answers for the work with the child."""
    clock = hand_over.clock
    is_owner = clock.owner_id == actor.membership_id or clock.team_id in actor.team_ids
    if is_owner and actor.may(Permission.DO_ACTION) and standing.reads(Strand.PLAN):
        return YES
    if may_enter_detention(actor, standing):
        return YES
    return no("This is somebody else’s to do. Tell them what happened.")


def may_do_now(actor: Actor, standing: Standing, hand_over: HandOver) -> Verdict:
    """The same while it waits."""
    if hand_over.status != HandOver.Status.WAITING:
        return not_now("This is done already, or no longer needed.")
    return may_hand_over(actor, standing, hand_over)


def may_tell(waiting: Sized) -> Verdict:
    """May they write down who was told, given what of it waits for them?"""
    return YES if waiting else not_now("Everybody whom you tell has been told.")


# Outcomes, and looking back


def visible_outcomes(actor: Actor, now: dt.datetime) -> QuerySet[Outcome]:
    """Outcomes of children of whom the actor may read justice."""
    rows = wall.own(Outcome.objects.all(), actor)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    return rows.filter(prepared.any_of("child_id", children.held(actor, now, strand=Strand.JUSTICE)))


def outcome_or_404(actor: Actor, child: Child, ref: str, now: dt.datetime) -> Outcome:
    """An outcome of the child, or the same 404 for "there is none" and "not yours to know"."""
    row = visible_outcomes(actor, now).filter(child=child, ref=ref).first()
    if row is None:
        raise Http404
    return row


def may_record_outcome(actor: Actor, standing: Standing) -> Verdict:
    """May they write down, or withdraw, an outcome? Whoever answers for the work with the child."""
    answers = any(grant.reason in _ANSWERS_FOR for grant in standing.grants)
    if actor.may(Permission.RECORD_DETENTION) and answers and standing.writes(Strand.JUSTICE):
        return YES
    return no("The allocated worker or the team manager writes outcomes down. Tell them what you know.")


def visible_look_backs(actor: Actor, now: dt.datetime) -> QuerySet[LookBack]:
    """Look-backs on children of whom a manager may read justice."""
    rows = wall.own(LookBack.objects.all(), actor)
    if not actor.may(Permission.LOOK_BACK):
        return rows.none()
    return rows.filter(prepared.any_of("child_id", children.held(actor, now, strand=Strand.JUSTICE)))


def look_back_or_404(actor: Actor, child: Child, ref: str, now: dt.datetime) -> LookBack:
    """A look back on the child, or the same 404 as above."""
    row = visible_look_backs(actor, now).filter(child=child, ref=ref).select_related("team", "done_by__user").first()
    if row is None:
        raise Http404
    return row


def may_look_back(actor: Actor, standing: Standing) -> Verdict:
    """May they say what was found? The manager of the team that has it."""
    if actor.may(Permission.LOOK_BACK) and standing.writes(Strand.JUSTICE):
        return YES
    return no("The manager of the team that worked with the child looks back. Tell them what you think.")


def may_see_look_backs(actor: Actor) -> Verdict:
    """May they open the list of look-backs?"""
    if actor.may(Permission.LOOK_BACK):
        return YES
    return no("Team managers look back. What was found stands, counted, among the measures.")
