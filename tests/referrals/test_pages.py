"""The front door in the browser: from a referral to a worker, for whom each page opens, and what it does not tell."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from alongside.audit.models import Event
from alongside.children.models import Child
from alongside.referrals import rules
from alongside.referrals.models import Involvement, Referral
from tests import people
from tests.people import NOW, TODAY, acting
from tests.referrals import makers

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    """Pages read the clock of their request: let it be the day of the other tests."""
    with time_machine.travel(NOW + dt.timedelta(hours=1), tick=True):
        yield


WHO = {
    "given_name": "Zoë",
    "family_name": "Ashdown",
    "preferred_name": "Zo",
    "born_on-day": "3",
    "born_on-month": "2",
    "born_on-year": "2013",
}


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def send(client: Client, address: str, **typed: Any) -> Any:
    return client.post(address, {"form_key": str(uuid.uuid4()), **typed})


def begin(client: Client, **who: str) -> str:
    """Step 1; the address of step 2."""
    answer = send(client, reverse("referrals:refer_child"), **{**WHO, **who})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def step_2(slug: str = "swindon", **more: Any) -> dict[str, Any]:
    with acting(slug, "front_door"):
        place = people.locality_of(slug).ref
    return {
        "given_name": "Zoë",
        "family_name": "Ashdown",
        "preferred_name": "Zo",
        "born_on": "2013-02-03",
        "concern": "She walked out of lessons on four days.",
        "grounds": ["influence"],
        "carers_know": "yes",
        "locality": place,
        **more,
    }


def the_referral() -> Referral:
    with acting("swindon", "front_door"):
        return Referral.objects.select_related("child").latest("id")


def test_from_a_schools_referral_to_an_allocated_worker() -> None:
    school, front_door = signed_in("school"), signed_in("front_door")
    address = begin(school)
    assert "Ashdown" not in address
    sent = send(school, address, **step_2(strengths="Good at maths"))
    made = the_referral()
    assert sent["Location"] == reverse("referrals:referral", kwargs={"ref": made.ref})
    page = school.get(sent["Location"]).content.decode()
    assert "We decide by" in page
    assert "What the rules say" not in page

    def at(name: str) -> str:
        return reverse(f"referrals:{name}", kwargs={"ref": made.ref})

    assert "Aged 13" in front_door.get(at("referral")).content.decode()
    assert send(front_door, at("match_to_child"), child="new").status_code == 302
    decision = {
        "outcome": "accepted",
        "stream": "prevention",
        "reason": "Help with friendships",
        "early_help": "not_enough",
        "family_told": "to_tell",
    }
    assert send(front_door, at("decide_referral"), **decision).status_code == 302
    answers = {
        "told_by": people.actor("swindon", "front_door").membership_ref,
        **_today("told_on"),
        "how": "home",
        "child_answer": "yes",
        "carer_answer": "yes",
        "child_words": "I want to stay in school",
    }
    assert send(front_door, at("record_agreement"), **answers).status_code == 302
    offered = front_door.get(at("allocate")).content.decode()
    assert "Suggested." in offered
    worker = re.search(r'value="(M-[^"]+)"[^>]*checked|checked[^>]*value="(M-[^"]+)"', offered)
    assert worker is not None
    assert send(front_door, at("allocate"), worker=worker[1] or worker[2]).status_code == 302

    with acting("swindon", "front_door"):
        work = Involvement.objects.select_related("child").get(referral=made)
        assert work.is_youth_crime_prevention
        assert work.child.strengths == "Good at maths"
        assert work.child.school_id == people.agency_of("swindon", "school").pk


def _today(name: str) -> dict[str, str]:
    return {f"{name}-day": str(TODAY.day), f"{name}-month": str(TODAY.month), f"{name}-year": str(TODAY.year)}


def stripped(page: bytes) -> str:
    """A page without what is random in each: tokens, keys and references, all of one length."""
    return re.sub(r"R-[0-9A-Z]{6}|[0-9a-f-]{36}|(?<=csrfmiddlewaretoken\" value=\")[^\"]+", "", page.decode())


def test_a_referrer_learns_nothing_of_a_child_whom_they_may_not_know_of() -> None:
    school = signed_in("school")
    before = school.get(begin(school))
    people.a_child("swindon")
    after = school.get(begin(school))

    assert (before.status_code, len(before.content)) == (after.status_code, len(after.content))
    assert stripped(before.content) == stripped(after.content)
    assert "may be the same child" not in after.content.decode()


def test_a_referrer_is_shown_a_child_whom_they_work_with_already() -> None:
    child = people.a_child("swindon", given="Zoe")
    people.grant("swindon", child, "school", "setting")
    school = signed_in("school")

    page = school.get(begin(school)).content.decode()

    assert "These children you already work with may be the same child" in page
    assert child.ref in page
    assert "Send the referral in either case" in page


def test_the_same_referral_sent_twice_is_one() -> None:
    school = signed_in("school")
    address, typed = begin(school), {**step_2(), "form_key": str(uuid.uuid4())}

    first, second = school.post(address, typed), school.post(address, typed)

    assert first["Location"] == second["Location"]
    with acting("swindon", "front_door"):
        assert Referral.objects.count() == 1
    assert school.get(address)["Location"] == first["Location"]


def test_step_2_does_not_open_without_step_1_or_for_somebody_else() -> None:
    school, police = signed_in("school"), signed_in("police")
    address = begin(school)

    assert police.get(address).status_code == 404
    assert school.get("/refer/R-000000/").status_code == 404
    assert school.get("/refer/nonsense/").status_code == 404


def test_what_is_missing_is_said_and_what_was_typed_stays() -> None:
    school = signed_in("school")
    answer = send(school, begin(school), **{**step_2(), "concern": "", "strengths": "Good at maths"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write what you are worried about" in page
    assert "Good at maths" in page
    assert "<title>Error: " in page


def test_a_birth_date_that_was_tampered_with_is_refused() -> None:
    school = signed_in("school")
    address = begin(school)

    assert send(school, address, **step_2(born_on="2999-01-01")).status_code == 422
    assert send(school, address, **step_2(born_on="yesterday")).status_code == 404


PAGES = ("referral", "match_to_child", "decide_referral", "record_agreement", "allocate")


def test_for_whom_the_pages_of_a_referral_open() -> None:
    made = makers.matched()

    def status(key: str, name: str, slug: str = "swindon") -> int:
        return signed_in(key, slug).get(reverse(f"referrals:{name}", kwargs={"ref": made.ref})).status_code

    assert {name: status("front_door", name) for name in PAGES} == dict.fromkeys(PAGES, 200)
    assert {name: status("school", name) for name in PAGES} == {**dict.fromkeys(PAGES, 404), "referral": 200}
    for key in ("other_school", "police", "practitioner", "specialist", "board_member"):
        assert {name: status(key, name) for name in PAGES} == dict.fromkeys(PAGES, 404), key
    assert {name: status("front_door", name, "hampshire") for name in PAGES} == dict.fromkeys(PAGES, 404)


def test_unknown_and_forbidden_look_the_same() -> None:
    made = makers.received()
    police = signed_in("police")

    forbidden, unknown = police.get(f"/referrals/{made.ref}/"), police.get("/referrals/R-000000/")

    assert forbidden.status_code == unknown.status_code == 404
    assert forbidden.content == unknown.content


def test_for_whom_the_pages_of_an_involvement_open() -> None:
    work = makers.allocated()

    def statuses(key: str, slug: str = "swindon") -> tuple[int, ...]:
        client = signed_in(key, slug)
        return tuple(
            client.get(f"/involvements/{work.ref}/{path}/").status_code for path in ("first-contact", "transfer", "end")
        )

    assert statuses("practitioner") == statuses("team_manager") == statuses("colleague") == (200, 200, 200)
    assert statuses("school") == statuses("stranger") == statuses("police") == (404, 404, 404)
    assert statuses("practitioner", "hampshire") == (404, 404, 404)


def test_what_may_be_known_and_not_done_says_why_and_a_post_is_refused() -> None:
    work = makers.allocated()
    colleague = signed_in("colleague")
    address = f"/involvements/{work.ref}/end/"

    assert "Only the allocated worker or a manager ends this work" in colleague.get(address).content.decode()
    assert send(colleague, address, reason="other", **_today("on")).status_code == 403


def test_the_allocation_page_says_that_voluntary_work_starts_with_agreement() -> None:
    made = makers.accepted()
    front_door = signed_in("front_door")
    address = reverse("referrals:allocate", kwargs={"ref": made.ref})

    assert "Voluntary work starts with agreement" in front_door.get(address).content.decode()
    assert send(front_door, address, worker="M-1.T-1").status_code == 409


def test_a_school_does_not_see_who_else_refers_and_a_board_member_has_no_list() -> None:
    makers.received(by="police", given_name="Kit")

    assert "Kit" not in signed_in("school").get("/referrals/?status=all").content.decode()
    assert signed_in("board_member").get("/referrals/").status_code == 403
    assert signed_in("board_member").get("/refer/").status_code == 403


def test_the_front_door_chooses_only_among_records_that_fit() -> None:
    other = people.a_child("swindon", given="Someone", family="Else", born_on=dt.date(2010, 1, 1))
    made = makers.received()
    front_door = signed_in("front_door")

    answer = send(front_door, f"/referrals/{made.ref}/match/", child=other.ref)

    assert answer.status_code == 422
    assert the_referral().child_id is None


def test_a_known_child_under_another_spelling_is_found_and_chosen() -> None:
    child = people.a_child("swindon", given="Zoe", family="Ashdowne")
    made = makers.received()
    front_door = signed_in("front_door")

    page = front_door.get(f"/referrals/{made.ref}/match/").content.decode()
    assert "Yes: Zoe Ashdowne" in page
    assert "Same date of birth" in page
    send(front_door, f"/referrals/{made.ref}/match/", child=child.ref)

    assert the_referral().child_id == child.pk
    with acting("swindon", "front_door"):
        assert Child.objects.count() == 1


def test_a_child_under_ten_is_signposted_and_erased_from_the_page() -> None:
    made = makers.received(born_on=dt.date(2016, 11, 21))
    front_door = signed_in("front_door")
    address = f"/referrals/{made.ref}/decide/"

    assert "cannot be brought back" in front_door.get(address).content.decode()
    assert send(front_door, address).status_code == 422
    assert send(front_door, address, understood="on").status_code == 302

    for key in ("front_door", "school"):
        page = signed_in(key).get(f"/referrals/{made.ref}/").content.decode()
        assert "Nothing about the child is kept" in page
        assert not any(word in page for word in ("Zoë", "Zo ", "Ashdown", "lessons"))


def test_only_a_manager_is_asked_about_deciding_otherwise() -> None:
    made = makers.matched(grounds=[])
    words = "If you decide otherwise than the rules say"

    assert words not in signed_in("front_door").get(f"/referrals/{made.ref}/decide/").content.decode()
    manager = signed_in("team_manager")
    assert words in manager.get(f"/referrals/{made.ref}/decide/").content.decode()
    decision = {"outcome": "accepted", "stream": "prevention", "team": "yes", "reason": "Agreed in the meeting"}
    decision |= {"early_help": "together", "family_told": "told"}
    assert send(manager, f"/referrals/{made.ref}/decide/", **decision).status_code == 409
    assert send(manager, f"/referrals/{made.ref}/decide/", **decision, otherwise_reason="Brother").status_code == 302

    assert "Brother" in manager.get(f"/referrals/{made.ref}/").content.decode()


def test_each_page_leaves_one_trace_of_the_look() -> None:
    made = makers.matched()

    def traces(path: str) -> list[str]:
        with acting("swindon", "front_door"):
            last = Event.objects.latest("id").pk
        signed_in("front_door").get(path)
        with acting("swindon", "front_door"):
            return list(Event.objects.filter(pk__gt=last).order_by("id").values_list("action", flat=True))

    assert traces(f"/referrals/{made.ref}/") == ["referrals.referral.viewed"]
    assert traces("/referrals/") == ["referrals.list.viewed"]
    assert "children.records.matched" in traces(f"/referrals/{made.ref}/match/")


def test_pages_cost_the_same_for_one_row_as_for_ten() -> None:
    client = signed_in("front_door")
    makers.received()
    one = makers.matched()

    def cost(path: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(path).status_code == 200
        return len(asked)

    paths = ("/referrals/", f"/referrals/{one.ref}/", f"/referrals/{one.ref}/match/", f"/referrals/{one.ref}/decide/")
    cost("/referrals/")  # The first request of a session writes down when it was seen.
    before = [cost(path) for path in paths]
    for _ in range(9):
        makers.received()
        people.a_child("swindon")
    assert [cost(path) for path in paths] == before


def test_the_child_page_shows_the_work_with_its_worker() -> None:
    work = makers.allocated()

    page = signed_in("practitioner").get(reverse("web:child", kwargs={"child_ref": work.child.ref})).content.decode()

    assert "Prevention, Youth Crime Prevention team" in page
    assert "Record first contact" in page
    school = signed_in("school").get(reverse("web:child", kwargs={"child_ref": work.child.ref})).content.decode()
    assert "Youth Crime Prevention" not in school


def test_ending_the_work_leads_home_since_the_child_is_no_longer_seen() -> None:
    work = makers.allocated()
    worker = signed_in("practitioner")
    answer = send(worker, f"/involvements/{work.ref}/end/", reason="goals_reached", **_today("on"))

    assert answer["Location"] == reverse("web:home")


def test_every_form_where_harm_may_be_written_has_the_safeguarding_button() -> None:
    made = makers.matched()
    work = makers.allocated(given_name="Kit")
    school, front_door, worker = signed_in("school"), signed_in("front_door"), signed_in("practitioner")

    pages = [
        school.get("/refer/"),
        school.get(begin(school)),
        school.get(f"/referrals/{made.ref}/"),
        front_door.get(f"/referrals/{made.ref}/"),
        front_door.get(f"/referrals/{made.ref}/decide/"),
        worker.get(f"/involvements/{work.ref}/end/"),
    ]

    assert all("This child may be at risk of harm now" in page.content.decode() for page in pages)
    assert rules.CLOCKS
