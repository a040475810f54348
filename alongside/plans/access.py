"""Who may read and write a child's plan, tick a step and record a contact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.partnerships import prepared, wall
from alongside.plans.models import Contact, Goal, Plan, Step
from alongside.referrals import queries as referrals


def readers_children(actor: Actor, now: dt.datetime, strand: Strand = Strand.PLAN) -> QuerySet[Child]:
    """Children of whom the actor may read this strand now: for lists over many children."""
    return children.visible_children(actor, now).filter(prepared.any_of("id", children.held(actor, now, strand=strand)))


def visible_plans(actor: Actor, now: dt.datetime) -> QuerySet[Plan]:
    """Plans of children whose plan strand the actor may read."""
    return wall.own(Plan.objects.all(), actor).filter(_of_readers(actor, now))


def visible_steps(actor: Actor, now: dt.datetime) -> QuerySet[Step]:
    """Steps of those plans."""
    return wall.own(Step.objects.all(), actor).filter(_of_readers(actor, now))


def _of_readers(actor: Actor, now: dt.datetime) -> prepared.any_of:
    return prepared.any_of("child_id", children.held(actor, now, strand=Strand.PLAN))


def visible_contacts(actor: Actor, standing: Standing) -> QuerySet[Contact]:
    """Contacts with one child in the strands that the actor may read."""
    return wall.own(Contact.objects.all(), actor).filter(
        withdrawn_at__isnull=True, child_id=standing.child_id, strand__in=[strand.value for strand in standing.strands]
    )


def contact_or_404(actor: Actor, standing: Standing, ref: str) -> Contact:
    """A contact with the child that was not withdrawn."""
    contact = visible_contacts(actor, standing).filter(ref=ref).first()
    if contact is None:
        raise Http404
    return contact


def open_plan_or_404(actor: Actor, child: Child, now: dt.datetime) -> Plan:
    """The plan of the child that is not closed; 404 where there is none or it may not be known."""
    plan = visible_plans(actor, now).filter(child=child).filter(~Q(status=Plan.Status.CLOSED)).first()
    if plan is None:
        raise Http404
    return plan


def goal_or_404(actor: Actor, plan: Plan, ref: str) -> Goal:
    """A goal of the plan."""
    goal = wall.own(Goal.objects.all(), actor).filter(plan=plan, ref=ref).first()
    if goal is None:
        raise Http404
    return goal


def step_or_404(actor: Actor, plan: Plan, ref: str) -> Step:
    """A step of the plan."""
    step = wall.own(Step.objects.all(), actor).filter(plan=plan, ref=ref).first()
    if step is None:
        raise Http404
    return step


def may_write_plan(actor: Actor, child: Child, now: dt.datetime) -> Verdict:
    """May they write the child's plan? Only with the permission, a grant that writes the plan strand, and open work."""
    standing = children.standing(actor, child, now) if actor.may(Permission.WRITE_PLAN) else None
    return may_write_plan_in(actor, standing, referrals.open_involvements(child) if standing else ())


def may_write_plan_in(actor: Actor, standing: Standing | None, open_work: Sequence[referrals.OpenWork]) -> Verdict:
    """The same for a page that knows already how the actor stands to the child, and which work is open."""
    if not actor.may(Permission.WRITE_PLAN) or standing is None:
        return no("Your role reads the plan and does not write in it. Tell the allocated worker what should change.")
    if not standing.writes(Strand.PLAN):
        return children.may_write_in(standing, Strand.PLAN)
    if not open_work:
        return not_now(
            "No work is open with this child. A plan is written once a worker is allocated: ask the front door."
        )
    return YES


def may_write_ehc_changes(actor: Actor, child: Child, now: dt.datetime) -> Verdict:
    """May they say in the plan how the EHC plan changes our work? Whoever writes the plan and reads education."""
    verdict = may_write_plan(actor, child, now)
    if verdict and not children.standing(actor, child, now).reads(Strand.EDUCATION):
        return no("You do not read this child's education. Ask the allocated worker.")
    return verdict


def may_sign_without_ehc_changes(actor: Actor, child: Child, now: dt.datetime) -> Verdict:
    """May they sign that the plan goes on without it? A manager who supervises the work and reads education."""
    standing = children.standing(actor, child, now)
    if actor.may(Permission.DECIDE_OTHERWISE) and standing.reads(Strand.EDUCATION) and standing.reads(Strand.PLAN):
        return YES
    return no("A team manager signs this, with a reason.")


def may_tick(actor: Actor, step: Step, child: Child, now: dt.datetime) -> Verdict:
    """May they say how a step stands? Whoever promised it and reads the plan, and whoever writes the plan."""
    standing = children.standing(actor, child, now)
    if step.membership_id == actor.membership_id and standing.reads(Strand.PLAN):
        return YES
    return may_write_plan(actor, child, now)


def contact_strand(actor: Actor, standing: Standing) -> Strand | None:
    """The strand in which the actor records a contact: the plan, or health for a clinician who only reads the plan."""
    if actor.may(Permission.RECORD_CONTACT):
        for strand in (Strand.PLAN, Strand.HEALTH):
            if standing.writes(strand):
                return strand
    return None


def may_record_contact(actor: Actor, standing: Standing) -> Verdict:
    """May they record a contact with the child? What happened may be recorded whatever state the work is in."""
    if contact_strand(actor, standing) is None:
        return no("You do not record contacts with this child. Tell the allocated worker what happened.")
    return YES
