"""Each page for owner, SEND team, school, stranger and the other partnership; what posts do; one child costs as ten."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit import trail
from alongside.children.models import Child
from alongside.core import calendar
from alongside.justice import queries
from alongside.justice.models import Detention
from alongside.partnerships import wall
from tests import people
from tests.justice.makers import a_child, a_detention, found, of, tell, waiting
from tests.people import acting

pytestmark = [pytest.mark.usefixtures("database")]

PAGES = ("detention", "tell_people", "move_detained", "expect_release", "end_detention", "withdraw_detention")


def now() -> dt.datetime:
    """Pages go by the machine's clock."""
    return dt.datetime.now(dt.UTC)


def today() -> dt.date:
    return calendar.london_date(now())


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def at(view: str, child: Child, ref: str = "") -> str:
    return reverse(f"justice:{view}", kwargs={"child_ref": child.ref, **({"ref": ref} if ref else {})})


def parts(name: str, day: dt.date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def post(client: Client, address: str, **typed: object) -> Any:
    return client.post(address, {"form_key": str(uuid.uuid4()), **typed})


def held(child: Child | None = None, **more: Any) -> Detention:
    """Held since yesterday, by the machine's clock."""
    moment = now()
    return a_detention(child, detained_at=moment - dt.timedelta(hours=20), now=moment, **more)


def entered(**more: object) -> dict[str, object]:
    return {
        "kind": "sentence",
        **parts("detained_on", today() - dt.timedelta(days=1)),
        "detained_time": "4:30pm",
        **parts("learnt_on", today()),
        "place": "wetherby",
        "home_authority": "Swindon",
        "home_is_here": "yes",
        "ehc_plan": "unknown",
        **more,
    }


def test_a_worker_enters_a_detention_and_what_must_be_done_stands_on_the_page_and_in_the_work() -> None:
    child = a_child()
    worker = signed_in("practitioner")

    answer = post(worker, at("enter_detention", child), **entered())

    assert answer.status_code == 302
    page = worker.get(answer.url).content.decode()
    assert "Tell the host authority" in page
    assert "Custodial sentence" in page
    work = worker.get(reverse("web:home")).content.decode()
    assert "The SEND team is told where the child is" in work
    with wall.inside(child.partnership_id):
        row = Detention.objects.get(child=child)
    assert calendar.london_date(row.detained_at) == today() - dt.timedelta(days=1)
    ref = of(row)["tell_send"].ref
    assert at("hand_over", child, ref) in work, "the work leads to where it is done"
    assert "Away from home" in worker.get(reverse("web:child", kwargs={"child_ref": child.ref})).content.decode()


@pytest.mark.parametrize(
    "wrong, told",
    [
        ({"detained_time": "late"}, "Enter a time such as 4:30pm"),
        ({"place": "another"}, "Enter the name of the place"),
        ({"kind": ""}, "Choose what the court decided"),
    ],
)
def test_what_is_missing_or_wrong_is_said(wrong: dict[str, object], told: str) -> None:
    child = a_child()

    answer = post(signed_in("practitioner"), at("enter_detention", child), **entered(**wrong))

    assert answer.status_code == 422
    assert told in answer.content.decode()


def test_several_are_told_in_one_form_and_each_stands_in_what_was_shared() -> None:
    made = held()
    worker = signed_in("practitioner")

    answer = post(
        worker,
        at("tell_people", made.child, made.ref),
        whom=["tell_home", "tell_send", "tell_school"],
        **parts("told_on", today()),
        how="spoken",
        family="told",
    )

    assert answer.status_code == 302
    assert not waiting(made) & {"tell_home", "tell_send", "tell_school"}
    shared = worker.get(reverse("children:sharing", kwargs={"child_ref": made.child.ref})).content.decode()
    assert "The school or college" in shared
    assert "SEND team: Swindon" in shared
    assert found(made).send_told_at is not None


def test_the_send_officer_sees_it_once_told_says_that_there_is_a_plan_and_not_how_the_court_decided() -> None:
    made = held()
    officer = signed_in("send_officer")
    assert officer.get(at("detention", made.child, made.ref)).status_code == 404
    tell(made, "tell_send", now=now())

    page = officer.get(at("detention", made.child, made.ref)).content.decode()
    assert "Wetherby" in page
    assert "Remand to" not in page
    asked = of(made)["say_plan"]
    answer = post(
        officer,
        at("hand_over", made.child, asked.ref),
        ehc_plan="plan",
        **parts("plan_reviewed_on", today() - dt.timedelta(days=100)),
    )
    assert answer.status_code == 302
    assert {"send_plan", "provision", "monitor"} <= waiting(made)
    assert (
        "Send the EHC plan" in officer.get(reverse("web:child", kwargs={"child_ref": made.child.ref})).content.decode()
    )


@pytest.mark.parametrize("slug, key", [("swindon", "school"), ("swindon", "stranger"), ("hampshire", "practitioner")])
def test_a_school_a_stranger_and_the_other_partnership_learn_nothing(slug: str, key: str) -> None:
    made = held(ehc_plan="plan")
    tell(made, "tell_send", "tell_school", now=now())
    client = signed_in(key, slug)

    for view in PAGES:
        assert client.get(at(view, made.child, made.ref)).status_code == 404, view
    for row in of(made).values():
        for view in ("hand_over", "record_receipt", "stand_down_hand_over"):
            assert client.get(at(view, made.child, row.ref)).status_code == 404, view
    if key == "school":
        page = client.get(reverse("web:child", kwargs={"child_ref": made.child.ref})).content.decode()
        dates = client.get(reverse("deadlines:dates", kwargs={"child_ref": made.child.ref})).content.decode()
        for word in ("Wetherby", "custody", "detained", "detention", "Away from home"):
            assert word not in page, word
            assert word not in dates, word


def test_a_colleague_reads_it_and_is_told_who_writes_it_down() -> None:
    made = held()
    people.grant("swindon", made.child, "colleague", "team")
    colleague = signed_in("colleague")

    assert colleague.get(at("detention", made.child, made.ref)).status_code == 200
    page = colleague.get(at("end_detention", made.child, made.ref)).content.decode()
    assert "The allocated worker or the team manager writes this down" in page
    refused = post(
        colleague, at("end_detention", made.child, made.ref), ending="released", **parts("ended_on", today())
    )
    assert refused.status_code == 403
    assert found(made).is_held


def test_release_and_the_way_back_by_hand() -> None:
    made = held()
    worker = signed_in("practitioner")
    post(worker, at("end_detention", made.child, made.ref), ending="released", **parts("ended_on", today()))
    offer = of(made)["education_offer"]

    answer = post(
        worker,
        at("hand_over", made.child, offer.ref),
        **parts("done_on", today()),
        note="Starts on Monday at nine.",
    )

    assert answer.status_code == 302
    assert "Starts on Monday at nine." in worker.get(answer.url).content.decode()


def test_two_people_who_change_the_day_of_release_see_both() -> None:
    made = held()
    worker = signed_in("practitioner")
    address = at("expect_release", made.child, made.ref)
    first, second = today() + dt.timedelta(days=60), today() + dt.timedelta(days=90)
    assert post(worker, address, **parts("expected_on", first), version="1").status_code == 302

    answer = post(signed_in("team_manager"), address, **parts("expected_on", second), version="1")

    assert answer.status_code == 409
    shown = answer.content.decode()
    assert calendar.spoken(first) in shown
    assert calendar.spoken(second) in shown
    assert found(made).release_expected_on == first


def test_a_date_of_custody_is_kept_where_the_work_is_and_not_with_a_bare_day() -> None:
    made = held()
    clock = of(made)["tell_send"].clock
    worker = signed_in("practitioner")
    address = reverse("deadlines:clock", kwargs={"child_ref": made.child.ref, "ref": clock.ref})

    assert "Go to where this is kept" in worker.get(address).content.decode()
    meet = reverse("deadlines:meet_clock", kwargs={"child_ref": made.child.ref, "ref": clock.ref})
    assert post(worker, meet, **parts("met_on", today()), version="1").status_code == 409
    assert "tell_send" in waiting(made)


def test_the_page_of_custody_shows_both_directions_and_the_wait_and_late_comes_first() -> None:
    moment = now()
    long_ago = a_child(given="Ada")
    late = a_detention(
        long_ago,
        kind="sentence",
        detained_at=moment - dt.timedelta(hours=80),
        learnt_at=moment - dt.timedelta(hours=75),
        now=moment,
        release_expected_on=today() + dt.timedelta(weeks=30),
    )
    made = held(a_child(given="Bo"))
    tell(made, "tell_send", "tell_home", "tell_host", "tell_virtual_school", "tell_school", now=now())

    with acting("swindon", "practitioner") as actor:
        board = trail.show(actor, queries.CUSTODY_VIEWED, queries.custody(actor, now()), now=now())
    assert [row.ref for row in board.detained] == [late.ref, made.ref]
    assert (board.detained[0].into.late, board.detained[0].hours_to_send, board.detained[0].send_late) == (5, 80, True)
    assert (board.detained[1].into.done, board.detained[1].send_told, board.untold) == (5, True, 1)
    assert board.detained[0].back.next is not None
    page = signed_in("team_manager").get(reverse("justice:custody")).content.decode()
    assert "80 hours" in page
    assert "The way back" in page


def test_ten_children_cost_as_one() -> None:
    held(a_child(given="One"))
    manager = signed_in("team_manager")
    manager.get(reverse("justice:custody"))
    with CaptureQueriesContext(connection) as one:
        manager.get(reverse("justice:custody"))
    for number in range(3):
        held(a_child(given=f"More{number}"), kind="sentence", release_expected_on=today() + dt.timedelta(days=90))
    with CaptureQueriesContext(connection) as four:
        manager.get(reverse("justice:custody"))

    assert len(four) == len(one)


@pytest.mark.parametrize(
    "key, status", [("practitioner", 200), ("send_officer", 200), ("school", 403), ("police", 403)]
)
def test_who_may_open_the_page_of_custody(key: str, status: int) -> None:
    assert signed_in(key).get(reverse("justice:custody")).status_code == status
