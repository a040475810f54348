"""A meeting from its planning to its close: no step left out, one decision an item, and an owner for what follows."""

from __future__ import annotations

import datetime as dt
import itertools
import threading
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction

from alongside.audit.models import Event
from alongside.children import queries as children
from alongside.children.models import Entry, Voice
from alongside.core.verdict import Changed, NotNow, NotPermitted, Refusal
from alongside.panels import commands, rules
from alongside.panels.models import Action, AgendaItem, Attendance, Contribution, Decision, Meeting
from alongside.partnerships import wall
from tests import people
from tests.panels import makers
from tests.panels.makers import DECISION, MEETING, MEETS_ON
from tests.people import NOW, acting, agency_of, membership_of

pytestmark = [pytest.mark.usefixtures("database")]


def test_a_planned_meeting_expects_the_core_agencies_with_who_usually_comes() -> None:
    meeting = makers.a_meeting("hampshire")

    with acting("hampshire", "panel_administrator"):
        seats = Attendance.objects.filter(meeting=meeting).order_by("id")
        assert [(seat.agency.name, seat.is_core, seat.is_required, seat.mark) for seat in seats] == [
            ("Constabulary", True, True, "expected"),
            ("Children's Social Care", True, True, "expected"),
        ]
        assert meeting.quorum == 2


@pytest.mark.parametrize("key", ["practitioner", "police", "school", "head_of_service", "board_member"])
def test_only_who_runs_panels_prepares_one(key: str) -> None:
    series = makers.a_panel("swindon")

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.plan_meeting(actor=actor, series=series, meets_on=MEETS_ON, now=NOW)


def test_a_panel_meets_once_a_day_and_never_in_the_past() -> None:
    series = makers.a_panel("swindon")
    makers.a_meeting("swindon", series)

    for day in (MEETS_ON, NOW.date() - dt.timedelta(days=1)):
        with pytest.raises(NotNow), acting("swindon", "panel_administrator") as actor:
            commands.plan_meeting(actor=actor, series=series, meets_on=day, now=NOW)


def test_a_core_agency_names_who_comes_and_a_chair_can_chair() -> None:
    series = makers.a_panel("swindon")

    with pytest.raises(NotNow, match="Name the person"), acting("swindon", "panel_administrator") as actor:
        commands.seat_agency(
            actor=actor, series=series, agency=agency_of("swindon", "early_help"), part="core", now=NOW
        )
    meeting = makers.a_meeting("swindon", series)
    with pytest.raises(NotNow, match="cannot chair"), acting("swindon", "panel_administrator") as actor:
        commands.change_chair(actor=actor, meeting=meeting, chair=membership_of("swindon", "police"), now=NOW)


def test_a_partner_cannot_put_a_child_on_an_agenda() -> None:
    meeting, child = makers.a_meeting("swindon"), people.a_child("swindon")
    people.grant("swindon", child, "school", "setting")

    with pytest.raises(NotPermitted, match="Ask the allocated worker"), acting("swindon", "school") as actor:
        commands.add_item(actor=actor, meeting=meeting, child=child, why_here="x", now=NOW)


def test_whoever_presents_works_with_the_child() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")

    with pytest.raises(NotNow, match="must work with the child"), acting("swindon", "practitioner") as actor:
        commands.add_item(
            actor=actor,
            meeting=meeting,
            child=child,
            why_here="x",
            presenter=membership_of("swindon", "colleague"),
            now=NOW,
        )


def test_a_child_stands_on_an_agenda_once() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    makers.an_item("swindon", meeting, child)

    with pytest.raises(NotNow, match="already"):
        makers.an_item("swindon", meeting, child)


def test_no_step_of_a_meeting_can_be_left_out() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    with acting("swindon", "panel_administrator") as actor, pytest.raises(NotNow, match="Release the agenda"):
        commands.start_meeting(actor=actor, meeting=meeting, now=MEETING)
    meeting = makers.released("swindon", meeting)
    with acting("swindon", "panel_administrator") as actor, pytest.raises(NotNow, match="25 November 2026"):
        commands.start_meeting(actor=actor, meeting=meeting, now=NOW)
    with pytest.raises(NotNow, match="Start the meeting"):
        makers.decided("swindon", item)
    with acting("swindon", "panel_administrator") as actor, pytest.raises(NotNow):
        commands.close_meeting(actor=actor, meeting=meeting, now=MEETING)
    makers.started("swindon", meeting)
    with acting("swindon", "panel_administrator") as actor, pytest.raises(NotNow, match="without a decision"):
        commands.close_meeting(actor=actor, meeting=meeting, now=MEETING)
    makers.decided("swindon", item)
    with acting("swindon", "panel_administrator") as actor:
        assert commands.close_meeting(actor=actor, meeting=meeting, now=MEETING).status == Meeting.Status.CLOSED


_STAMPS = ("released_at", "held_at", "closed_at")
_STATES = list(rules.TRANSITIONS["Meeting"])


@pytest.mark.parametrize("start, end", list(itertools.permutations(_STATES, 2)))
@pytest.mark.database_near
def test_the_database_knows_every_step_of_a_meeting(start: str, end: str) -> None:
    meeting = makers.a_meeting("swindon")

    def step(status: str) -> None:
        reached = _STATES.index(status)
        stamps = {name: NOW if place <= reached else None for place, name in enumerate(_STAMPS, start=1)}
        with acting("swindon", "panel_administrator"):
            Meeting.objects.filter(pk=meeting.pk).update(status=status, **stamps)

    for state in _STATES[1 : _STATES.index(start) + 1]:
        step(state)
    if end in rules.TRANSITIONS["Meeting"][start]:
        step(end)
    else:
        with pytest.raises(DatabaseError, match="cannot go from"):
            step(end)


@pytest.mark.parametrize("model, table", [("AgendaItem", AgendaItem), ("Action", Action)])
@pytest.mark.database_near
def test_the_database_knows_every_step_of_an_item_and_an_action(model: str, table: Any) -> None:
    steps = rules.TRANSITIONS[model]
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    action = makers.an_action("swindon", item)
    row = {"AgendaItem": item, "Action": action}[model]
    first = next(iter(steps))

    with acting("swindon", "panel_chair") as chair:
        for end in set(steps) - {first}:
            with transaction.atomic():
                ended = {"ended_by": chair.membership_id} if model == "Action" else {}
                table.objects.filter(pk=row.pk).update(status=end, **ended)
                for wrong in set(steps) - {end}:
                    with pytest.raises(DatabaseError, match="cannot go from"), transaction.atomic():
                        table.objects.filter(pk=row.pk).update(status=wrong)
                transaction.set_rollback(True)


@pytest.mark.database_near
def test_the_database_refuses_a_decision_before_the_meeting() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)

    with pytest.raises(DatabaseError, match="while its meeting is held"), acting("swindon", "panel_chair") as chair:
        Decision.objects.create(
            partnership_id=chair.partnership_id,
            item=item,
            child=child,
            option="no_further_involvement",
            reason="x",
            no_view_because="x",
            decided_by_id=chair.membership_id,
            decided_at=NOW,
        )


def test_an_agenda_is_not_released_empty_too_early_or_twice() -> None:
    meeting = makers.a_meeting("swindon", meets_on=dt.date(2026, 12, 16))

    with pytest.raises(NotNow, match="from 2 December 2026"):
        makers.released("swindon", meeting)
    with pytest.raises(NotNow, match="No child"):
        makers.released("swindon", meeting, now=dt.datetime(2026, 12, 10, 9, 0, tzinfo=dt.UTC))
    makers.an_item("swindon", meeting, makers.a_known_child("swindon"))
    makers.released("swindon", meeting, now=dt.datetime(2026, 12, 10, 9, 0, tzinfo=dt.UTC))
    with pytest.raises(NotNow, match="already"):
        makers.released("swindon", meeting, now=dt.datetime(2026, 12, 10, 9, 0, tzinfo=dt.UTC))


@pytest.mark.parametrize("present", [(), ("police",), ("social_care",)])
def test_the_panel_decides_only_with_its_required_agencies(present: tuple[str, ...]) -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting, present)

    with pytest.raises(NotNow, match="is not here, and must be"):
        makers.decided("swindon", item)


def test_whoever_only_sent_a_contribution_does_not_make_a_quorum() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    meeting = makers.started("swindon", meeting)
    with acting("swindon", "panel_chair") as chair:
        commands.mark_attendance(
            actor=chair, meeting=meeting, agency=agency_of("swindon", "police"), mark="sent_contribution", now=MEETING
        )

    with pytest.raises(NotNow, match="Constabulary is not here"):
        makers.decided("swindon", item)


@pytest.mark.parametrize("key", ["panel_administrator", "police", "practitioner", "team_manager"])
def test_the_chair_decides_and_nobody_else(key: str) -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)

    with pytest.raises(NotPermitted), acting("swindon", key) as actor:
        commands.record_decision(actor=actor, item=item, now=MEETING, **DECISION)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "change, fault",
    [
        ({"considered": []}, "less intrusive"),
        ({"why_not": ""}, "will not do"),
        ({"reason": " "}, "Say why"),
        ({"child_said": ""}, "what the child said"),
        ({"is_agreed": False}, "did not agree"),
        ({"option": "conference"}, "one of the options"),
    ],
)
def test_a_decision_is_whole_or_not_made(change: dict[str, Any], fault: str) -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)

    with pytest.raises(NotNow, match=fault):
        makers.decided("swindon", item, **change)
    with acting("swindon", "panel_chair"):
        assert not Decision.objects.exists()
        assert not Voice.objects.exists()
        assert not Action.objects.exists()


def test_a_decision_keeps_the_childs_view_tells_the_story_and_opens_what_follows() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    makers.decided("swindon", item)

    with acting("swindon", "practitioner"):
        decision = Decision.objects.select_related("voice").get(item=item)
        assert decision.voice is not None
        assert decision.voice.about == decision.ref
        assert decision.voice.changed == DECISION["view_changed"]
        police, care = (agency_of("swindon", key).ref for key in makers.CORE)
        assert decision.agencies_present == [police, care]
        entry = Entry.objects.get(child=child, kind="panel_decision")
        assert (entry.strand, entry.source) == ("plan", decision.ref)
        actions = {row.kind: row for row in Action.objects.select_related("owner")}
        assert actions["tell_child"].owner == membership_of("swindon", "practitioner")
        assert actions["tell_child"].due_on == dt.date(2026, 12, 2)
        assert actions["follow_up"].owner == membership_of("swindon", "team_manager")
        assert actions["follow_up"].due_on == dt.date(2026, 11, 27)
        event = Event.objects.get(action="panels.decision.recorded")
        assert set(event.about) == {child.ref, item.ref, decision.ref}


def test_telling_the_child_marks_the_view_as_told_back() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    makers.decided("swindon", item)

    with acting("swindon", "practitioner") as worker:
        tell = Action.objects.get(kind="tell_child")
        with pytest.raises(NotNow, match="always told"):
            commands.withdraw_action(actor=worker, action=tell, reason="no time", now=MEETING)
        commands.do_action(actor=worker, action=tell, now=MEETING)
        voice = Voice.objects.get()
        assert (voice.told_back_on, voice.changed) == (MEETS_ON, DECISION["view_changed"])


@pytest.mark.database_near
def test_of_twenty_who_decide_at_once_one_decides_and_the_others_are_told_why() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    chair = people.actor("swindon", "panel_chair")
    answers: list[object] = []
    gate = threading.Barrier(20)

    def decide() -> None:
        try:
            gate.wait()
            with wall.inside(chair.partnership_id, chair.user_id):
                answers.append(
                    commands.record_decision(actor=chair, item=item, now=MEETING, **DECISION)  # type: ignore[arg-type]
                )
        except Refusal as refusal:
            answers.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [type(answer) for answer in answers if not isinstance(answer, NotNow)] == [Decision]
    assert len(answers) == 20
    with acting("swindon", "panel_chair"):
        assert Decision.objects.count() == 1
        assert Voice.objects.count() == 1
        assert Event.objects.filter(action="panels.decision.recorded").count() == 1


def test_a_colleagues_answers_are_not_lost() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.released("swindon", meeting)
    said: dict[str, Any] = {"going_well": "She greets us", "worries": "", "would_help": ""}
    with acting("swindon", "police") as officer:
        commands.contribute(actor=officer, item=item, **said, now=NOW)

    with acting("swindon", "police") as officer, pytest.raises(Changed) as found:
        commands.contribute(actor=officer, item=item, **{**said, "going_well": "She came"}, now=NOW)
    assert found.value.theirs["going_well"] == "She greets us"
    assert found.value.yours["going_well"] == "She came"
    with acting("swindon", "police") as officer:
        commands.contribute(actor=officer, item=item, **{**said, "worries": "Late nights"}, version=1, now=NOW)
        row = Contribution.objects.get()
        assert (row.worries, row.version, row.strand) == ("Late nights", 2, "justice")


def test_who_was_not_asked_does_not_contribute_and_nobody_does_before_the_release() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    answers: dict[str, Any] = {"going_well": "x", "worries": "", "would_help": ""}
    with acting("swindon", "practitioner") as worker, pytest.raises(NotNow, match="not released"):
        commands.contribute(actor=worker, item=item, **answers, now=NOW)
    makers.released("swindon", meeting)
    with acting("swindon", "practitioner") as worker, pytest.raises(NotPermitted, match="not asked"):
        commands.contribute(actor=worker, item=item, **answers, now=NOW)
    with acting("swindon", "school") as teacher, pytest.raises(NotPermitted, match="no longer see"):
        commands.contribute(actor=teacher, item=item, **answers, now=NOW)


def test_a_child_moved_to_another_meeting_takes_along_what_was_said() -> None:
    series = makers.a_panel("swindon")
    meeting = makers.a_meeting("swindon", series)
    later = makers.a_meeting("swindon", series, dt.date(2026, 12, 2))
    child = makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    with acting("swindon", "practitioner") as worker:
        commands.invite_guest(actor=worker, item=item, membership=membership_of("swindon", "school"), now=NOW)
    meeting = makers.released("swindon", meeting)
    with acting("swindon", "school") as teacher:
        commands.contribute(actor=teacher, item=item, going_well="Art", worries="", would_help="", now=NOW)
    meeting = makers.started("swindon", meeting, ("police",))

    with acting("swindon", "panel_administrator") as administrator:
        moved = commands.move_item(actor=administrator, item=item, to=later, reason="No quorum", now=MEETING)
        assert Contribution.objects.get(item=moved).going_well == "Art"
        for key, mark in (("social_care", "absent"), ("school", "apologies")):
            commands.mark_attendance(
                actor=administrator, meeting=meeting, agency=agency_of("swindon", key), mark=mark, now=MEETING
            )
        commands.close_meeting(actor=administrator, meeting=meeting, now=MEETING)
        assert AgendaItem.objects.get(pk=item.pk).moved_to == moved.ref


def test_an_action_is_done_by_its_owner_and_can_be_handed_over() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    action = makers.an_action("swindon", item)

    with acting("swindon", "panel_chair") as chair, pytest.raises(NotPermitted, match="Only the person"):
        commands.do_action(actor=chair, action=action, now=MEETING)
    with acting("swindon", "early_help") as worker:
        commands.hand_over_action(actor=worker, action=action, owner=membership_of("swindon", "camhs"), now=MEETING)
    with acting("swindon", "early_help") as worker, pytest.raises(NotPermitted):
        commands.do_action(actor=worker, action=action, now=MEETING)
    with acting("swindon", "camhs") as worker:
        assert commands.do_action(actor=worker, action=action, outcome="A place", now=MEETING).done_on == MEETS_ON
    with acting("swindon", "board_member"), pytest.raises(NotNow, match="cannot take an action"):
        makers.an_action("swindon", item, "board_member")


def test_agenda_order_follows_who_prepares_it() -> None:
    meeting = makers.a_meeting("swindon")
    items = [
        makers.an_item("swindon", meeting, makers.a_known_child("swindon", given)) for given in ("Ada", "Bo", "Cy")
    ]

    with acting("swindon", "panel_administrator") as administrator:
        commands.move_up(actor=administrator, item=items[2], now=NOW)
        order = AgendaItem.objects.filter(meeting=meeting).order_by("position")
        assert [row.ref for row in order] == [items[0].ref, items[2].ref, items[1].ref]


def test_the_chronology_shows_the_decision_to_who_reads_the_plan() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    makers.decided("swindon", item)

    with acting("swindon", "practitioner") as worker:
        standing, look = children.look_at(worker, child, MEETING)
        lines = children.chronology(child, standing, look).rows
    assert any(line.text.startswith("Joint Decision-Making Panel decided: Prevention support") for line in lines)
