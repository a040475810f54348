"""Reading begins with the released agenda and ends after the meeting; guests read one child; nobody browses."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.children import access as children
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.core.verdict import NotPermitted
from alongside.panels import access, commands
from alongside.panels.models import AgendaItem, Meeting
from tests import people
from tests.panels import makers
from tests.panels.makers import MEETING, MEETS_ON
from tests.people import NOW, acting, membership_of

pytestmark = [pytest.mark.usefixtures("database")]

MEMBERS = ("police", "social_care", "panel_chair", "panel_administrator")


def sees_child(key: str, child: Child, now: dt.datetime = NOW, slug: str = "swindon") -> bool:
    with acting(slug, key) as actor:
        return children.visible_children(actor, now).filter(pk=child.pk).exists()


def sees_item(key: str, item: AgendaItem, now: dt.datetime = NOW, slug: str = "swindon") -> bool:
    with acting(slug, key) as actor:
        return access.visible_items(actor, now).filter(pk=item.pk).exists()


def invite(item: AgendaItem, key: str, now: dt.datetime = NOW) -> None:
    with acting("swindon", "practitioner") as worker:
        commands.invite_guest(actor=worker, item=item, membership=membership_of("swindon", key), now=now)


def test_before_the_release_only_who_works_with_the_child_reads_the_item() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    invite(item, "school")

    assert [key for key in people.PEOPLE if sees_item(key, item)] == ["practitioner"]
    assert [key for key in people.PEOPLE if sees_child(key, child)] == ["practitioner"]


def test_the_release_opens_the_item_to_members_and_its_own_guests_and_the_days_after_the_meeting_close_it() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    invite(item, "school")
    makers.released("swindon", meeting)
    last = calendar.end_of_day(MEETS_ON + dt.timedelta(days=3)) - dt.timedelta(seconds=1)

    reading = {"practitioner", "school", *MEMBERS}
    assert {key for key in people.PEOPLE if sees_item(key, item)} == reading
    assert {key for key in people.PEOPLE if sees_child(key, child, last - dt.timedelta(seconds=1))} == reading
    assert {key for key in people.PEOPLE if sees_child(key, child, last)} == {"practitioner"}
    assert not any(sees_item(key, item, slug="hampshire") for key in people.PEOPLE)


def test_a_guest_reads_their_own_item_and_no_other() -> None:
    meeting = makers.a_meeting("swindon")
    hers, his = (makers.an_item("swindon", meeting, makers.a_known_child("swindon", given)) for given in ("Ada", "Bo"))
    invite(hers, "school")
    makers.released("swindon", meeting)

    assert sees_item("school", hers)
    assert not sees_item("school", his)
    assert not sees_child("school", his.child)


def test_a_school_that_knows_the_child_does_not_know_of_the_panel() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    people.grant("swindon", child, "school", "setting")
    makers.released("swindon", meeting)

    assert sees_child("school", child)
    assert not sees_item("school", item)


def test_an_item_added_after_the_release_opens_and_a_removed_one_closes_at_once() -> None:
    meeting = makers.a_meeting("swindon")
    makers.an_item("swindon", meeting, makers.a_known_child("swindon", "Ada"))
    makers.released("swindon", meeting)
    late = makers.an_item("swindon", meeting, makers.a_known_child("swindon", "Bo"))

    assert all(sees_item(key, late) for key in MEMBERS)
    with acting("swindon", "practitioner") as worker:
        commands.remove_item(actor=worker, item=late, reason="Family moved", now=NOW)
    assert not any(sees_child(key, late.child) for key in MEMBERS)


def test_who_does_not_come_any_more_stops_reading_at_once() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    invite(item, "school")
    meeting = makers.released("swindon", meeting)
    invite(item, "early_help")
    assert sees_item("early_help", item)

    with acting("swindon", "panel_administrator") as administrator:
        for key in ("school", "early_help"):
            commands.uninvite_guest(actor=administrator, item=item, membership=membership_of("swindon", key), now=NOW)
        commands.change_chair(
            actor=administrator, meeting=meeting, chair=membership_of("swindon", "panel_chair"), now=NOW
        )
    assert not sees_child("school", child)
    assert not sees_child("early_help", child)
    assert sees_item("panel_chair", item)


def test_nobody_who_runs_panels_lets_themselves_in() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    meeting = makers.released("swindon", meeting)

    with acting("swindon", "team_manager") as manager:
        herself = membership_of("swindon", "team_manager")
        with pytest.raises(NotPermitted, match="lets themselves in"):
            commands.invite_guest(actor=manager, item=item, membership=herself, now=NOW)
    assert not sees_child("team_manager", child)
    with acting("swindon", "panel_administrator") as administrator:
        commands.invite_guest(
            actor=administrator, item=item, membership=membership_of("swindon", "team_manager"), now=NOW
        )
    assert sees_child("team_manager", child)


def test_a_meeting_on_another_day_is_read_until_after_that_day() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    makers.an_item("swindon", meeting, child)
    meeting = makers.released("swindon", meeting)
    later = MEETS_ON + dt.timedelta(days=7)
    with acting("swindon", "panel_administrator") as administrator:
        commands.reschedule_meeting(
            actor=administrator, meeting=meeting, meets_on=later, begins=dt.time(9), place="Room 1", now=NOW
        )

    assert sees_child("police", child, calendar.end_of_day(later))
    assert not sees_child("police", child, calendar.end_of_day(later + dt.timedelta(days=3)))


def test_each_reader_reads_the_strands_of_their_role() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    invite(item, "school")
    makers.released("swindon", meeting)

    def reads(key: str) -> frozenset[Strand]:
        with acting("swindon", key) as actor:
            return children.standing(actor, child, NOW).readable

    assert reads("school") == {Strand.IDENTITY, Strand.EDUCATION}
    assert reads("police") == {Strand.IDENTITY, Strand.PLAN, Strand.JUSTICE}
    assert Strand.JUSTICE not in reads("panel_administrator")


def test_an_action_opens_the_child_to_its_owner_until_it_is_done() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    action = makers.an_action("swindon", item)
    weeks_later = MEETING + dt.timedelta(days=30)

    assert sees_child("early_help", child, weeks_later)
    assert not sees_item("early_help", item, weeks_later)
    with acting("swindon", "early_help") as worker:
        assert access.action_or_404(worker, action.ref, weeks_later) == action
        commands.do_action(actor=worker, action=action, now=weeks_later)
    assert not sees_child("early_help", child, weeks_later)


def test_who_knows_of_which_meeting() -> None:
    meeting = makers.a_meeting("swindon")
    item = makers.an_item("swindon", meeting, makers.a_known_child("swindon"))
    invite(item, "camhs")

    def knows(key: str, slug: str = "swindon") -> bool:
        with acting(slug, key) as actor:
            return access.visible_meetings(actor).filter(pk=meeting.pk).exists()

    assert {key for key in people.PEOPLE if knows(key)} == {"practitioner", "camhs", "team_manager", *MEMBERS}
    assert not any(knows(key, "hampshire") for key in people.PEOPLE)


def test_the_database_alone_hides_meetings_from_another_partnership(monkeypatch: pytest.MonkeyPatch) -> None:
    from alongside.partnerships import wall

    meeting = makers.a_meeting("swindon")
    makers.an_item("swindon", meeting, makers.a_known_child("swindon"))
    monkeypatch.setattr(wall, "own", lambda rows, actor: rows)

    with acting("hampshire", "panel_administrator"):
        assert Meeting.objects.count() == 0
        assert AgendaItem.objects.count() == 0


def test_a_sealed_child_leaves_the_agenda_of_all_but_the_named() -> None:
    from alongside.children import commands as child_commands

    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    makers.an_item("swindon", meeting, child)
    makers.released("swindon", meeting)
    with acting("swindon", "governance_lead") as lead:
        child_commands.seal_child(
            actor=lead,
            ref=child.ref,
            readers=[membership_of("swindon", "practitioner")],
            reason="Adopted",
            now=NOW,
        )

    with acting("swindon", "police"):
        assert AgendaItem.objects.count() == 0
    with acting("swindon", "practitioner"):
        assert AgendaItem.objects.count() == 1
