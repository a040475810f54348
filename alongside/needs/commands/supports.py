"""Specialist support, with a stamp on every hand-off: asked for, received, seen, accepted, offered, started, ended."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.access import Standing
from alongside.children.models import Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.needs import access, rules
from alongside.needs.commands.needs import locked_child, point_to
from alongside.needs.models import Need, Support
from alongside.partnerships import prepared
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership, Team

GIVEN = (Strand.IDENTITY, Strand.EDUCATION, Strand.HEALTH, Strand.PLAN)
"""Strands that a specialist team gets to see with the child: never what is alleged."""


@trail.command("needs.support.raised", trail.Verb.COLLECTION)
def ask_for_support(
    *,
    actor: Actor,
    child: Child,
    specialism: str,
    area: str = "",
    why: str = "",
    source: str = "",
    now: dt.datetime,
) -> Support:
    """Ask the specialist team for support. It stands in the team's queue at the same moment, with the clock running.

    Support that is open already for the same need is kept, not doubled. Where no team of the specialism exists, it
    waits as "no one to give it yet".
    """
    child = locked_child(child)
    access.may_ask_for_support(actor, child_access.standing(actor, child, now)).or_raise()
    if specialism not in rules.SPECIALISMS:
        raise NotNow("Choose what kind of support is needed.")
    need: Need | None = point_to(child, area, evidence=source, now=now) if area else None
    row = next(iter(_open(child, specialism, *([] if need is None else [need.pk]), of_need=need is not None)), None)
    is_new = row is None
    if row is None:
        team = _team_for(actor, child, specialism)
        row = Support.objects.create(
            partnership_id=child.partnership_id,
            child=child,
            need=need,
            specialism=specialism,
            team=team,
            source=source or (need.ref if need else child.ref),
            why=why,
            status=Support.Status.RECEIVED if team else Support.Status.UNPLACED,
            raised_at=now,
            raised_by_id=actor.membership_id,
            received_at=now if team else None,
        )
        if team is not None:
            _let_see(actor, row, child, now, team=team)
        _tell(actor, row, child, f"Asked for: {rules.SPECIALISMS[specialism]}.", now)
    trail.record(
        actor,
        "needs.support.raised",
        about=[child.ref, row.ref, *([row.team.ref] if row.team else [])],
        now=now,
        detail={"new": is_new, "placed": row.team_id is not None},
    )
    return row


@prepared.question
def _open(child: Child, specialism: str, *need: int, of_need: bool) -> QuerySet[Support]:
    """Support of the specialism for the same need, or for none, that has not ended; locked."""
    rows = Support.objects.filter(partnership_id=child.partnership_id, child_id=child.pk, specialism=specialism)
    rows = rows.filter(need_id=need[0]) if of_need else rows.filter(need__isnull=True)
    return rows.exclude(status=Support.Status.ENDED).select_for_update().order_by("pk")[:1]


@trail.command("needs.support.placed")
def place_support(*, actor: Actor, support: Support, team: Team, now: dt.datetime) -> Support:
    """Give support that nobody has, or that a team declined, to a team of the same specialism. The wait goes on."""
    row, child, standing = _locked(actor, support, now)
    access.may_place_support(actor, standing).or_raise()
    _insist(row, Support.Status.RECEIVED, "A team has this already.")
    if team.specialism != row.specialism:
        raise NotNow(f"Choose a team for {rules.SPECIALISMS[row.specialism].lower()}.")
    row.status, row.team, row.received_at = Support.Status.RECEIVED, team, now
    row.seen_at, row.seen_by = None, None
    row.save(update_fields=["status", "team", "received_at", "seen_at", "seen_by"])
    _let_see(actor, row, child, now, team=team)
    trail.record(actor, "needs.support.placed", about=[child.ref, row.ref, team.ref], now=now)
    return row


@trail.command("needs.support.seen")
def see_support(*, actor: Actor, support: Support, now: dt.datetime) -> Support:
    """Somebody of the team opens it for the first time."""
    row, child, _ = _locked(actor, support, now)
    access.may_give_support(actor, row).or_raise()
    if row.status == Support.Status.RECEIVED:
        row.status, row.seen_at, row.seen_by_id = Support.Status.SEEN, now, actor.membership_id
        row.save(update_fields=["status", "seen_at", "seen_by"])
    trail.record(actor, "needs.support.seen", about=[child.ref, row.ref], now=now)
    return row


@trail.command("needs.support.accepted")
def accept_support(*, actor: Actor, support: Support, now: dt.datetime) -> Support:
    """A specialist of the team takes it on, and works with the child from now on."""
    row, child, _ = _locked(actor, support, now)
    access.may_give_support(actor, row).or_raise()
    _insist(row, Support.Status.ACCEPTED, "Somebody has accepted this already.")
    row.status, row.accepted_at, row.accepted_by_id = Support.Status.ACCEPTED, now, actor.membership_id
    if row.seen_at is None:
        row.seen_at, row.seen_by_id = now, actor.membership_id
    row.save(update_fields=["status", "accepted_at", "accepted_by", "seen_at", "seen_by"])
    _let_see(actor, row, child, now, membership=Membership.objects.get(pk=actor.membership_id))
    _tell(actor, row, child, f"{rules.SPECIALISMS[row.specialism]}: accepted by {actor.name}.", now)
    trail.record(actor, "needs.support.accepted", about=[child.ref, row.ref], now=now)
    return row


@trail.command("needs.support.taken_over")
def take_over_support(*, actor: Actor, support: Support, now: dt.datetime) -> Support:
    """Another specialist of the team takes it over, so that a child does not wait on somebody who has left."""
    row, child, _ = _locked(actor, support, now)
    access.may_give_support(actor, row).or_raise()
    if row.accepted_by_id is None or row.status not in (
        Support.Status.ACCEPTED,
        Support.Status.OFFERED,
        Support.Status.STARTED,
    ):
        raise NotNow("Nobody has this yet. Accept it.")
    if row.accepted_by_id == actor.membership_id:
        raise NotNow("You have this already.")
    earlier = Membership.objects.get(pk=row.accepted_by_id)
    children.end_grants(actor=actor, source=row.ref, child=child, membership=earlier, now=now)
    row.accepted_by_id = actor.membership_id
    row.save(update_fields=["accepted_by"])
    _let_see(actor, row, child, now, membership=Membership.objects.get(pk=actor.membership_id))
    _tell(actor, row, child, f"{rules.SPECIALISMS[row.specialism]}: taken over by {actor.name}.", now)
    trail.record(actor, "needs.support.taken_over", about=[child.ref, row.ref, earlier.ref], now=now)
    return row


@trail.command("needs.support.handed_over")
def hand_over_support(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> Support:
    """Another specialist of the team has it from now on. For the command that hands over what a leaver had, which has
    decided that it may be done. Raises NotNow for somebody of another team."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    found = Support.objects.select_related("child").get(partnership_id=actor.partnership_id, ref=ref)
    row, child, _ = _locked(actor, found, now)
    if row.team is None or to.pk not in partnerships.members_of(row.team.pk, calendar.london_date(now)):
        raise NotNow(f"{to.user.name} does not belong to the team that gives this support. Choose one of its people.")
    if row.accepted_by_id is None:
        raise NotNow("Nobody has this support yet. The team’s queue has it.")
    earlier = Membership.objects.get(pk=row.accepted_by_id)
    children.end_grants(actor=actor, source=row.ref, child=child, membership=earlier, now=now)
    row.accepted_by = to
    row.save(update_fields=["accepted_by"])
    _let_see(actor, row, child, now, membership=to)
    _tell(actor, row, child, f"{rules.SPECIALISMS[row.specialism]}: {to.user.name} now gives it.", now)
    trail.record(actor, "needs.support.handed_over", about=[child.ref, row.ref, earlier.ref, to.ref], now=now)
    return row


@trail.command("needs.support.declined")
def decline_support(*, actor: Actor, support: Support, reason: str, now: dt.datetime) -> Support:
    """The team says no, with a reason. It goes back to the worker, and the team no longer sees the child."""
    row, child, _ = _locked(actor, support, now)
    access.may_give_support(actor, row).or_raise()
    _insist(row, Support.Status.DECLINED, "Support that has been offered is ended, not declined.")
    if not reason.strip():
        raise NotNow("Say why, and what would help instead.")
    row.status, row.declined_at, row.declined_reason = Support.Status.DECLINED, now, reason
    row.save(update_fields=["status", "declined_at", "declined_reason"])
    children.end_grants(actor=actor, source=row.ref, child=child, now=now)
    _tell(actor, row, child, f"{rules.SPECIALISMS[row.specialism]}: the team said no. {reason}", now)
    trail.record(actor, "needs.support.declined", about=[child.ref, row.ref], now=now)
    return row


@trail.command("needs.support.offered")
def offer_support(*, actor: Actor, support: Support, offered_for_on: dt.date, now: dt.datetime) -> Support:
    """Offer the child a first time. Offering again keeps the day of the first offer."""
    row, child, _ = _locked(actor, support, now)
    access.may_give_support(actor, row).or_raise()
    _insist(row, Support.Status.OFFERED, "Accept this first, then offer a time.")
    today = calendar.london_date(now)
    if offered_for_on < today:
        raise NotNow("The first time must be today or later. If it has happened, record that support has begun.")
    row.status, row.offered_on, row.offered_for_on = Support.Status.OFFERED, row.offered_on or today, offered_for_on
    row.save(update_fields=["status", "offered_on", "offered_for_on"])
    text = f"{rules.SPECIALISMS[row.specialism]}: a first time is offered on {calendar.spoken(offered_for_on)}."
    _tell(actor, row, child, text, now)
    trail.record(actor, "needs.support.offered", about=[child.ref, row.ref], now=now)
    return row


@trail.command("needs.support.started")
def start_support(*, actor: Actor, support: Support, started_on: dt.date, now: dt.datetime) -> Support:
    """Record the first support: the day on which the child's wait ended."""
    row, child, _ = _locked(actor, support, now)
    access.may_give_support(actor, row).or_raise()
    _insist(row, Support.Status.STARTED, "Accept this first, then record that support has begun.")
    if started_on > calendar.london_date(now):
        raise NotNow("Support has begun on the day of the first time. Record it then.")
    if started_on < calendar.london_date(row.raised_at):
        raise NotNow("Support cannot have begun before it was asked for. Check the day.")
    row.status, row.started_on = Support.Status.STARTED, started_on
    # A child who is seen on the day without an appointment was offered it that day.
    row.offered_on = min(row.offered_on or started_on, started_on)
    row.save(update_fields=["status", "started_on", "offered_on"])
    _tell(actor, row, child, f"{rules.SPECIALISMS[row.specialism]}: first support.", now, on=started_on)
    trail.record(actor, "needs.support.started", about=[child.ref, row.ref], now=now)
    return row


_HELPED = (Support.Outcome.HELPED, Support.Outcome.HELPED_A_LITTLE, Support.Outcome.NO_CHANGE)


@trail.command("needs.support.ended")
def end_support(
    *, actor: Actor, support: Support, ended_on: dt.date, outcome: str, note: str = "", now: dt.datetime
) -> Support:
    """End support with its outcome. The team and its specialist no longer see the child because of it."""
    row, child, standing = _locked(actor, support, now)
    access.may_settle_support(actor, standing, row).or_raise()
    _insist(row, Support.Status.ENDED, "This support has ended already.")
    if ended_on > calendar.london_date(now):
        raise NotNow("The last day cannot be in the future.")
    if ended_on < (row.started_on or calendar.london_date(row.raised_at)):
        raise NotNow("The last day cannot be before the first. Check the day.")
    if row.started_on is None and outcome in _HELPED:
        raise NotNow("Support has not begun, so it cannot have helped. Choose why there was none.")
    row.status, row.ended_on = Support.Status.ENDED, ended_on
    row.outcome, row.outcome_note = Support.Outcome(outcome), note
    row.save(update_fields=["status", "ended_on", "outcome", "outcome_note"])
    children.end_grants(actor=actor, source=row.ref, child=child, now=now)
    outcome_text = Support.Outcome(outcome).label
    _tell(actor, row, child, f"{rules.SPECIALISMS[row.specialism]} ended: {outcome_text}.", now, on=ended_on)
    trail.record(actor, "needs.support.ended", about=[child.ref, row.ref], now=now, detail={"outcome": row.outcome})
    return row


def _team_for(actor: Actor, child: Child, specialism: str) -> Team | None:
    """The team of this specialism in the child's locality; else one for the whole area; else the first by name."""
    teams = partnerships.teams(actor, duty=Team.Duty.SPECIALIST, specialism=specialism)
    near = [team for team in teams if child.locality_id is not None and team.locality_id == child.locality_id]
    wide = [team for team in teams if team.locality_id is None]
    return next(iter([*near, *wide, *teams]), None)


def _locked(actor: Actor, support: Support, now: dt.datetime) -> tuple[Support, Child, Standing]:
    child = locked_child(support.child)
    row = prepared.locked(actor.partnership_id, Support, support.pk, "team")
    return row, child, child_access.standing(actor, child, now)


def _insist(row: Support, wanted: str, otherwise: str) -> None:
    if not rules.may_follow("Support", row.status, wanted):
        raise NotNow(otherwise)


def _let_see(
    actor: Actor,
    row: Support,
    child: Child,
    now: dt.datetime,
    *,
    team: Team | None = None,
    membership: Membership | None = None,
) -> None:
    children.give_grant(
        actor=actor,
        child=child,
        team=team,
        membership=membership,
        reason=Grant.Reason.SPECIALIST,
        strands=GIVEN,
        source=row.ref,
        now=now,
    )


def _tell(actor: Actor, row: Support, child: Child, text: str, now: dt.datetime, *, on: dt.date | None = None) -> None:
    children.record_entry(
        actor=actor,
        child=child,
        happened_on=on or calendar.london_date(now),
        strand=rules.strand_of_specialism(row.specialism),
        kind="support",
        text=text,
        source=row.ref,
        now=now,
    )
