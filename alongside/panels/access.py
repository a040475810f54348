"""Who may see and do what at a panel. A panel is not a pass: each item is read under a grant for that one child."""

from __future__ import annotations

import datetime as dt

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from alongside.accounts.permissions import Permission
from alongside.children import access as children
from alongside.children import rules as child_rules
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.panels import rules
from alongside.panels.models import Action, AgendaItem, Attendance, ItemGuest, Meeting, Series, SeriesMember
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Agency, Membership

# What a person may know of


def visible_series(actor: Actor) -> QuerySet[Series]:
    """Panels that the actor prepares, puts children on the agenda of, or whose agency sits on them."""
    series = wall.own(Series.objects.all(), actor)
    if actor.may(Permission.RUN_PANEL) or actor.may(Permission.RECORD_AGREEMENT):
        return series
    if not actor.may(Permission.SIT_ON_PANEL):
        return series.none()
    seats = wall.own(SeriesMember.objects.all(), actor).filter(agency_id=actor.agency_id)
    return series.filter(id__in=seats.values("series_id"))


def visible_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Meetings that the actor prepares or sits in, for one child or all. A meeting's row says nothing of a child."""
    meetings = wall.own(Meeting.objects.all(), actor)
    if actor.may(Permission.RUN_PANEL):
        return meetings
    if not actor.may(Permission.SIT_ON_PANEL):
        return meetings.none()
    me = actor.membership_id
    seats = wall.own(Attendance.objects.all(), actor).filter(membership_id=me, is_core=True)
    guest = wall.own(ItemGuest.objects.all(), actor).filter(membership_id=me)
    presents = wall.own(AgendaItem.objects.all(), actor).filter(presenter_id=me)
    return meetings.filter(
        Q(id__in=seats.values("meeting_id"))
        | Q(id__in=guest.values("item__meeting_id"))
        | Q(id__in=presents.values("meeting_id"))
    )


def visible_items(actor: Actor, now: dt.datetime) -> QuerySet[AgendaItem]:
    """Agenda items of children whom the actor knows, either by the meeting's own grant or by working with the child.

    A school that teaches a child, say, knows the child and not that a panel spoke of the child. That a panel met which
    follows an offence tells of the offence: by work it is known to readers of the justice strand only.
    """
    by_meeting = children.grants_of(actor, now).filter(
        child_id=OuterRef("child_id"), reason="meeting", source=OuterRef("meeting__ref")
    )
    return (
        wall.own(AgendaItem.objects.all(), actor)
        .filter(prepared.any_of("child_id", children.held(actor, now)))
        .filter(
            Exists(by_meeting)
            | Q(_by_work(actor, now, Strand.PLAN), ~Q(meeting__series__kind__in=rules.AFTER_AN_OFFENCE))
            | Q(_by_work(actor, now, Strand.JUSTICE))
        )
    )


def _by_work(actor: Actor, now: dt.datetime, strand: Strand) -> prepared.any_of:
    reasons = [r for r in rules.READING_REASONS if {Strand.PLAN, strand} <= child_rules.readable(actor.role, r)]
    return prepared.any_of("child_id", children.held(actor, now, reasons=reasons, strand=strand))


def own_actions(actor: Actor, now: dt.datetime) -> QuerySet[Action]:
    """What the actor was asked to do, for children whom the actor may know of."""
    return wall.own(Action.objects.all(), actor).filter(
        prepared.any_of("child_id", children.held(actor, now)), owner_id=actor.membership_id
    )


def visible_actions(actor: Actor, now: dt.datetime) -> QuerySet[Action]:
    """The actor's own actions, and those of items that the actor may see."""
    return (
        wall.own(Action.objects.all(), actor)
        .filter(prepared.any_of("child_id", children.held(actor, now)))
        .filter(Q(owner_id=actor.membership_id) | Q(item_id__in=visible_items(actor, now).values("id")))
    )


def sees_item(actor: Actor, item: AgendaItem, now: dt.datetime) -> bool:
    """Whether the actor may know of this item now."""
    return bool(_item_seen(actor, item.pk, now))


@prepared.question
def _item_seen(actor: Actor, item_id: int, now: dt.datetime) -> QuerySet[AgendaItem, int]:
    return visible_items(actor, now).filter(pk=item_id).values_list("pk", flat=True)


def sees_action(actor: Actor, action: Action, now: dt.datetime) -> bool:
    """Whether the actor may know of this action now."""
    return bool(_action_seen(actor, action.pk, now))


@prepared.question
def _action_seen(actor: Actor, action_id: int, now: dt.datetime) -> QuerySet[Action, int]:
    return visible_actions(actor, now).filter(pk=action_id).values_list("pk", flat=True)


def series_or_404(actor: Actor, ref: str) -> Series:
    """The panel, or the same 404 for "there is none" and "you may not know of it"."""
    found = visible_series(actor).select_related("chair__user", "prepared_by__user").filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def meeting_or_404(actor: Actor, ref: str) -> Meeting:
    """The meeting, or the same 404 for "there is none" and "you may not know of it"."""
    found = visible_meetings(actor).select_related("series", "chair__user", "prepared_by__user").filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


def item_or_404(actor: Actor, ref: str, now: dt.datetime) -> AgendaItem:
    """The agenda item, or the same 404 for "there is none" and "you may not know of it"."""
    found = (
        visible_items(actor, now)
        .select_related(
            "meeting__series", "meeting__chair__user", "child__locality", "child__school", "presenter__user"
        )
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Http404
    return found


def agenda_line_or_404(actor: Actor, meeting: Meeting, ref: str) -> AgendaItem:
    """An item of a meeting that the actor prepares, whether or not the actor may know which child it is about."""
    found = wall.own(AgendaItem.objects.all(), actor).filter(meeting=meeting, ref=ref).first()
    if found is None or not actor.may(Permission.RUN_PANEL):
        raise Http404
    return found


def action_or_404(actor: Actor, ref: str, now: dt.datetime) -> Action:
    """The action, or the same 404 for "there is none" and "you may not know of it"."""
    found = (
        visible_actions(actor, now)
        .select_related("child__locality", "child__school", "owner__user", "item__meeting__series")
        .filter(ref=ref)
        .first()
    )
    if found is None:
        raise Http404
    return found


def open_meeting_or_404(actor: Actor, ref: str) -> Meeting:
    """A meeting on whose agenda the actor may ask to put a child: of a panel that the actor may know of."""
    found = (
        wall.own(Meeting.objects.all(), actor)
        .filter(series_id__in=visible_series(actor).values("id"), ref=ref)
        .select_related("series")
        .first()
    )
    if found is None:
        raise Http404
    return found


def agency_or_404(actor: Actor, ref: str) -> Agency:
    """An agency of the partnership."""
    found = wall.own(Agency.objects.all(), actor).filter(ref=ref).first()
    if found is None:
        raise Http404
    return found


# What a person may do


def may_prepare(actor: Actor) -> Verdict:
    """May they set up panels, and prepare and run meetings?"""
    if actor.may(Permission.RUN_PANEL):
        return YES
    return no("Only a panel's chair or administrator, or a team manager, prepares panels.")


def may_let_in(actor: Actor, meeting: Meeting, person: Membership) -> Verdict:
    """May they let this person read? Nobody lets themselves in, in no role: to run panels is no reason to read a
    child."""
    if person.user_id != actor.user_id or person.pk in (meeting.chair_id, meeting.prepared_by_id):
        return YES
    return no("Nobody lets themselves in. Ask the chair or the administrator of this meeting to invite you.")


def may_appoint(actor: Actor, person: Membership, series: Series | None = None) -> Verdict:
    """May they make this person chair or administrator of a panel, or the one who comes for an agency to each meeting?
    Never themselves, in any role: whoever holds the post reads about every child on every agenda from then on. Who
    chairs or prepares the panel already may stay."""
    if person.user_id != actor.user_id or (
        series is not None and person.pk in (series.chair_id, series.prepared_by_id)
    ):
        return YES
    return no("Nobody appoints themselves. Ask somebody else who prepares panels to do it.")


def may_move_item(actor: Actor, item: AgendaItem, to: Meeting, now: dt.datetime) -> Verdict:
    """May they put the child off to that meeting? Whoever prepares may, but not bring a child whom they do not read
    about into a meeting of their own: that would be letting themselves in."""
    if not may_prepare(actor):
        return may_prepare(actor)
    is_theirs_already = reads_all_of(actor, item.meeting) or sees_item(actor, item, now)
    if is_theirs_already or not reads_all_of(actor, to):
        return YES
    return no("Nobody lets themselves in. Ask who prepares this meeting to move the child to yours.")


def reads_all_of(actor: Actor, meeting: Meeting) -> bool:
    """Whether the person, in any of their roles, chairs, prepares or sits in the whole meeting."""
    mine = wall.own(Membership.objects.all(), actor).filter(user_id=actor.user_id)
    if mine.filter(pk__in=(meeting.chair_id, meeting.prepared_by_id)).exists():
        return True
    return Attendance.objects.filter(meeting=meeting, is_core=True, membership__in=mine).exists()


def may_add_item(actor: Actor, child: Child, now: dt.datetime) -> Verdict:
    """May they put the child on an agenda? Whoever works with the child may; partners ask the worker."""
    if actor.may(Permission.SIT_ON_PANEL) and children.standing(actor, child, now).writes(Strand.IDENTITY):
        return YES
    return no("Only somebody who works with the child puts the child on an agenda. Ask the allocated worker.")


def may_write_alleged(actor: Actor, child: Child, now: dt.datetime) -> Verdict:
    """May they write what is alleged? Only who writes in the justice strand; everybody else leaves it out."""
    if children.standing(actor, child, now).writes(Strand.JUSTICE):
        return YES
    return no("What is alleged is written by the allocated worker only. Leave it out.")


def may_take_items(meeting: Meeting, today: dt.date) -> Verdict:
    """Can anybody still put a child on this agenda?"""
    if meeting.status not in (Meeting.Status.PLANNED, Meeting.Status.RELEASED):
        return not_now("This meeting has begun. Choose a later one.")
    if meeting.meets_on < today:
        return not_now("This meeting's day has passed. Choose a later one.")
    return YES


def may_start(actor: Actor, meeting: Meeting, today: dt.date) -> Verdict:
    """May they start the meeting: on its day, after its agenda was released?"""
    if not may_prepare(actor):
        return may_prepare(actor)
    if meeting.status == Meeting.Status.PLANNED:
        return not_now("Release the agenda first, so that everyone has been able to read it.")
    if meeting.status != Meeting.Status.RELEASED:
        return not_now("This meeting has been started already.")
    if today < meeting.meets_on:
        return not_now(f"This meeting is on {calendar.spoken(meeting.meets_on)}. Change its date if it meets earlier.")
    return YES


def asked_agencies(item: AgendaItem) -> set[int]:
    """Row ids of the agencies whose contribution is asked for: the core ones and the guests' for this child."""
    return set(_core_agencies(item.partnership_id, item.meeting_id)) | set(
        _guests_agencies(item.partnership_id, item.pk)
    )


@prepared.question
def _core_agencies(partnership_id: int, meeting_id: int) -> QuerySet[Attendance, int]:
    rows = Attendance.objects.filter(partnership_id=partnership_id, meeting_id=meeting_id, is_core=True)
    return rows.values_list("agency_id", flat=True)


@prepared.question
def _guests_agencies(partnership_id: int, item_id: int) -> QuerySet[ItemGuest, int]:
    rows = ItemGuest.objects.filter(partnership_id=partnership_id, item_id=item_id)
    return rows.values_list("membership__agency_id", flat=True)


def may_contribute(actor: Actor, item: AgendaItem) -> Verdict:
    """May they answer the three questions for their agency? The caller loaded the item through ``visible_items``."""
    if item.status != AgendaItem.Status.LISTED or item.meeting.status == Meeting.Status.CLOSED:
        return not_now("The panel has dealt with this. Tell the allocated worker what you know.")
    if item.meeting.status == Meeting.Status.PLANNED:
        return not_now("The agenda is not released yet. You can contribute once it is.")
    if not actor.may(Permission.SIT_ON_PANEL) or actor.agency_id not in asked_agencies(item):
        return no("Your agency was not asked to contribute. Ask the panel's administrator to invite you.")
    return YES


def may_decide(actor: Actor, item: AgendaItem) -> Verdict:
    """May they record the decision? The chair of this meeting, while it is held, once for each item."""
    if not actor.may(Permission.CHAIR_PANEL) or item.meeting.chair_id != actor.membership_id:
        return no("Only the chair of this meeting records its decisions.")
    if item.status == AgendaItem.Status.DECIDED:
        return not_now("The panel has decided this already. The decision stands on the child's item.")
    if item.status != AgendaItem.Status.LISTED:
        return not_now("This is no longer on the agenda.")
    if item.meeting.status != Meeting.Status.HELD:
        return not_now("Decisions are recorded while the meeting is held. Start the meeting first.")
    return YES


def may_add_action(actor: Actor, item: AgendaItem) -> Verdict:
    """May they add an action? Whoever runs the meeting, from its start until it is closed."""
    if not may_prepare(actor):
        return may_prepare(actor)
    if item.meeting.status != Meeting.Status.HELD:
        return not_now("Actions are added while the meeting is held.")
    if item.status not in (AgendaItem.Status.LISTED, AgendaItem.Status.DECIDED):
        return not_now("This is no longer on the agenda.")
    return YES


def may_do_action(actor: Actor, action: Action) -> Verdict:
    """May they say that the action is done? Its owner may."""
    if action.status != Action.Status.OPEN:
        return not_now("This action is not open any more.")
    if action.owner_id != actor.membership_id:
        return no("Only the person whose action this is can say that it is done.")
    return YES


def may_redirect_action(actor: Actor, action: Action) -> Verdict:
    """May they hand the action to somebody else, or withdraw it? Its owner, who runs panels, and managers may."""
    if action.status != Action.Status.OPEN:
        return not_now("This action is not open any more.")
    if action.owner_id == actor.membership_id or actor.may(Permission.RUN_PANEL) or actor.may(Permission.SEE_TEAM_WORK):
        return YES
    return no("Ask the person whose action this is, or the panel's administrator.")
