"""Panels in the state that a test needs, reached through commands as people would."""

from __future__ import annotations

import datetime as dt

from alongside.children.models import Child
from alongside.panels import commands
from alongside.panels.models import Action, AgendaItem, Attendance, Meeting, Series
from tests import people
from tests.people import NOW, acting, agency_of, membership_of

MEETS_ON = dt.date(2026, 11, 25)
"""The Wednesday after the world was made."""

MEETING = dt.datetime(2026, 11, 25, 10, 0, tzinfo=dt.UTC)
"""A moment in the meeting."""

CORE = ("police", "social_care")


def a_panel(slug: str, kind: str = "joint_decision_making") -> Series:
    """A panel with police and children's services at every meeting and the school case by case."""
    with acting(slug, "team_manager") as manager:
        series = commands.start_series(
            actor=manager,
            kind=kind,
            name="Joint Decision-Making Panel",
            weekday=2,
            begins=dt.time(10),
            place="Room 2",
            chair=membership_of(slug, "panel_chair"),
            prepared_by=membership_of(slug, "panel_administrator"),
            now=NOW,
        )
    with acting(slug, "panel_administrator") as administrator:
        for key in CORE:
            commands.seat_agency(
                actor=administrator,
                series=series,
                agency=agency_of(slug, key),
                part="core",
                is_required=True,
                membership=membership_of(slug, key),
                now=NOW,
            )
        commands.seat_agency(
            actor=administrator, series=series, agency=agency_of(slug, "school"), part="case_by_case", now=NOW
        )
    return series


def a_meeting(slug: str, series: Series | None = None, meets_on: dt.date = MEETS_ON) -> Meeting:
    """A meeting that is being prepared."""
    series = series or a_panel(slug)
    with acting(slug, "panel_administrator") as administrator:
        return commands.plan_meeting(actor=administrator, series=series, meets_on=meets_on, now=NOW)


def a_known_child(slug: str, given: str = "Zoë", key: str = "practitioner") -> Child:
    """A child to whom a practitioner is allocated."""
    child = people.a_child(slug, given=given)
    people.grant(slug, child, key, "allocated")
    return child


def an_item(slug: str, meeting: Meeting, child: Child, *, alleged: str = "", now: dt.datetime = NOW) -> AgendaItem:
    """The child on the agenda, presented by the practitioner."""
    with acting(slug, "practitioner") as worker:
        return commands.add_item(
            actor=worker,
            meeting=meeting,
            child=child,
            why_here="School and family ask what would help most.",
            alleged=alleged,
            now=now,
        )


def released(slug: str, meeting: Meeting, now: dt.datetime = NOW) -> Meeting:
    """The meeting with its agenda released."""
    with acting(slug, "panel_administrator") as administrator:
        return commands.release_agenda(actor=administrator, meeting=meeting, now=now)


def started(slug: str, meeting: Meeting, present: tuple[str, ...] = CORE, now: dt.datetime = MEETING) -> Meeting:
    """The meeting, released, started on its day, with these agencies marked as here."""
    if meeting.status == Meeting.Status.PLANNED:
        meeting = released(slug, meeting)
    with acting(slug, "panel_administrator") as administrator:
        meeting = commands.start_meeting(actor=administrator, meeting=meeting, now=now)
        for key in present:
            commands.mark_attendance(
                actor=administrator,
                meeting=meeting,
                agency=agency_of(slug, key),
                mark=Attendance.Mark.PRESENT,
                now=now,
            )
    return meeting


DECISION: dict[str, object] = {
    "option": "prevention_support",
    "reason": "She wants help with mornings, and her mother agrees.",
    "considered": ["universal_support"],
    "why_not": "School has tried this since May.",
    "child_said": "I want someone who gets me to football.",
    "gathered": "Her worker asked her at home",
    "view_changed": "The first step is football, not a course.",
}


def decided(slug: str, item: AgendaItem, now: dt.datetime = MEETING, **more: object) -> AgendaItem:
    """The item with a decision."""
    with acting(slug, "panel_chair") as chair:
        commands.record_decision(actor=chair, item=item, now=now, **{**DECISION, **more})  # type: ignore[arg-type]
    return item


def an_action(slug: str, item: AgendaItem, key: str = "early_help", now: dt.datetime = MEETING) -> Action:
    """An action agreed at the meeting, owned by this person."""
    with acting(slug, "panel_chair") as chair:
        return commands.add_action(
            actor=chair,
            item=item,
            what="Ask the club about a place",
            owner=membership_of(slug, key),
            due_on=dt.date(2026, 12, 2),
            now=now,
        )
