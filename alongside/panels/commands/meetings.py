"""A meeting from its planning to its close. Reading begins with the released agenda and ends some days after."""

from __future__ import annotations

import datetime as dt

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import commands as children
from alongside.children import rules as child_rules
from alongside.core import calendar, refs
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow, NotPermitted
from alongside.panels import access, rules
from alongside.panels.commands.series import insist_on_chair, insist_on_preparer
from alongside.panels.models import AgendaItem, Attendance, ItemGuest, Meeting, Series, SeriesMember
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Agency, Membership

Readers = dict[int, dict[int, Membership]]
"""Row id of an item to the people who read it: membership row id to membership."""


def lock(actor: Actor, meeting_id: int) -> Meeting:
    """The meeting, locked: whatever changes its agenda, its people or its state waits here."""
    related = ("series", "chair__agency", "prepared_by__agency")
    return prepared.locked(actor.partnership_id, Meeting, meeting_id, *related)


def listed(meeting: Meeting) -> list[AgendaItem]:
    """Items that are to be decided or have been, in their order."""
    live = (AgendaItem.Status.LISTED, AgendaItem.Status.DECIDED)
    return list(
        AgendaItem.objects.filter(meeting=meeting, status__in=live)
        .select_related("child", "presenter__agency")
        .order_by("position", "id")
    )


def readers(meeting: Meeting, items: list[AgendaItem]) -> Readers:
    """Who reads which item: core members, chair and administrator all of them, presenters and guests their own.

    Nobody, before the agenda is released.
    """
    if meeting.status == Meeting.Status.PLANNED:
        return {}
    everyone = {person.pk: person for person in (meeting.chair, meeting.prepared_by)}
    seats = _core_seats(meeting.partnership_id, meeting.pk)
    everyone |= {seat.membership.pk: seat.membership for seat in seats if seat.membership}
    found: Readers = {item.pk: {**everyone, item.presenter.pk: item.presenter} for item in items}
    for guest in _guests(meeting.partnership_id, prepared.Ids(found)):
        found[guest.item_id][guest.membership.pk] = guest.membership
    return found


@prepared.question
def _core_seats(partnership_id: int, meeting_id: int) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(partnership_id=partnership_id, meeting_id=meeting_id, is_core=True)
    return rows.filter(membership__isnull=False).select_related("membership__agency").order_by("pk")


@prepared.question
def _guests(partnership_id: int, items: prepared.Ids) -> QuerySet[ItemGuest]:
    rows = ItemGuest.objects.filter(prepared.any_of("item_id", items), partnership_id=partnership_id)
    return rows.select_related("membership__agency").order_by("pk")


@prepared.question
def _seat(partnership_id: int, meeting_id: int, agency_id: int) -> QuerySet[Attendance]:
    rows = Attendance.objects.filter(partnership_id=partnership_id, meeting_id=meeting_id, agency_id=agency_id)
    return rows.select_for_update().order_by("pk")


def settle_reading(
    *, actor: Actor, meeting: Meeting, items: list[AgendaItem], before: Readers, after: Readers, now: dt.datetime
) -> None:
    """Give and end grants so that they follow who reads what, and write it into each child's sharing ledger."""
    until = rules.readable_until(meeting.meets_on)
    for item in items:
        had, have = before.get(item.pk, {}), after.get(item.pk, {})
        for pk in had.keys() - have.keys():
            children.end_grants(
                actor=actor, source=meeting.ref, child=item.child, membership=had[pk], reasons=["meeting"], now=now
            )
        for pk in sorted(have.keys() - had.keys()):
            children.give_grant(
                actor=actor,
                child=item.child,
                membership=have[pk],
                reason="meeting",
                source=meeting.ref,
                until_at=until,
                now=now,
            )
    _write_into_ledgers(actor, meeting, items, before, after, now)


def _write_into_ledgers(
    actor: Actor, meeting: Meeting, items: list[AgendaItem], before: Readers, after: Readers, now: dt.datetime
) -> None:
    """Each agency that reads a child's one page from now on has a line in the ledger of that child, and whose last
    reader left reads until today. Nothing is shared with the agency that brings the child, nor with whoever prepares
    the meeting, who hold it already."""
    recipients = []
    for item in items:
        had, have = before.get(item.pk, {}), after.get(item.pk, {})
        own = {actor.agency_id, item.presenter.agency_id}
        reads: dict[int, list[Membership]] = {}
        for person in have.values():
            reads.setdefault(person.agency_id, []).append(person)
        recipients += [
            children.Recipient(
                child=item.child,
                to_whom=people[0].agency.name,
                to_agency=people[0].agency,
                kind=people[0].agency.kind,
                strands=frozenset().union(*(child_rules.readable(person.role, "meeting") for person in people)),
                about=(item.ref,),
                told=item.family_told,
                told_on=item.family_told_on,
                not_told_why=item.family_not_told_why,
            )
            for agency, people in sorted(reads.items())
            if agency not in own
        ]
        left = {person.agency.name for person in had.values()} - {person.agency.name for person in have.values()}
        if left:
            children.end_of_sharing(
                actor=actor,
                source=meeting.ref,
                child=item.child,
                to_whom=left,
                now=now,
            )
    children.share_by_work(
        actor=actor,
        source=meeting.ref,
        recipients=recipients,
        what=f"One page for the {meeting.series.name} on {calendar.spoken(meeting.meets_on)}",
        purpose="So that the panel can decide with the child and family what would help",
        how="here",
        expires_on=_read_until(meeting),
        now=now,
    )


def _read_until(meeting: Meeting) -> dt.date:
    """The last day on which a meeting's members read about its children."""
    return calendar.london_date(rules.readable_until(meeting.meets_on))


@trail.command("panels.meeting.planned")
def plan_meeting(
    *, actor: Actor, series: Series, meets_on: dt.date, chair: Membership | None = None, now: dt.datetime
) -> Meeting:
    """Plan a meeting of a panel: its core agencies are expected, each with the person who usually comes.

    Raises NotNow for a day that has passed or already has a meeting of this panel.
    """
    access.may_prepare(actor).or_raise()
    row = wall.own(Series.objects.all(), actor).select_for_update().get(pk=series.pk)
    if not row.is_active:
        raise NotNow("This panel does not meet any more. Choose another.")
    if meets_on < calendar.london_date(now):
        raise NotNow("This day has passed. Choose a day from today on.")
    if Meeting.objects.filter(partnership_id=actor.partnership_id, series=row, meets_on=meets_on).exists():
        raise NotNow(f"This panel already meets on {calendar.spoken(meets_on)}.")
    if chair is not None:
        insist_on_chair(chair)
        access.may_appoint(actor, chair, row).or_raise()
    meeting = Meeting.objects.create(
        partnership_id=actor.partnership_id,
        series=row,
        meets_on=meets_on,
        begins=row.begins,
        place=row.place,
        chair_id=chair.pk if chair else row.chair_id,
        prepared_by_id=row.prepared_by_id,
        quorum=row.quorum,
    )
    seats = SeriesMember.objects.filter(
        partnership_id=actor.partnership_id, series=row, part=SeriesMember.Part.CORE
    ).order_by("id")
    Attendance.objects.bulk_create(
        Attendance(
            partnership_id=actor.partnership_id,
            meeting=meeting,
            agency_id=seat.agency_id,
            membership_id=seat.membership_id,
            is_core=True,
            is_required=seat.is_required,
        )
        for seat in seats
    )
    trail.record(actor, "panels.meeting.planned", about=[meeting.ref, row.ref], now=now)
    return meeting


@trail.command("panels.meeting.rescheduled")
def reschedule_meeting(
    *, actor: Actor, meeting: Meeting, meets_on: dt.date, begins: dt.time, place: str, now: dt.datetime
) -> Meeting:
    """Move a meeting that has not begun to another day, time or place. Reading follows the new day."""
    access.may_prepare(actor).or_raise()
    row = lock(actor, meeting.pk)
    if row.status not in (Meeting.Status.PLANNED, Meeting.Status.RELEASED):
        raise NotNow("This meeting has begun and cannot be moved.")
    if meets_on < calendar.london_date(now):
        raise NotNow("This day has passed. Choose a day from today on.")
    taken = Meeting.objects.filter(partnership_id=actor.partnership_id, series=row.series, meets_on=meets_on)
    if taken.exclude(pk=row.pk).exists():
        raise NotNow(f"This panel already meets on {calendar.spoken(meets_on)}.")
    row.meets_on, row.begins, row.place = meets_on, begins, place
    row.save(update_fields=["meets_on", "begins", "place"])
    if row.status == Meeting.Status.RELEASED:
        latest = calendar.london_date(now) + dt.timedelta(days=rules.RELEASE_EARLIEST_DAYS)
        if meets_on > latest:
            raise NotNow(
                f"The agenda is released, and people read about children only when the meeting is near. Choose a day up"
                f" to {calendar.spoken(latest)}, or take the children off this agenda first."
            )
        until = rules.readable_until(meets_on)
        children.end_grants(actor=actor, source=row.ref, reasons=["meeting"], until_at=until, now=now)
        children.go_on_sharing(actor=actor, source=row.ref, expires_on=_read_until(row), now=now)
    trail.record(actor, "panels.meeting.rescheduled", about=[row.ref], now=now)
    return row


@trail.command("panels.agenda.released", trail.Verb.DISCLOSURE)
def release_agenda(*, actor: Actor, meeting: Meeting, now: dt.datetime) -> Meeting:
    """Release the agenda: from now until some days after the meeting its members read about the children on it.

    Raises NotNow for an empty agenda, too early, or when it has been released.
    """
    access.may_prepare(actor).or_raise()
    row = lock(actor, meeting.pk)
    if row.status != Meeting.Status.PLANNED:
        raise NotNow("This agenda has been released already.")
    earliest = row.meets_on - dt.timedelta(days=rules.RELEASE_EARLIEST_DAYS)
    if calendar.london_date(now) < earliest:
        raise NotNow(
            f"It is too early: people read about children only when the meeting is near. Release it from"
            f" {calendar.spoken(earliest)}."
        )
    items = listed(row)
    if not items:
        raise NotNow("No child is on the agenda. Add a child first.")
    row.status, row.released_at = Meeting.Status.RELEASED, now
    row.save(update_fields=["status", "released_at"])
    settle_reading(actor=actor, meeting=row, items=items, before={}, after=readers(row, items), now=now)
    trail.record(
        actor,
        "panels.agenda.released",
        about=[row.ref, *(item.child.ref for item in items)],
        now=now,
        detail={"items": [item.ref for item in items]},
    )
    return row


@trail.command("panels.meeting.handed_over")
def hand_over_meeting(
    *, actor: Actor, ref: str, leaver: Membership, to: Membership, now: dt.datetime
) -> Meeting | Series:
    """Somebody else chairs, or prepares, a meeting or a panel in the place of a leaver. For the command that hands over
    what a leaver had. Raises NotNow for a role that cannot, NotPermitted for whoever would let themselves in."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    if to.user_id == actor.user_id:
        raise NotPermitted("Nobody lets themselves in. Choose somebody else to chair or prepare it.")
    if refs.is_of(ref, refs.Kind.SERIES):
        series = wall.own(Series.objects.all(), actor).select_for_update(of=("self",)).get(ref=ref)
        _put_in_place(series, leaver, to)
        trail.record(actor, "panels.meeting.handed_over", about=[series.ref, leaver.ref, to.ref], now=now)
        return series
    row = lock(actor, wall.own(Meeting.objects.all(), actor).values_list("pk", flat=True).get(ref=ref))
    items = listed(row)
    before = readers(row, items)
    _put_in_place(row, leaver, to)
    settle_reading(actor=actor, meeting=row, items=items, before=before, after=readers(row, items), now=now)
    trail.record(actor, "panels.meeting.handed_over", about=[row.ref, leaver.ref, to.ref], now=now)
    return row


def _put_in_place(row: Meeting | Series, leaver: Membership, to: Membership) -> None:
    if row.chair_id == leaver.pk:
        insist_on_chair(to)
        row.chair = to
    if row.prepared_by_id == leaver.pk:
        insist_on_preparer(to)
        row.prepared_by = to
    row.save(update_fields=["chair", "prepared_by"])


@trail.command("panels.chair.changed")
def change_chair(*, actor: Actor, meeting: Meeting, chair: Membership, now: dt.datetime) -> Meeting:
    """Somebody else chairs this meeting. The former chair stops reading, unless they sit in it for an agency."""
    access.may_prepare(actor).or_raise()
    insist_on_chair(chair)
    row = lock(actor, meeting.pk)
    access.may_let_in(actor, row, chair).or_raise()
    if row.status == Meeting.Status.CLOSED:
        raise NotNow("This meeting is closed.")
    items = listed(row)
    before = readers(row, items)
    row.chair = chair
    row.save(update_fields=["chair"])
    settle_reading(actor=actor, meeting=row, items=items, before=before, after=readers(row, items), now=now)
    trail.record(actor, "panels.chair.changed", about=[row.ref, chair.ref], now=now)
    return row


@trail.command("panels.person.seated")
def seat_person(
    *, actor: Actor, meeting: Meeting, agency: Agency, membership: Membership, now: dt.datetime
) -> Attendance:
    """Somebody else comes for a core agency to this meeting, and reads in the place of who usually comes."""
    access.may_prepare(actor).or_raise()
    row = lock(actor, meeting.pk)
    access.may_let_in(actor, row, membership).or_raise()
    if row.status == Meeting.Status.CLOSED:
        raise NotNow("This meeting is closed.")
    if membership.agency_id != agency.pk:
        raise NotNow("This person works for another agency. Choose somebody of the agency.")
    seat = Attendance.objects.select_for_update().get(
        partnership_id=actor.partnership_id, meeting=row, agency=agency, is_core=True
    )
    items = listed(row)
    before = readers(row, items)
    seat.membership = membership
    seat.save(update_fields=["membership"])
    settle_reading(actor=actor, meeting=row, items=items, before=before, after=readers(row, items), now=now)
    trail.record(actor, "panels.person.seated", about=[row.ref, agency.ref, membership.ref], now=now)
    return seat


@trail.command("panels.meeting.started")
def start_meeting(*, actor: Actor, meeting: Meeting, now: dt.datetime) -> Meeting:
    """Start the meeting on its day. Only from now on can it decide."""
    row = lock(actor, meeting.pk)
    access.may_start(actor, row, calendar.london_date(now)).or_raise()
    row.status, row.held_at = Meeting.Status.HELD, now
    row.save(update_fields=["status", "held_at"])
    trail.record(actor, "panels.meeting.started", about=[row.ref], now=now)
    return row


@trail.command("panels.attendance.marked")
def mark_attendance(*, actor: Actor, meeting: Meeting, agency: Agency, mark: str, now: dt.datetime) -> Attendance:
    """Mark whether an agency is there. A mark can be changed until the meeting is closed."""
    access.may_prepare(actor).or_raise()
    row = lock(actor, meeting.pk)
    if row.status != Meeting.Status.HELD and mark not in (Attendance.Mark.APOLOGIES, Attendance.Mark.EXPECTED):
        raise NotNow("Mark who is here once the meeting has started. Apologies can be marked before.")
    if row.status == Meeting.Status.CLOSED:
        raise NotNow("This meeting is closed.")
    seat = next(iter(_seat(actor.partnership_id, row.pk, agency.pk)), None)
    if seat is None:
        raise NotNow(f"{agency.name} has no seat at this meeting. Give it one first.")
    seat.mark, seat.marked_by_id, seat.marked_at = Attendance.Mark(mark).value, actor.membership_id, now
    seat.save(update_fields=["mark", "marked_by", "marked_at"])
    trail.record(actor, "panels.attendance.marked", about=[row.ref, agency.ref], now=now, detail={"mark": seat.mark})
    return seat


@trail.command("panels.meeting.closed")
def close_meeting(*, actor: Actor, meeting: Meeting, now: dt.datetime) -> Meeting:
    """Close the meeting, when each child has a decision or was moved to another meeting, and everybody is marked.

    Reading ends on the day that was said at the release, so that people can finish their notes.
    """
    access.may_prepare(actor).or_raise()
    row = lock(actor, meeting.pk)
    if row.status != Meeting.Status.HELD:
        raise NotNow("Only a meeting that was started can be closed.")
    left = AgendaItem.objects.filter(meeting=row, status=AgendaItem.Status.LISTED).count()
    if left:
        raise NotNow(f"{left} on the agenda without a decision. Decide, or move to another meeting, then close.")
    if Attendance.objects.filter(meeting=row, mark=Attendance.Mark.EXPECTED).exists():
        raise NotNow("Mark for every agency whether it was here, then close.")
    row.status, row.closed_at = Meeting.Status.CLOSED, now
    row.save(update_fields=["status", "closed_at"])
    trail.record(actor, "panels.meeting.closed", about=[row.ref], now=now)
    return row
