"""Who works with the child: allocation, first contact, another worker, and the end."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import commands as children
from alongside.children.models import Child, Grant
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import NotNow, NotPermitted
from alongside.needs import access as needs_access
from alongside.needs import commands as needs
from alongside.partnerships import prepared
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership, Team
from alongside.referrals import access, queries, rules
from alongside.referrals.models import Absence, Goodbye, Involvement, Referral, Transfer


@trail.command("referrals.involvement.opened")
def allocate(
    *, actor: Actor, referral: Referral, membership: Membership, team: Team, stream: str = "", now: dt.datetime
) -> Involvement:
    """Give the child a worker: the involvement opens in its stream, and the work may begin.

    The worker, the team and its manager may see the child from now on, the front door no longer; the school that
    referred the child may read how best to work with the child; the universal screen is offered. ``stream`` is the one
    of the decision unless another is given, which must be one that the family's agreement covers.
    """
    row = prepared.locked(actor.partnership_id, Referral, referral.pk, "child", "team")
    access.may_allocate(actor, row).or_raise()
    assert row.child is not None, "a referral that was accepted is matched"
    wanted = rules.STREAMS[stream or row.stream]
    if wanted.needs_agreement and row.status != Referral.Status.AGREED:
        raise NotNow("Voluntary work starts with agreement. Record the child's and the parent's or carer's yes first.")
    insist_on_worker(row.child, membership, team, wanted, calendar.london_date(now))
    if Involvement.objects.filter(
        partnership_id=actor.partnership_id, child=row.child, stream=wanted.code, status=Involvement.Status.OPEN
    ).exists():
        raise NotNow(
            f"Work in the stream {wanted.title} is open for this child already. Add this referral to that work."
        )
    today = calendar.london_date(now)
    made = Involvement.objects.create(
        partnership_id=actor.partnership_id,
        child=row.child,
        referral=row,
        stream=wanted.code,
        is_youth_crime_prevention=row.is_youth_crime_prevention and wanted.code == "prevention",
        team=team,
        worker=membership,
        locality_id=row.child.locality_id or row.locality_id,
        source=row.source,
        opened_on=today,
        allocated_on=today,
    )
    row.status = Referral.Status.ALLOCATED
    row.save(update_fields=["status"])
    _let_see(actor, made, row, now)
    tell(actor, made, f"{membership.user.name} of {team.name} began to work with {row.child.first_called}.", now)
    needs.offer_screen(actor=actor, child=row.child, source=made.ref, now=now)
    trail.record(
        actor,
        "referrals.involvement.opened",
        about=[row.child.ref, made.ref, row.ref],
        now=now,
        detail={
            "stream": made.stream,
            "team": team.ref,
            "worker": membership.ref,
            "ycp": made.is_youth_crime_prevention,
        },
    )
    return made


def insist_on_worker(child: Child, membership: Membership, team: Team, stream: rules.Stream, today: dt.date) -> None:
    """Raise NotNow for somebody who does not work in this stream, in this team, today; NotPermitted for one who may not
    know of the child."""
    child_access.may_be_given(child, membership).or_raise()
    if team.duty not in stream.duties:
        raise NotNow(f"{team.name} does not work in the stream {stream.title}. Choose another team.")
    if membership.to_on is not None and membership.to_on < today:
        raise NotNow("This worker has left. Choose somebody else.")
    if membership.pk not in partnerships.members_of(team.pk, today):
        raise NotNow(f"This worker does not belong to {team.name}. Choose one of its workers.")


def _let_see(actor: Actor, work: Involvement, row: Referral, now: dt.datetime) -> None:
    """Grants begin with the work, and the front door's end with its decision."""
    child = work.child
    let_team_see(actor, work, now)
    if row.team is not None and row.agency_id == child.school_id:
        children.give_grant(
            actor=actor,
            child=child,
            team=row.team,
            reason=Grant.Reason.SETTING,
            strands=(Strand.IDENTITY, Strand.EDUCATION),
            source=work.ref,
            now=now,
        )
    children.end_grants(actor=actor, child=child, source=row.ref, now=now)


def let_team_see(actor: Actor, work: Involvement, now: dt.datetime) -> None:
    """The worker, who covers for them while they are away, the team and its manager see the child from now on."""
    children.give_grant(
        actor=actor, child=work.child, membership=work.worker, reason=Grant.Reason.ALLOCATED, source=work.ref, now=now
    )
    for reason in (Grant.Reason.TEAM, Grant.Reason.SUPERVISION):
        children.give_grant(actor=actor, child=work.child, team=work.team, reason=reason, source=work.ref, now=now)
    today = calendar.london_date(now)
    for absence in _away(actor.partnership_id, work.worker_id, today):
        let_cover_see(actor, absence, work.child, now)


@prepared.question
def _away(partnership_id: int, membership_id: int, today: dt.date) -> QuerySet[Absence]:
    """Absences that have not come to their end, with who covers."""
    rows = Absence.objects.filter(partnership_id=partnership_id, membership_id=membership_id)
    rows = rows.filter(until_on__gte=today, ended_at__isnull=True)
    return rows.select_related("cover").order_by("from_on", "pk")


def let_cover_see(actor: Actor, absence: Absence, child: Child, now: dt.datetime) -> None:
    """Who covers for somebody sees this child of theirs, from the first to the last day of the absence."""
    children.give_grant(
        actor=actor,
        child=child,
        membership=absence.cover,
        reason=Grant.Reason.COVER,
        source=absence.ref,
        from_at=max(now, calendar.start_of_day(absence.from_on)),
        until_at=calendar.end_of_day(absence.until_on),
        now=now,
    )


def strand_of(work: Involvement) -> Strand:
    """Where what is written of this work stands: with justice where the work tells that something was alleged."""
    return Strand.JUSTICE if rules.STREAMS[work.stream].is_justice else Strand.PLAN


def tell(actor: Actor, work: Involvement, text: str, now: dt.datetime, *, on: dt.date | None = None) -> None:
    """A line of the chronology."""
    children.record_entry(
        actor=actor,
        child=work.child,
        happened_on=on or calendar.london_date(now),
        strand=strand_of(work),
        kind="involvement",
        text=text,
        source=work.ref,
        now=now,
    )


@trail.command("referrals.involvement.first_contact")
def record_first_contact(*, actor: Actor, involvement: Involvement, on: dt.date, now: dt.datetime) -> Involvement:
    """Record the day on which the worker first met or spoke to the child. Recording a contact calls it too."""
    row = locked(involvement)
    access.may_record_first_contact(actor, row, now).or_raise()
    if not row.opened_on <= on <= calendar.london_date(now):
        raise NotNow("First contact is between the day on which the work began and today. Check the date.")
    row.first_contact_on, row.reached_on = on, row.reached_on or on
    row.save(update_fields=["first_contact_on", "reached_on"])
    trail.record(actor, "referrals.involvement.first_contact", about=[row.child.ref, row.ref], now=now)
    return row


@trail.command("referrals.involvement.transferred")
def transfer(
    *, actor: Actor, involvement: Involvement, membership: Membership, team: Team, reason: str, now: dt.datetime
) -> Involvement:
    """Give the child another worker, with a reason. Access moves with it; first contact is due anew."""
    row = locked(involvement)
    if not trail.is_part_of_a_command():
        access.may_transfer(actor, row, now).or_raise()
    if not reason.strip():
        raise NotNow("Write why the worker changes. The child will ask.")
    if membership.pk == row.worker_id and team.pk == row.team_id:
        raise NotNow(f"{membership.user.name} works with this child already. Choose somebody else.")
    today = calendar.london_date(now)
    insist_on_worker(row.child, membership, team, rules.STREAMS[row.stream], today)
    children.end_grants(
        actor=actor,
        child=row.child,
        source=row.ref,
        reasons=(Grant.Reason.ALLOCATED, Grant.Reason.TEAM, Grant.Reason.SUPERVISION),
        now=now,
    )
    before = row.worker
    row.worker, row.team, row.allocated_on, row.first_contact_on = membership, team, today, None
    row.save(update_fields=["worker", "team", "allocated_on", "first_contact_on"])
    _end_what_hung_on_it(actor, row, before, now)
    let_team_see(actor, row, now)
    if before.pk != membership.pk:
        _let_them_meet(actor, row, before, today)
    tell(actor, row, f"{membership.user.name} of {team.name} now works with {row.child.first_called}.", now)
    trail.record(
        actor,
        "referrals.involvement.transferred",
        about=[row.child.ref, row.ref],
        now=now,
        reason=reason,
        detail={"from": before.ref, "to": membership.ref, "team": team.ref},
    )
    return row


def _end_what_hung_on_it(actor: Actor, row: Involvement, worker: Membership, now: dt.datetime) -> None:
    """The work has changed hands, or ended: who covers for its worker sees the child no longer, and whoever was asked
    to take it over is asked no longer."""
    for absence in _absences(actor.partnership_id, worker.pk, calendar.london_date(now)):
        children.end_grants(actor=actor, child=row.child, source=absence, now=now)
    for asked in _asked(actor.partnership_id, row.pk):
        asked.status, asked.answered_by_id, asked.answered_at = Transfer.Status.WITHDRAWN, actor.membership_id, now
        asked.save(update_fields=["status", "answered_by", "answered_at"])
        children.end_grants(actor=actor, child=row.child, source=asked.ref, now=now)


@prepared.question
def _absences(partnership_id: int, membership_id: int, today: dt.date) -> QuerySet[Absence, str]:
    """Of somebody who is away, or will be, or was to be."""
    rows = Absence.objects.filter(partnership_id=partnership_id, membership_id=membership_id, until_on__gte=today)
    return rows.order_by("pk").values_list("ref", flat=True)


@prepared.question
def _asked(partnership_id: int, involvement_id: int) -> QuerySet[Transfer]:
    rows = Transfer.objects.filter(partnership_id=partnership_id, involvement_id=involvement_id)
    return rows.filter(status=Transfer.Status.ASKED).order_by("pk")[:1]


def _let_them_meet(actor: Actor, row: Involvement, former: Membership, today: dt.date) -> None:
    """The child says goodbye to the one and hello to the other. One that is still due is overtaken by this one."""
    due = Goodbye.objects.filter(partnership_id=actor.partnership_id, involvement=row, status=Goodbye.Status.DUE)
    due.update(status=Goodbye.Status.NOT_POSSIBLE, told="The worker changed again before.")
    Goodbye.objects.create(
        partnership_id=actor.partnership_id,
        involvement=row,
        child=row.child,
        from_worker=former,
        to_worker=row.worker,
        changed_on=today,
        due_on=calendar.add_working_days(today, queries.standards(actor.partnership_id).value("goodbye", today)),
    )


@trail.command("referrals.involvement.passed_on")
def hand_over(*, actor: Actor, ref: str, to: Membership, reason: str, now: dt.datetime) -> Involvement:
    """A leaver's work with a child is somebody else's: in the same team, or one of theirs that works in the stream.

    For the command that hands over what a leaver had. Raises NotNow for somebody who works in no such team.
    """
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    row = locked(Involvement.objects.get(partnership_id=actor.partnership_id, ref=ref))
    today = calendar.london_date(now)
    team = row.team
    if to.pk not in partnerships.members_of(team.pk, today):
        duties = rules.STREAMS[row.stream].duties
        places = partnerships.places(actor, today, duties=duties, roles=(to.role,))
        team = next((place.team for place in places if place.membership_id == to.pk), team)
    trail.record(actor, "referrals.involvement.passed_on", about=[row.ref, to.ref], now=now)
    return transfer(actor=actor, involvement=row, membership=to, team=team, reason=reason, now=now)


@trail.command("referrals.involvement.ended")
def end_involvement(
    *, actor: Actor, involvement: Involvement, reason: str, note: str = "", on: dt.date | None = None, now: dt.datetime
) -> Involvement:
    """End the work with its reason. Whoever could see the child because of it no longer can."""
    row = locked(involvement)
    access.may_end(actor, row, now).or_raise()
    ended_on = on or calendar.london_date(now)
    by_hand = {one.code for one in rules.end_reasons_on(ended_on)}
    if reason not in by_hand and not (trail.is_part_of_a_command() and reason in rules.END_REASONS):
        raise NotNow("Choose why the work ends.")
    if not row.opened_on <= ended_on <= calendar.london_date(now):
        raise NotNow("The last day is between the day on which the work began and today. Check the date.")
    row.status, row.ended_on, row.end_reason, row.end_note = Involvement.Status.ENDED, ended_on, reason, note
    row.paused_until_on = None
    row.save(update_fields=["status", "ended_on", "end_reason", "end_note", "paused_until_on"])
    _end_what_hung_on_it(actor, row, row.worker, now)
    others = Involvement.objects.filter(partnership_id=row.partnership_id, child=row.child)
    if not others.filter(status=Involvement.Status.OPEN).exists() and needs_access.waits_for_screen(row.child):
        needs.stop_waiting_for_screens(actor=actor, child=row.child, source=row.ref, now=now)
    tell(actor, row, f"The work of {row.team.name} came to its end: {_in_a_sentence(rules.END_REASONS[reason])}.", now)
    children.end_grants(actor=actor, child=row.child, source=row.ref, now=now)
    trail.record(
        actor, "referrals.involvement.ended", about=[row.child.ref, row.ref], now=now, detail={"reason": reason}
    )
    return row


def _in_a_sentence(title: str) -> str:
    return title[:1].lower() + title[1:]


def locked(involvement: Involvement) -> Involvement:
    """The spell of work, held until the transaction ends."""
    return prepared.locked(involvement.partnership_id, Involvement, involvement.pk, "child", "worker__user", "team")
