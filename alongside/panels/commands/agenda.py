"""What is on an agenda, in which order, and who comes for one child only."""

from __future__ import annotations

import datetime as dt

from django.db.models import Max

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.panels import access
from alongside.panels.commands.meetings import listed, lock, readers, settle_reading
from alongside.panels.models import AgendaItem, Attendance, Contribution, ItemGuest, Meeting
from alongside.partnerships import prepared
from alongside.partnerships import queries as partnerships
from alongside.partnerships.models import Membership


@trail.command("panels.item.added", trail.Verb.COLLECTION)
def add_item(
    *,
    actor: Actor,
    meeting: Meeting,
    child: Child,
    why_here: str,
    about: str = "",
    alleged: str = "",
    presenter: Membership | None = None,
    family_told: str = AgendaItem.FamilyTold.TO_TELL.value,
    not_told_why: str = "",
    now: dt.datetime,
) -> AgendaItem:
    """Put a child on the agenda of a meeting. After the release its members read about the child at once.

    ``about`` is the reference of the referral or the involvement; ``alleged`` is written only by who may write in the
    justice strand. ``family_told`` is whether the child and family know who reads about the child; the ledger says so
    once the agenda is released. Raises NotNow when the meeting has begun, when the child is on it, when the presenter
    does not work with the child, or when the family is not told and no reason is given.
    """
    if family_told == AgendaItem.FamilyTold.NOT_TOLD and not not_told_why.strip():
        raise NotNow("Say why the child and family are not told.")
    is_told = family_told == AgendaItem.FamilyTold.TOLD
    row = lock(actor, meeting.pk)
    access.may_add_item(actor, child, now).or_raise()
    access.may_take_items(row, calendar.london_date(now)).or_raise()
    if alleged:
        access.may_write_alleged(actor, child, now).or_raise()
    if presenter is not None and presenter.pk != actor.membership_id:
        _insist_on_presenter(actor, presenter, child, now)
    items = AgendaItem.objects.filter(partnership_id=actor.partnership_id, meeting=row)
    if items.filter(child=child, status__in=(AgendaItem.Status.LISTED, AgendaItem.Status.DECIDED)).exists():
        raise NotNow("This child is on the agenda of that meeting already.")
    item = AgendaItem.objects.create(
        partnership_id=actor.partnership_id,
        meeting=row,
        child=child,
        about=about,
        why_here=why_here,
        alleged=alleged,
        position=(items.aggregate(last=Max("position"))["last"] or 0) + 1,
        presenter_id=presenter.pk if presenter else actor.membership_id,
        asked_by_id=actor.membership_id,
        family_told=AgendaItem.FamilyTold(family_told),
        family_told_on=calendar.london_date(now) if is_told else None,
        family_not_told_why=not_told_why if family_told == AgendaItem.FamilyTold.NOT_TOLD else "",
    )
    _read_from_now(actor, row, item, now)
    trail.record(actor, "panels.item.added", about=[child.ref, item.ref, row.ref], now=now, detail={"about": about})
    return item


def _insist_on_presenter(actor: Actor, presenter: Membership, child: Child, now: dt.datetime) -> None:
    """Whoever presents works with the child: the panel's decision is theirs to bring back."""
    who = partnerships.actor_for(
        user_id=presenter.user_id,
        membership_id=presenter.pk,
        partnership_id=actor.partnership_id,
        today=calendar.london_date(now),
    )
    if who is None or not access.may_add_item(who, child, now):
        raise NotNow("Whoever presents must work with the child. Choose the allocated worker, or present it yourself.")


def _locked(item: AgendaItem) -> AgendaItem:
    return prepared.locked(item.partnership_id, AgendaItem, item.pk, "child", "presenter__agency")


def _read_from_now(actor: Actor, meeting: Meeting, item: AgendaItem, now: dt.datetime) -> None:
    whole = _locked(item)
    settle_reading(actor=actor, meeting=meeting, items=[whole], before={}, after=readers(meeting, [whole]), now=now)


@trail.command("panels.item.removed")
def remove_item(*, actor: Actor, item: AgendaItem, reason: str, now: dt.datetime) -> AgendaItem:
    """Take a child off the agenda with a reason. Reading that came with it ends at once.

    Whoever works with the child, and whoever prepares the meeting, may.
    """
    meeting = lock(actor, item.meeting_id)
    row = _locked(item)
    if not access.may_prepare(actor):
        access.may_add_item(actor, row.child, now).or_raise()
    _leave(actor, meeting, row, now)
    row.status = AgendaItem.Status.REMOVED
    row.save(update_fields=["status"])
    trail.record(actor, "panels.item.removed", about=[row.child.ref, row.ref, meeting.ref], now=now, reason=reason)
    return row


def _leave(actor: Actor, meeting: Meeting, item: AgendaItem, now: dt.datetime) -> None:
    if item.status != AgendaItem.Status.LISTED:
        raise NotNow("This has been dealt with already.")
    settle_reading(actor=actor, meeting=meeting, items=[item], before=readers(meeting, [item]), after={}, now=now)


@trail.command("panels.item.moved")
def move_item(*, actor: Actor, item: AgendaItem, to: Meeting, reason: str, now: dt.datetime) -> AgendaItem:
    """Put a child off to another meeting of any panel, with a reason: no quorum, no time, something is missing.

    What was contributed is copied with it, so that nobody writes it twice. Returns the item at the other meeting.
    """
    access.may_prepare(actor).or_raise()
    first, second = sorted((item.meeting_id, to.pk))
    locked = {first: lock(actor, first), second: lock(actor, second)}
    meeting, other = locked[item.meeting_id], locked[to.pk]
    row = _locked(item)
    if meeting.pk == other.pk:
        raise NotNow("Choose another meeting.")
    row.meeting = meeting
    access.may_move_item(actor, row, other, now).or_raise()
    access.may_take_items(other, calendar.london_date(now)).or_raise()
    there = AgendaItem.objects.filter(meeting=other)
    if there.filter(child=row.child, status=AgendaItem.Status.LISTED).exists():
        raise NotNow("This child is on the agenda of that meeting already. Take the child off this one instead.")
    _leave(actor, meeting, row, now)
    made = AgendaItem.objects.create(
        partnership_id=actor.partnership_id,
        meeting=other,
        child=row.child,
        about=row.about,
        why_here=row.why_here,
        alleged=row.alleged,
        position=(there.aggregate(last=Max("position"))["last"] or 0) + 1,
        presenter=row.presenter,
        asked_by=row.asked_by,
        family_told=row.family_told,
        family_told_on=row.family_told_on,
        family_not_told_why=row.family_not_told_why,
    )
    row.status, row.moved_to = AgendaItem.Status.MOVED, made.ref
    row.save(update_fields=["status", "moved_to"])
    _carry(row, made)
    _read_from_now(actor, other, made, now)
    trail.record(
        actor, "panels.item.moved", about=[row.child.ref, row.ref, made.ref, other.ref], now=now, reason=reason
    )
    return made


def _carry(item: AgendaItem, to: AgendaItem) -> None:
    """Copy guests and contributions to the item at the other meeting."""
    for guest in ItemGuest.objects.filter(item=item):
        guest.pk, guest.item = None, to
        guest.save(force_insert=True)
        _expect(to.meeting, guest.membership)
    for row in Contribution.objects.filter(item=item):
        Contribution.objects.create(
            partnership_id=row.partnership_id,
            item=to,
            child_id=row.child_id,
            agency_id=row.agency_id,
            strand=row.strand,
            going_well=row.going_well,
            worries=row.worries,
            would_help=row.would_help,
            given_by_id=row.given_by_id,
            given_at=row.given_at,
        )


def _expect(meeting: Meeting, guest: Membership) -> None:
    """Expect the guest's agency at the meeting, if it has no seat there."""
    Attendance.objects.get_or_create(
        partnership_id=meeting.partnership_id,
        meeting=meeting,
        agency_id=guest.agency_id,
        defaults={"is_core": False, "membership": guest},
    )


@trail.command("panels.item.moved_up")
def move_up(*, actor: Actor, item: AgendaItem, now: dt.datetime) -> None:
    """Move an item one place up the agenda."""
    access.may_prepare(actor).or_raise()
    meeting = lock(actor, item.meeting_id)
    rows = listed(meeting)
    order = [row.pk for row in rows]
    if item.pk in order[1:]:
        place = order.index(item.pk)
        order[place - 1], order[place] = order[place], order[place - 1]
    for position, pk in enumerate(order, start=1):
        AgendaItem.objects.filter(pk=pk).update(position=position)
    trail.record(actor, "panels.item.moved_up", about=[meeting.ref, item.ref], now=now)


@trail.command("panels.guest.invited", trail.Verb.DISCLOSURE)
def invite_guest(*, actor: Actor, item: AgendaItem, membership: Membership, now: dt.datetime) -> ItemGuest:
    """Invite somebody for one child only. They read that child's page from the release on, and no other.

    Raises NotNow when they sit in the whole meeting, or are invited already.
    """
    meeting = lock(actor, item.meeting_id)
    row = _locked(item)
    if not access.may_prepare(actor):
        access.may_add_item(actor, row.child, now).or_raise()
    access.may_let_in(actor, meeting, membership).or_raise()
    if row.status != AgendaItem.Status.LISTED or meeting.status == Meeting.Status.CLOSED:
        raise NotNow("This has been dealt with already.")
    before = readers(meeting, [row])
    core = Attendance.objects.filter(meeting=meeting, is_core=True, membership=membership)
    if core.exists() or ItemGuest.objects.filter(item=row, membership=membership).exists():
        raise NotNow("This person comes already.")
    guest = ItemGuest.objects.create(
        partnership_id=actor.partnership_id,
        item=row,
        membership=membership,
        invited_by_id=actor.membership_id,
        invited_at=now,
    )
    _expect(meeting, membership)
    settle_reading(actor=actor, meeting=meeting, items=[row], before=before, after=readers(meeting, [row]), now=now)
    trail.record(actor, "panels.guest.invited", about=[row.child.ref, row.ref, membership.ref], now=now)
    return guest


@trail.command("panels.guest.uninvited")
def uninvite_guest(*, actor: Actor, item: AgendaItem, membership: Membership, now: dt.datetime) -> None:
    """Somebody does not come for this child after all. Their reading ends at once."""
    meeting = lock(actor, item.meeting_id)
    row = _locked(item)
    if not access.may_prepare(actor):
        access.may_add_item(actor, row.child, now).or_raise()
    before = readers(meeting, [row])
    ItemGuest.objects.filter(item=row, membership=membership).delete()
    others = ItemGuest.objects.filter(item__meeting=meeting, membership__agency_id=membership.agency_id)
    if not others.exists():
        seats = Attendance.objects.filter(meeting=meeting, agency_id=membership.agency_id, is_core=False)
        seats.filter(mark=Attendance.Mark.EXPECTED).delete()
    settle_reading(actor=actor, meeting=meeting, items=[row], before=before, after=readers(meeting, [row]), now=now)
    trail.record(actor, "panels.guest.uninvited", about=[row.child.ref, row.ref, membership.ref], now=now)
