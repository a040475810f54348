"""Pages of panels: who gets them, what each reader reads on them, and that a meeting can be run through them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.audit.models import Event
from alongside.children import access as children_access
from alongside.panels import commands, queries
from alongside.panels.models import Action, AgendaItem, Attendance, Contribution, Decision, Meeting, Series
from tests import people
from tests.panels import makers
from tests.panels.makers import MEETING, MEETS_ON
from tests.people import NOW, acting, membership_of

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    """The clock stands where the test puts it. Whoever signed in before it moved must sign in again."""
    with time_machine.travel(NOW, tick=False) as traveller:
        yield traveller


def client_of(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def text_of(key: str, address: str, slug: str = "swindon") -> str:
    answer = client_of(key, slug).get(address)
    assert answer.status_code == 200, (key, address, answer.status_code)
    return answer.content.decode()


def status_of(key: str, address: str, slug: str = "swindon") -> int:
    return client_of(key, slug).get(address).status_code


@pytest.fixture
def told() -> AgendaItem:
    """A released item with a guest, an allegation, and contributions in three strands."""
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child, alleged="A window was broken in May.")
    with acting("swindon", "practitioner") as worker:
        commands.invite_guest(actor=worker, item=item, membership=membership_of("swindon", "school"), now=NOW)
    makers.released("swindon", meeting)
    for key, said in (
        ("school", "Paints with care"),
        ("police", "Talked to us in June"),
        ("social_care", "Gran is proud"),
    ):
        with acting("swindon", key) as member:
            commands.contribute(actor=member, item=item, going_well=said, worries="", would_help="", now=NOW)
    return item


def address(item: AgendaItem, page: str = "") -> str:
    return f"/panel-items/{item.ref}/{page}"


def test_each_reader_reads_the_item_in_the_strands_of_their_role(told: AgendaItem) -> None:
    worker, officer, teacher, administrator = (
        text_of(key, address(told)) for key in ("practitioner", "police", "school", "panel_administrator")
    )

    assert "A window was broken" in worker
    assert "A window was broken" in officer
    assert "A window was broken" not in teacher
    assert "A window was broken" not in administrator
    assert "Paints with care" in teacher
    assert "Gran is proud" not in teacher
    assert "Talked to us in June" not in teacher
    assert "School and family ask" not in teacher
    assert "Paints with care" not in officer
    assert "Gran is proud" in officer
    assert "Talked to us in June" not in administrator


def test_what_is_alleged_stands_last(told: AgendaItem) -> None:
    page = text_of("practitioner", address(told))

    assert page.index("What the panel can help with") < page.index("Gran is proud") < page.index("A window was broken")


@pytest.mark.parametrize("tail", ["", "contribute/", "decision/", "actions/new/"])
def test_an_item_is_unknown_to_colleague_stranger_and_the_other_partnership(told: AgendaItem, tail: str) -> None:
    unknown = f"/panel-items/PI-000000/{tail}"
    for key, slug in (
        ("colleague", "swindon"),
        ("early_help", "swindon"),
        ("head_of_service", "swindon"),
        ("police", "hampshire"),
    ):
        client = client_of(key, slug)
        known, other = client.get(address(told, tail)), client.get(unknown)
        assert known.status_code == other.status_code == 404
        assert len(known.content) == len(other.content)


def test_before_the_release_the_administrator_sees_that_there_is_an_item_and_not_who(told: AgendaItem) -> None:
    meeting = makers.a_meeting("swindon", makers_series(), MEETS_ON + dt.timedelta(days=7))
    child = makers.a_known_child("swindon", "Wren")
    item = makers.an_item("swindon", meeting, child)

    page = text_of("panel_administrator", f"/meetings/{meeting.ref}/")
    assert "Asha Penrose" in page
    assert "Wren" not in page
    assert child.ref not in page
    assert status_of("panel_administrator", address(item)) == 404
    makers.released("swindon", meeting)
    assert "Wren Ashdown" in text_of("panel_administrator", f"/meetings/{meeting.ref}/")
    assert "Wren" not in text_of("team_manager", f"/meetings/{meeting.ref}/")


def makers_series() -> Series:
    with acting("swindon", "panel_administrator"):
        return Series.objects.get()


def test_the_agenda_leaves_one_event_that_names_the_children_it_showed(told: AgendaItem) -> None:
    with acting("swindon", "police"):
        meeting = Meeting.objects.get()
        before = Event.objects.count()
    text_of("police", f"/meetings/{meeting.ref}/")
    with acting("swindon", "police"):
        assert Event.objects.count() == before + 1
        event = Event.objects.get(action="panels.agenda.viewed")
        assert event.about == [told.child.ref]


def test_a_guest_sees_their_child_on_the_agenda_and_no_other(told: AgendaItem) -> None:
    with acting("swindon", "practitioner"):
        meeting = Meeting.objects.get()
    other = makers.an_item("swindon", meeting, makers.a_known_child("swindon", "Wren"))

    page = text_of("school", f"/meetings/{meeting.ref}/")
    assert "Zoë Ashdown" in page
    assert "Wren" not in page
    pack = text_of("school", f"/meetings/{meeting.ref}/pack/")
    assert "Zoë Ashdown" in pack
    assert "Wren" not in pack
    assert "A window was broken" not in pack
    assert status_of("school", address(other)) == 404


def test_the_pack_is_a_pdf_too(told: AgendaItem) -> None:
    answer = client_of("police").get(f"/meetings/{told.meeting.ref}/pack.pdf")

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    with acting("swindon", "police"):
        assert told.child.ref in Event.objects.filter(action="panels.pack.opened").latest("id").about


def test_a_partner_who_sits_on_no_panel_sees_none() -> None:
    series = makers.a_panel("swindon")
    meeting = makers.a_meeting("swindon", series)

    assert "Joint Decision-Making Panel" not in text_of("early_help", "/panels/")
    for page in (f"/panels/{series.ref}/", f"/meetings/{meeting.ref}/", f"/meetings/{meeting.ref}/pack/"):
        assert status_of("early_help", page) == 404
        assert status_of("police", page) == 200
        assert status_of("police", page, "hampshire") == 404
    assert status_of("board_member", "/panels/") == 404


@pytest.mark.parametrize("tail", ["reschedule/", "chair/"])
def test_who_may_not_prepare_reads_why_in_place_of_the_form(tail: str) -> None:
    meeting = makers.a_meeting("swindon")

    assert 'name="form_key"' in text_of("panel_administrator", f"/meetings/{meeting.ref}/{tail}")
    page = text_of("police", f"/meetings/{meeting.ref}/{tail}")
    assert 'name="form_key"' not in page
    assert "prepares panels" in page


@pytest.mark.parametrize("tail", ["release/", "start/", "close/"])
def test_who_may_not_prepare_takes_no_step(tail: str) -> None:
    meeting = makers.a_meeting("swindon")

    assert client_of("police").post(f"/meetings/{meeting.ref}/{tail}").status_code == 403
    assert client_of("early_help").post(f"/meetings/{meeting.ref}/{tail}").status_code == 404


def test_a_meeting_through_its_pages(clock: time_machine.Traveller) -> None:
    administrator, worker = client_of("panel_administrator"), client_of("practitioner")
    series, child = makers.a_panel("swindon"), makers.a_known_child("swindon")

    sent = administrator.post(
        f"/panels/{series.ref}/plan-a-meeting/", {"meets_on-day": "25", "meets_on-month": "11", "meets_on-year": "2026"}
    )
    assert sent.status_code == 302, sent.content.decode()
    meeting_url = sent["Location"]
    ref = meeting_url.split("/")[2]
    sent = worker.post(
        f"/children/{child.ref}/add-to-panel/",
        {"meeting": ref, "why_here": "What helps with mornings?", "family_told": "told"},
    )
    assert sent["Location"] == f"/children/{child.ref}/"
    assert administrator.post(f"{meeting_url}release/").status_code == 302
    with acting("swindon", "police"):
        item = AgendaItem.objects.get()
    officer = client_of("police")
    assert officer.post(address(item, "contribute/"), {"going_well": "Says hello", "version": "0"}).status_code == 302

    clock.move_to(MEETING)
    chair = client_of("panel_chair")
    assert chair.post(f"{meeting_url}start/")["Location"] == f"{meeting_url}run/"
    run = f"{meeting_url}run/{item.ref}/"
    assert chair.get(f"{meeting_url}run/")["Location"] == run
    answers: dict[str, Any] = {**makers.DECISION, "is_agreed": "yes"}
    refused = chair.post(run, answers)
    assert refused.status_code == 409
    assert "Constabulary is not here, and must be." in refused.content.decode()
    for key in makers.CORE:
        with acting("swindon", key) as member:
            agency_ref = member.agency_ref
        marked = chair.post(f"{meeting_url}attendance/{agency_ref}/", {"mark": "present", "back": item.ref})
        assert marked["Location"] == f"{run}#who-is-here"
    wrong = chair.post(run, {**answers, "considered": [], "why_not": ""})
    assert wrong.status_code == 422
    assert "Say which less intrusive options you considered." in wrong.content.decode()
    assert chair.post(run, answers)["Location"] == f"{run}#actions"
    page = chair.get(run).content.decode()
    assert "Prevention support, if the child and family agree" in page
    assert "The first step is football, not a course." in page
    with acting("swindon", "panel_chair"):
        helper = membership_of("swindon", "early_help")
    action = {
        "what": "Ask the club",
        "owner": helper.ref,
        "due_on-day": "2",
        "due_on-month": "12",
        "due_on-year": "2026",
    }
    assert chair.post(run, action)["Location"] == f"{run}#actions"
    assert chair.post(f"{meeting_url}close/")["Location"] == meeting_url
    with acting("swindon", "early_help"):
        made = Action.objects.get(what="Ask the club")
    friend = client_of("early_help")
    assert "Ask the club" in friend.get("/actions/").content.decode()
    sent = friend.post(
        f"/actions/{made.ref}/",
        {"outcome": "A place from Monday", "done_on-day": "25", "done_on-month": "11", "done_on-year": "2026"},
    )
    assert sent.status_code == 302
    assert friend.get(f"/actions/{made.ref}/").status_code == 404


def test_the_same_decision_sent_twice_is_recorded_once(clock: time_machine.Traveller) -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    clock.move_to(MEETING)
    chair = client_of("panel_chair")
    answers = {**makers.DECISION, "is_agreed": "yes", "form_key": "6f9619ff-8b86-4d01-b42d-00cf4fc964ff"}

    first, second = (chair.post(address(item, "decision/"), answers) for _ in range(2))
    assert first["Location"] == second["Location"] == address(item)
    with acting("swindon", "panel_chair"):
        assert Decision.objects.count() == 1


@pytest.mark.parametrize("key", ["panel_administrator", "police", "practitioner"])
def test_who_does_not_chair_reads_why_and_decides_nothing(key: str, clock: time_machine.Traveller) -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    clock.move_to(MEETING)
    client = client_of(key)

    assert "Only the chair of this meeting" in client.get(address(item, "decision/")).content.decode()
    answer = client.post(address(item, "decision/"), {**makers.DECISION, "is_agreed": "yes"})
    assert answer.status_code == 403
    with acting("swindon", "panel_chair"):
        assert not Decision.objects.exists()


def test_two_colleagues_answers_stand_side_by_side() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.released("swindon", meeting)
    officer = client_of("police")
    assert officer.post(address(item, "contribute/"), {"going_well": "Came to us", "version": "0"}).status_code == 302

    late = officer.post(address(item, "contribute/"), {"going_well": "Rides well", "version": "0"})
    page = late.content.decode()
    assert late.status_code == 409
    assert "Came to us" in page
    assert "Rides well" in page
    assert 'name="version" value="1"' in page
    with acting("swindon", "police"):
        assert Contribution.objects.get().going_well == "Came to us"


def queries_for(key: str, page: str) -> int:
    client = client_of(key)
    client.get(page)
    with CaptureQueriesContext(
        connection,
    ) as caught:
        assert client.get(page).status_code == 200
    return len(caught)


def test_an_agenda_and_its_screen_cost_the_same_for_one_child_as_for_ten(clock: time_machine.Traveller) -> None:
    meeting = makers.a_meeting("swindon")
    first = makers.an_item("swindon", meeting, makers.a_known_child("swindon"))
    meeting = makers.released("swindon", meeting)
    pages = [("police", f"/meetings/{meeting.ref}/"), ("panel_chair", f"/meetings/{meeting.ref}/run/{first.ref}/")]
    lists = [("police", "/panels/"), ("police", f"/panels/{makers_series().ref}/")]
    one = [queries_for(*page) for page in pages + lists]
    for number in range(9):
        makers.an_item("swindon", meeting, makers.a_known_child("swindon", f"Child{number}"))
    for week in range(1, 9):
        makers.a_meeting("swindon", makers_series(), MEETS_ON + dt.timedelta(days=7 * week))

    assert [queries_for(*page) for page in pages + lists] == one


def test_actions_cost_the_same_for_one_as_for_ten(clock: time_machine.Traveller) -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    makers.started("swindon", meeting)
    makers.an_action("swindon", item)
    clock.move_to(MEETING)
    one = queries_for("early_help", "/actions/")
    for _ in range(9):
        makers.an_action("swindon", item)

    assert queries_for("early_help", "/actions/") == one


def work(key: str, now: dt.datetime) -> list[tuple[str, str]]:
    with acting("swindon", key) as actor:
        return [(row.kind, row.what) for row in queries.work_for(actor, now)]


def test_each_step_waits_for_somebody() -> None:
    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    prepare = [("meeting", "Prepare and release the agenda: Joint Decision-Making Panel, 25 November 2026")]
    assert work("panel_administrator", NOW) == prepare
    assert work("police", NOW) == []

    makers.released("swindon", meeting)
    assert work("panel_administrator", NOW) == []
    asked = [("contribution", "Say what your agency knows of Zoë: Joint Decision-Making Panel")]
    assert work("police", NOW) == work("social_care", NOW) == asked
    assert work("panel_chair", MEETING) == [
        ("meeting", "Start the meeting: Joint Decision-Making Panel, 25 November 2026")
    ]
    with acting("swindon", "police") as officer:
        commands.contribute(actor=officer, item=item, going_well="x", worries="", would_help="", now=NOW)
    assert work("police", NOW) == []

    meeting = makers.started("swindon", Meeting(pk=meeting.pk, status="released"))
    assert work("panel_chair", MEETING)[0][1].startswith("Record the decisions and close")
    makers.decided("swindon", item)
    assert [kind for kind, _ in work("practitioner", MEETING)] == ["action"]
    assert work("team_manager", MEETING) == [("action", "Allocate a worker, so that support begins")]
    with acting("swindon", "panel_administrator") as administrator:
        assert Attendance.objects.exclude(mark="present").count() == 0
        commands.close_meeting(actor=administrator, meeting=meeting, now=MEETING)
    assert work("panel_chair", MEETING) == []


def test_work_costs_the_same_for_one_as_for_ten() -> None:
    meeting = makers.a_meeting("swindon")
    makers.an_item("swindon", meeting, makers.a_known_child("swindon"))
    makers.released("swindon", meeting)

    def cost() -> int:
        with (
            acting("swindon", "police") as actor,
            children_access.remembering(),
            CaptureQueriesContext(connection) as caught,
        ):
            queries.work_for(actor, NOW)
        return len(caught)

    one = cost()
    for number in range(9):
        makers.an_item("swindon", meeting, makers.a_known_child("swindon", f"Child{number}"))
    assert cost() == one <= 4


def test_the_childs_page_shows_the_next_panel_and_the_last_decision_to_who_reads_the_plan() -> None:
    from alongside.children import queries as children

    meeting, child = makers.a_meeting("swindon"), makers.a_known_child("swindon")
    item = makers.an_item("swindon", meeting, child)
    people.grant("swindon", child, "school", "setting")

    def summary(key: str, now: dt.datetime) -> queries.PanelSummary | None:
        with acting("swindon", key) as actor:
            standing, look = children.look_at(actor, child, now)
            return queries.child_summary(child, standing, look, now)

    before = summary("practitioner", NOW)
    assert before is not None
    assert (before.next_on, before.last) == (MEETS_ON, None)
    makers.started("swindon", meeting)
    makers.decided("swindon", item)
    after = summary("practitioner", MEETING)
    assert after is not None
    assert after.last is not None
    assert (after.next_on, after.last.option) == (None, "Prevention support, if the child and family agree")
    assert len(after.open_actions) == 2
    assert summary("school", MEETING) is None
