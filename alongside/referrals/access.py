"""Who may see a referral or an involvement, and do what with it."""

from __future__ import annotations

import datetime as dt

from django.db.models import Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import AreaPartnership, Membership
from alongside.referrals import rules
from alongside.referrals.models import Arrival, Goodbye, Involvement, Link, Move, MovedIn, Referral, Transfer

# Referrals


def visible_referrals(actor: Actor, now: dt.datetime) -> QuerySet[Referral]:
    """For the front door those that wait, those just closed, and those of children whom it may know of; for everybody
    else those that they or their team made, or on which they work now.

    A referral is not the child's record: seeing one's own gives nothing of the child. Nobody sees a child by holding a
    role alone: what the front door handed on is no longer its business after some days.
    """
    rows = wall.own(Referral.objects.all(), actor)
    mine = Q(id__in=_worked_on(actor))
    if actor.may(Permission.TRIAGE_REFERRAL):
        mine |= _at_front_door(actor, now)
    if actor.may(Permission.REFER_CHILD):
        mine |= Q(referred_by_id=actor.membership_id) | Q(prepared.any_of("team_id", actor.team_ids))
    return rows.filter(mine)


def _at_front_door(actor: Actor, now: dt.datetime) -> Q:
    since = now - dt.timedelta(days=rules.FRONT_DOOR_DAYS)
    handed_on = wall.own(Involvement.objects.all(), actor).filter(
        opened_on__gte=calendar.london_date(since), referral__isnull=False
    )
    return (
        Q(status__in=rules.WAITING)
        | Q(decided_at__gte=since)
        | Q(answered_at__gte=since)
        | Q(id__in=handed_on.values("referral_id"))
        | Q(prepared.any_of("child_id", children.held(actor, now)))
    )


def _worked_on(actor: Actor) -> QuerySet[Involvement, int | None]:
    return (
        wall.own(Involvement.objects.all(), actor)
        .filter(worker_id=actor.membership_id, status=Involvement.Status.OPEN, referral__isnull=False)
        .values_list("referral_id", flat=True)
    )


def referral_or_404(actor: Actor, ref: str, now: dt.datetime) -> Referral:
    """The referral, or the same 404 for "there is none" and "you may not know of it"."""
    row = (
        visible_referrals(actor, now)
        .select_related("referred_by__user", "agency", "team", "locality", "school", "child", "decided_by__user")
        .filter(ref=ref)
        .first()
    )
    if row is None:
        raise Http404
    return row


def sees_all_of(actor: Actor, referral: Referral, now: dt.datetime) -> bool:
    """Whether they see the whole referral, or what a referrer sees: their own words and our reply."""
    return referrals_seen_whole(actor, now).filter(pk=referral.pk).exists()


def referrals_seen_whole(actor: Actor, now: dt.datetime) -> QuerySet[Referral]:
    """Those of which they see more than what a referrer sees."""
    all_of_it = Q(id__in=_worked_on(actor))
    if actor.may(Permission.TRIAGE_REFERRAL):
        all_of_it |= _at_front_door(actor, now)
    return wall.own(Referral.objects.all(), actor).filter(all_of_it)


def triage_or_404(actor: Actor, ref: str, now: dt.datetime) -> Referral:
    """A referral for whoever sees all of it; others get the 404 that they get for any page they may not know of."""
    referral = referral_or_404(actor, ref, now)
    if not sees_all_of(actor, referral, now):
        raise Http404
    return referral


def may_refer(actor: Actor) -> Verdict:
    """May they refer a child?"""
    if actor.may(Permission.REFER_CHILD):
        return YES
    return no(
        "Your role does not refer children. If a child may be at risk of harm, say so: that is open to everybody."
    )


def may_list(actor: Actor) -> Verdict:
    """May they see a list of referrals at all?"""
    if actor.may(Permission.REFER_CHILD) or actor.may(Permission.TRIAGE_REFERRAL):
        return YES
    return no("Your role neither makes referrals nor decides on them.")


def triages(actor: Actor) -> Verdict:
    """May they decide on referrals at all?"""
    return YES if actor.may(Permission.TRIAGE_REFERRAL) else no("Only the front door decides on a referral.")


def may_match(actor: Actor, referral: Referral) -> Verdict:
    """May they compare it with known records, and say whose it is?"""
    if not actor.may(Permission.MATCH_RECORDS):
        return no("Only the front door finds whether a child is known.")
    if referral.status != Referral.Status.RECEIVED:
        return not_now("This referral has been decided on. Whose record it belongs to does not change any more.")
    if referral.born_on is not None and rules.is_under_ten(referral.born_on, referral.received_on):
        return not_now(
            "This child is under 10. Signpost the referral: nothing of the child is kept, so nothing is matched."
        )
    return YES


def may_decide(actor: Actor, referral: Referral) -> Verdict:
    """May they decide what happens next?"""
    if not actor.may(Permission.TRIAGE_REFERRAL):
        return no("Only the front door decides on a referral.")
    if referral.status != Referral.Status.RECEIVED:
        return not_now("This referral has been decided on already.")
    return YES


def may_decide_otherwise(actor: Actor) -> Verdict:
    """May they decide against what the rules say, with a reason?"""
    if actor.may(Permission.DECIDE_OTHERWISE):
        return YES
    return no("Only a manager decides otherwise than the rules say. Ask your manager to decide on this referral.")


def may_record_agreement(actor: Actor, referral: Referral) -> Verdict:
    """May they record what the child and the family answered?"""
    if not actor.may(Permission.RECORD_AGREEMENT):
        return no("Only the front door or a worker records the family's answer.")
    if referral.status == Referral.Status.RECEIVED:
        return not_now("Decide on the referral first. Then ask the child and the family.")
    if referral.stream and not rules.STREAMS[referral.stream].needs_agreement:
        return not_now("This stream follows from a court's decision and does not wait for agreement.")
    if referral.status == Referral.Status.ALLOCATED:
        return not_now("The work has begun. If the family chooses to stop, end the involvement with that reason.")
    if "agreed" not in rules.TRANSITIONS["Referral"][referral.status]:
        return not_now("This referral is closed. If the family has come back, make a new referral.")
    return YES


def may_allocate(actor: Actor, referral: Referral) -> Verdict:
    """May they give the child a worker?"""
    if not actor.may(Permission.ALLOCATE):
        return no("Only the front door or a manager allocates a worker.")
    if referral.status == Referral.Status.ALLOCATED:
        return not_now("A worker is allocated already. A manager can change the worker on the involvement.")
    if referral.status == Referral.Status.AGREED:
        return YES
    if referral.status == Referral.Status.ACCEPTED and not rules.STREAMS[referral.stream].needs_agreement:
        return YES
    if referral.status in (Referral.Status.ACCEPTED, Referral.Status.AGREEMENT_ASKED):
        return not_now(
            "Voluntary work starts with agreement. Record the child's and the parent's or carer's yes first."
        )
    return not_now("Only a referral that was accepted and agreed to is allocated.")


# Involvements


def visible_involvements(actor: Actor, now: dt.datetime) -> QuerySet[Involvement]:
    """Spells of work with children whom they may know of. What of it they read follows from the strand."""
    return wall.own(Involvement.objects.all(), actor).filter(prepared.any_of("child_id", children.held(actor, now)))


def involvement_or_404(actor: Actor, ref: str, now: dt.datetime) -> Involvement:
    """An involvement of a child whose plan strand they may read (and justice, where the stream gives it away)."""
    row = (
        visible_involvements(actor, now)
        .select_related("child__locality", "child__school", "worker__user", "team", "locality")
        .filter(ref=ref)
        .first()
    )
    if row is None or not children.standing(actor, row.child, now).reads(_strand(row)):
        raise Http404
    return row


def _strand(row: Involvement) -> Strand:
    return Strand.JUSTICE if rules.STREAMS[row.stream].is_justice else Strand.PLAN


_NOT_THEIR_WORK = ("break_glass", "meeting", "action", "referrer", "safeguarding")
"""Reasons under which somebody reads of a child and has no part in the work: an emergency, a seat in a meeting."""


def _manages(actor: Actor, involvement: Involvement, now: dt.datetime) -> bool:
    """Whether they allocate, and stand to this child by the work: who reads for four hours, or in a meeting, changes
    nothing, and gives the child to nobody (least of all to themselves)."""
    if not actor.may(Permission.ALLOCATE):
        return False
    held = children.grants_of(actor, now).filter(child_id=involvement.child_id)
    return held.exclude(reason__in=_NOT_THEIR_WORK).exists()


def may_end(actor: Actor, involvement: Involvement, now: dt.datetime) -> Verdict:
    """May they end it? The worker, or whoever allocates and manages this work."""
    if involvement.status == Involvement.Status.ENDED:
        return not_now("This work has ended already. If the child comes back, make a new referral.")
    if actor.membership_id == involvement.worker_id or _manages(actor, involvement, now):
        return YES
    return no("Only the allocated worker or a manager ends this work.")


def may_transfer(actor: Actor, involvement: Involvement, now: dt.datetime) -> Verdict:
    """May they give the child another worker?"""
    if involvement.status == Involvement.Status.ENDED:
        return not_now("This work has ended. There is nothing to hand over.")
    if _manages(actor, involvement, now):
        return YES
    return no("Only a manager changes who works with the child. Ask your manager.")


def may_ask_transfer(actor: Actor, involvement: Involvement, now: dt.datetime) -> Verdict:
    """May they ask a colleague or another team to take it over? The worker, or whoever manages this work."""
    if involvement.status == Involvement.Status.ENDED:
        return not_now("This work has ended. There is nothing to hand over.")
    if actor.membership_id == involvement.worker_id or _manages(actor, involvement, now):
        return YES
    return no("Only the allocated worker or a manager hands this work over.")


def visible_transfers(actor: Actor, now: dt.datetime) -> QuerySet[Transfer]:
    """Who was asked to take over work with a child whose plan the actor reads: whoever is asked does, until then."""
    rows = wall.own(Transfer.objects.all(), actor)
    return rows.filter(prepared.any_of("child_id", children.held(actor, now, strand=Strand.PLAN)))


def transfer_or_404(actor: Actor, ref: str, now: dt.datetime) -> Transfer:
    """What was asked, for whoever reads the plan of the child (and justice, where the stream gives it away)."""
    row = (
        visible_transfers(actor, now)
        .select_related(
            "child__locality",
            "child__school",
            "involvement",
            "from_worker__user",
            "to_team",
            "to_worker__user",
            "asked_by__user",
            "answered_by__user",
        )
        .filter(ref=ref)
        .first()
    )
    if row is None or not children.standing(actor, row.child, now).reads(_strand(row.involvement)):
        raise Http404
    return row


def may_answer_transfer(actor: Actor, row: Transfer) -> Verdict:
    """May they accept or refuse? Whoever was asked; for a team, whoever allocates its work and did not ask."""
    if row.status != Transfer.Status.ASKED:
        return not_now("This has been answered, or taken back.")
    if row.to_worker_id is not None:
        if row.to_worker_id == actor.membership_id:
            return YES
        return no("Only the colleague who was asked answers. You can take it back and ask somebody else.")
    if row.asked_by_id == actor.membership_id:
        return no("You asked this yourself. A manager of the other team answers.")
    if actor.may(Permission.ALLOCATE) and row.to_team_id in actor.team_ids:
        return YES
    return no("Only a manager of the team that was asked answers.")


def may_withdraw_transfer(actor: Actor, row: Transfer, now: dt.datetime) -> Verdict:
    """May they take it back? Whoever asked, the worker, and whoever manages the work."""
    if row.status != Transfer.Status.ASKED:
        return not_now("This has been answered, or taken back.")
    if actor.membership_id in (row.asked_by_id, row.from_worker_id) or _manages(actor, row.involvement, now):
        return YES
    return no("Only whoever asked, or a manager, takes this back.")


def goodbye_or_404(actor: Actor, ref: str, now: dt.datetime) -> Goodbye:
    """A goodbye and hello of a child of whom they read the plan."""
    row = (
        wall.own(Goodbye.objects.all(), actor)
        .select_related("child__locality", "child__school", "involvement", "from_worker__user", "to_worker__user")
        .filter(ref=ref)
        .first()
    )
    if row is None:
        raise Http404
    involvement_or_404(actor, row.involvement.ref, now)
    return row


def may_record_goodbye(actor: Actor, row: Goodbye, work: Involvement, now: dt.datetime) -> Verdict:
    """May they record that the child met both? Either worker, or whoever manages the work."""
    if row.status != Goodbye.Status.DUE:
        return not_now("This is recorded already.")
    if work.status == Involvement.Status.ENDED:
        return not_now("This work has ended.")
    if actor.membership_id in (row.to_worker_id, row.from_worker_id, work.worker_id) or _manages(actor, work, now):
        return YES
    return no("Only the two workers or a manager record this.")


def may_pause(actor: Actor, involvement: Involvement, now: dt.datetime) -> Verdict:
    """May they let it rest? Whoever may end it."""
    if involvement.paused_until_on is not None:
        return not_now("This work rests already. Take it up again first.")
    return may_end(actor, involvement, now)


def may_resume(actor: Actor, involvement: Involvement, now: dt.datetime) -> Verdict:
    """May they take it up again?"""
    if involvement.paused_until_on is None:
        return not_now("This work does not rest.")
    return may_end(actor, involvement, now)


def may_withdraw_agreement(actor: Actor, involvement: Involvement, now: dt.datetime) -> Verdict:
    """May they write down that the family takes back its agreement?"""
    if not rules.STREAMS[involvement.stream].needs_agreement:
        return not_now("This work follows from a court’s or the police’s decision. It does not rest on agreement.")
    return may_end(actor, involvement, now)


# A move to another area


def may_move(actor: Actor, child_id: int, now: dt.datetime) -> Verdict:
    """May they send a copy of this record to another area? Whoever the work is allocated to, and its manager."""
    if child_id in children.held(actor, now, reasons=("allocated", "supervision")):
        return YES
    return no("Only the allocated worker or their manager sends a copy to another area.")


def move_or_404(actor: Actor, ref: str, now: dt.datetime) -> Move:
    """What was sent of a child of whom they read the plan."""
    rows = wall.own(Move.objects.all(), actor).filter(
        prepared.any_of("child_id", children.held(actor, now, strand=Strand.PLAN))
    )
    row = rows.select_related("child__locality", "child__school", "owner__user").filter(ref=ref).first()
    if row is None:
        raise Http404
    return row


def may_close_move(actor: Actor, row: Move, now: dt.datetime) -> Verdict:
    """May they say that the move is over? Whoever sees to it, the worker and the manager."""
    if row.status == Move.Status.CLOSED:
        return not_now("This move is closed.")
    if row.status == Move.Status.SENT:
        return not_now(f"{row.to_name} has not answered yet. Ring them.")
    if row.owner_id == actor.membership_id or may_move(actor, row.child_id, now):
        return YES
    return no("Only the allocated worker or their manager closes this.")


def visible_moved_in(actor: Actor, now: dt.datetime) -> QuerySet[MovedIn]:
    """What came from other areas: for the front door what waits, and for whoever reads the plan of the child."""
    mine = Q(prepared.any_of("referral__child_id", children.held(actor, now, strand=Strand.PLAN)))
    if actor.may(Permission.TRIAGE_REFERRAL):
        mine |= Q(status=MovedIn.Status.WAITING) | Q(referral__in=visible_referrals(actor, now))
    return wall.own(MovedIn.objects.all(), actor).filter(mine)


def moved_in_or_404(actor: Actor, ref: str, now: dt.datetime) -> MovedIn:
    """What came from another area, or the same 404 as for none."""
    row = visible_moved_in(actor, now).select_related("referral__child", "answered_by__user").filter(ref=ref).first()
    if row is None:
        raise Http404
    return row


def may_answer_move(actor: Actor, row: MovedIn) -> Verdict:
    """May they accept or refuse? The front door."""
    if row.status != MovedIn.Status.WAITING:
        return not_now("This has been answered already.")
    if actor.may(Permission.TRIAGE_REFERRAL):
        return YES
    return no("Only the front door answers another area.")


def may_take_over_move(actor: Actor, row: MovedIn, now: dt.datetime) -> Verdict:
    """May they take it into the child's record? Whoever the child is allocated to, once."""
    if row.taken_over_at is not None:
        return not_now("This was taken over already.")
    child_id = row.referral.child_id if row.referral else None
    if child_id is None or row.status != MovedIn.Status.ACCEPTED:
        return not_now("First it is accepted, matched and allocated. Then the worker takes it over.")
    if child_id in children.held(actor, now, reasons=("allocated",), mine=True):
        return YES
    return no("The allocated worker takes this over.")


def is_own(actor: Actor, membership: Membership) -> bool:
    """Whether this is the person themselves, as they act now."""
    return membership.pk == actor.membership_id


def may_record_first_contact(actor: Actor, involvement: Involvement, now: dt.datetime) -> Verdict:
    """May they record when they first met or spoke to the child?"""
    if involvement.status == Involvement.Status.ENDED:
        return not_now("This work has ended.")
    if involvement.first_contact_on is not None:
        return not_now("First contact is recorded already.")
    if actor.membership_id == involvement.worker_id or _manages(actor, involvement, now):
        return YES
    return no("Only the allocated worker or a manager records first contact.")


# The door


def outside(area: AreaPartnership, name: str = "Somebody at the public door") -> Actor:
    """Somebody outside, as the trail knows them: no person, no permission, one area."""
    return Actor(
        user_id=0,
        user_ref="U-DOOR",
        name=name,
        partnership_id=area.pk,
        partnership_slug=area.slug,
        partnership_name=area.name,
        membership_id=0,
        membership_ref="M-DOOR",
        agency_id=0,
        agency_ref="G-DOOR",
        agency_name="Outside",
        agency_kind="other",
        role="outside",
        role_name="Outside",
    )


def visible_arrivals(actor: Actor, now: dt.datetime) -> QuerySet[Arrival]:
    """What came to the door, for the front door: what waits, and what it answered or took in within the last days.

    What became a referral is seen by whoever sees all of that referral; for anybody else there is nothing.
    """
    rows = wall.own(Arrival.objects.all(), actor)
    if not actor.may(Permission.TRIAGE_REFERRAL):
        return rows.none()
    since = now - dt.timedelta(days=rules.FRONT_DOOR_DAYS)
    return rows.filter(
        Q(status=Arrival.Status.WAITING)
        | Q(status__in=(Arrival.Status.NOT_FOR_US, Arrival.Status.WITHDRAWN), decided_at__gte=since)
        | Q(status=Arrival.Status.WITHDRAWN, withdrawn_at__gte=since)
        | Q(referral_id__in=wall.own(Referral.objects.all(), actor).filter(_at_front_door(actor, now)).values("id"))
    )


def arrival_or_404(actor: Actor, ref: str, now: dt.datetime) -> Arrival:
    """What came to the door under this reference, or the same 404 for "there is none" and "not for you"."""
    row = (
        visible_arrivals(actor, now)
        .select_related("locality", "school", "referral", "decided_by__user")
        .filter(ref=ref)
        .first()
    )
    if row is None:
        raise Http404
    return row


def may_take_in(actor: Actor, arrival: Arrival) -> Verdict:
    """May they say whose it is, and make it a referral?"""
    verdict = may_answer(actor, arrival)
    if not verdict:
        return verdict
    if not actor.may(Permission.MATCH_RECORDS):
        return no("Only the front door finds whether a child is known.")
    if arrival.born_on is not None and rules.is_under_ten(arrival.born_on, arrival.received_on):
        return not_now(
            "This child is under 10. Answer that early help is better placed: nothing of the child is kept here."
        )
    return YES


def may_answer(actor: Actor, arrival: Arrival) -> Verdict:
    """May they answer that it is not for us?"""
    if not actor.may(Permission.TRIAGE_REFERRAL):
        return no("Only the front door answers what comes to the door.")
    if arrival.status != Arrival.Status.WAITING:
        return not_now(f"This has been answered already: {Arrival.Status(arrival.status).label.lower()}.")
    return YES


# Links for people without an account


def may_send_link(actor: Actor) -> Verdict:
    """May they ask somebody without an account for a referral?"""
    if actor.may(Permission.SEND_LINK):
        return YES
    return no("Only the front door and workers send a link. Ask the front door to send one.")


def visible_links(actor: Actor, now: dt.datetime) -> QuerySet[Link]:
    """Links that they sent themselves; for the front door all of the last months."""
    rows = wall.own(Link.objects.all(), actor).filter(expires_at__gte=now - dt.timedelta(days=rules.READ_DAYS))
    if actor.may(Permission.TRIAGE_REFERRAL):
        return rows
    return rows.filter(sent_by_id=actor.membership_id) if actor.may(Permission.SEND_LINK) else rows.none()


def link_or_404(actor: Actor, ref: str, now: dt.datetime) -> Link:
    """A link that they may see, or the same 404 as for none."""
    row = visible_links(actor, now).filter(ref=ref).first()
    if row is None:
        raise Http404
    return row


def may_revoke_link(actor: Actor, link: Link, now: dt.datetime) -> Verdict:
    """May they take it back? Whoever sent it, and the front door."""
    if not visible_links(actor, now).filter(pk=link.pk).exists():
        return no("Only whoever sent a link, or the front door, takes it back.")
    if link.revoked_at is not None:
        return not_now("This link has been taken back already.")
    if link.expires_at <= now:
        return not_now("This link has ended already.")
    return YES


def may_set_standards(actor: Actor) -> Verdict:
    """May they set by when the front door does what?"""
    if actor.may(Permission.SET_STANDARDS):
        return YES
    return no("Only a manager or the head of service sets the standards of the front door.")
