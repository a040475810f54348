"""My work, the child's page and search: who sees what, what it leaves in the trail, and what it costs."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterator
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.urls import reverse

from alongside.children import commands
from alongside.children.models import Child
from alongside.core.strands import Strand
from alongside.partnerships import commands as partnerships
from alongside.web import context
from tests import people
from tests.children.makers import as_, counted, events, post
from tests.people import NOW, TODAY, acting
from tests.plans import makers

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=True):
        yield


def a_child_of(key: str = "practitioner", reason: str = "allocated", **named: object) -> Child:
    child = people.a_child("swindon", **named)  # type: ignore[arg-type]
    people.grant("swindon", child, key, reason)
    return child


def an_entry(child: Child, text: str, strand: Strand = Strand.PLAN, kind: str = "note", days_ago: int = 0) -> None:
    with acting("swindon", "practitioner") as actor:
        commands.record_entry(
            actor=actor,
            child=child,
            happened_on=TODAY - dt.timedelta(days=days_ago),
            strand=strand,
            kind=kind,
            text=text,
            now=NOW,
        )


# My work


@pytest.mark.parametrize("key", people.PEOPLE)
def test_the_first_page_opens_for_everybody(key: str) -> None:
    answer = as_("swindon", key).get("/")

    assert answer.status_code == 200
    assert "My work" in answer.content.decode()


def test_my_work_puts_what_is_urgent_first_and_leads_to_the_act() -> None:
    child, _ = makers.open_work()
    with acting("swindon", "practitioner") as actor:
        concern = commands.raise_concern(actor=actor, child=child, what="A bruise", now=NOW)

    page = as_("swindon", "practitioner").get("/").content.decode()

    assert page.index("Tell social care about a child at risk of harm") < page.index("In the next seven days")
    assert f'href="/concerns/{concern.ref}/told/"' in page
    assert "Zoë Ashdown" in page
    assert "Zoë Ashdown" not in as_("swindon", "colleague").get("/").content.decode()
    assert "Zoë Ashdown" not in as_("hampshire", "practitioner").get("/").content.decode()


def test_my_work_leaves_one_event_with_the_children_it_showed() -> None:
    child, _ = makers.open_work()

    as_("swindon", "practitioner").get("/")

    (event,) = events("swindon", "web.work.viewed")
    assert event.about == [child.ref]
    assert event.verb == "consultation"


def test_whoever_has_nothing_to_do_reads_what_to_do_next() -> None:
    page = as_("swindon", "practitioner").get("/").content.decode()

    assert "Nothing waits for you" in page
    assert "No child is allocated to you" in page


def test_my_work_costs_the_same_for_one_and_for_ten() -> None:
    def fill(count: int) -> None:
        for number in range(count):
            child, _ = makers.open_work(given=f"Child{number}", family=f"Family{uuid.uuid4().hex[:6]}")
            with acting("swindon", "practitioner") as actor:
                commands.raise_concern(actor=actor, child=child, what="x", now=NOW)
                commands.record_voice(
                    actor=actor, child=child, said="x", gathered="Talking together", said_on=TODAY, now=NOW
                )

    client = as_("swindon", "practitioner")
    fill(1)
    client.get("/")
    with counted() as one:
        client.get("/")
    fill(9)
    with counted() as ten:
        client.get("/")

    assert len(ten) == len(one)


# The child's page


def test_the_child_comes_first_and_what_is_alleged_is_not_there() -> None:
    child = a_child_of()
    with acting("swindon", "practitioner") as actor:
        commands.edit_child(
            actor=actor,
            child=child,
            version=1,
            changes={"preferred_name": "Zo", "strengths": "Draws comics", "own_words": "Ask me first"},
            now=NOW,
        )

    page = as_("swindon", "practitioner").get(f"/children/{child.ref}/").content.decode()

    order = ["Zo Ashdown", "Draws comics", "Ask me first", "What I have to do for Zo", "What happened"]
    places = [page.index(words) for words in order]
    assert places == sorted(places)
    assert "offender" not in page.lower()
    assert "offence" not in page.lower()
    assert "Some entries may not be visible to you" in page
    assert "You are allocated to work with this child" in page


def test_an_unknown_and_a_forbidden_child_give_the_same_bytes() -> None:
    child = a_child_of()
    for slug, key in [("swindon", "colleague"), ("swindon", "administrator"), ("hampshire", "practitioner")]:
        client = as_(slug, key)
        forbidden, unknown = client.get(f"/children/{child.ref}/"), client.get("/children/C-000000/")
        assert forbidden.status_code == unknown.status_code == 404
        assert forbidden.content == unknown.content
        assert forbidden.headers.keys() == unknown.headers.keys()
        assert "Ashdown" not in forbidden.content.decode()


def test_a_refusal_is_in_the_trail_with_the_reference() -> None:
    child = a_child_of()

    as_("swindon", "colleague").get(f"/children/{child.ref}/")

    assert [(event.outcome, event.about) for event in events("swindon", "audit.access.refused")] == [
        ("refused", [child.ref])
    ]


def test_strands_are_tabs_for_those_who_may_see_them_only() -> None:
    child = a_child_of()
    people.grant("swindon", child, "school", "setting")
    an_entry(child, "Moved to a smaller group", Strand.EDUCATION)
    an_entry(child, "Spoken to by the police", Strand.JUSTICE)
    path = f"/children/{child.ref}/"

    mine, schools = as_("swindon", "practitioner"), as_("swindon", "school")
    assert "Spoken to by the police" in mine.get(path).content.decode()
    assert "Moved to a smaller group" not in mine.get(f"{path}?strand=justice").content.decode()
    page = schools.get(path).content.decode()
    assert "Moved to a smaller group" in page
    assert "Spoken to" not in page
    assert "strand=justice" not in page
    assert "strand=education" in page
    forbidden, unknown = (schools.get(f"{path}?strand={strand}") for strand in ("justice", "nonsense"))
    assert forbidden.status_code == unknown.status_code == 404
    assert forbidden.content == unknown.content


def test_the_chronology_is_paged_and_narrowed_by_kind() -> None:
    child = a_child_of()
    for number in range(23):
        an_entry(child, f"Line {number:02}", days_ago=number)
    an_entry(child, "Rang home", kind="call", days_ago=30)
    client, path = as_("swindon", "practitioner"), f"/children/{child.ref}/"

    first, second = client.get(path).content.decode(), client.get(f"{path}?page=2").content.decode()
    assert "Line 00" in first
    assert "Line 20" not in first
    assert "Line 20" in second
    assert "Rang home" in second
    narrowed = client.get(f"{path}?kind=call").content.decode()
    assert "Rang home" in narrowed
    assert "Line 00" not in narrowed
    assert client.get(f"{path}?page=x").status_code == 200


def test_a_look_leaves_one_event_with_its_basis() -> None:
    child = a_child_of()

    as_("swindon", "practitioner").get(f"/children/{child.ref}/")

    (event,) = events("swindon", "children.child.viewed")
    assert event.about == [child.ref]
    assert event.basis == "allocated R-TEST00"


def test_the_childs_page_costs_the_same_for_one_line_and_for_ten() -> None:
    child, _ = makers.open_work()

    def fill(count: int) -> None:
        for number in range(count):
            an_entry(child, f"Line {number}")
            with acting("swindon", "practitioner") as actor:
                about = commands.About(name=f"Aunt {number}", relation="aunt")
                commands.record_person(actor=actor, child=child, about=about, now=NOW)
                commands.record_voice(
                    actor=actor, child=child, said="x", gathered="Talking together", said_on=TODAY, now=NOW
                )
                commands.raise_concern(actor=actor, child=child, what="x", now=NOW)

    client = as_("swindon", "practitioner")
    fill(1)
    client.get(f"/children/{child.ref}/")
    with counted() as one:
        client.get(f"/children/{child.ref}/")
    fill(9)
    with counted() as ten:
        client.get(f"/children/{child.ref}/")

    assert len(ten) == len(one)


# Search


def test_a_search_finds_my_child_however_the_name_is_written_and_says_why() -> None:
    child = a_child_of()
    client = as_("swindon", "practitioner")
    for typed in (
        {"given_name": "zoe", "family_name": "ashdown"},
        {"given_name": "Ashdown", "family_name": "Zoe"},
        {"given_name": "Zoe", "family_name": "Ashdwon"},
        {"reference": child.ref.lower()},
        {"born_on-day": "3", "born_on-month": "2", "born_on-year": "2013"},
        {"given_name": "Zoe"},
        {"family_name": "Ashdown"},
    ):
        page = client.post("/search/", typed).content.decode()
        assert f'href="/children/{child.ref}/"' in page, typed
        assert "app-found__why" in page


def test_a_search_tells_nothing_of_a_child_whom_one_may_not_see() -> None:
    child = people.a_child("swindon")
    typed = {"given_name": "Zoë", "family_name": "Ashdown"}
    for slug, key in [("swindon", "stranger"), ("swindon", "school"), ("hampshire", "practitioner")]:
        client = as_(slug, key)
        hidden = client.post("/search/", typed).content.decode()
        nobody = client.post("/search/", {"given_name": "Qqq", "family_name": "Xxxxxxx"}).content.decode()
        assert "No child whose record you can see fits" in hidden
        assert child.ref not in hidden
        assert len(hidden.replace("Zoë", "Qqq").replace("Ashdown", "Xxxxxxx")) == len(nobody)


def test_a_search_is_in_the_trail_with_what_it_showed_and_never_with_what_was_typed() -> None:
    child = a_child_of()

    as_("swindon", "practitioner").post("/search/", {"family_name": "Ashdown"})

    (event,) = events("swindon", "children.search.made")
    assert event.about == [child.ref]
    assert "Ashdown" not in str(event.detail)


def test_a_search_without_anything_says_what_to_enter() -> None:
    answer = as_("swindon", "practitioner").post("/search/", {"given_name": " "})

    assert answer.status_code == 422
    assert "Enter a name, a date of birth or a reference" in answer.content.decode()


@pytest.mark.parametrize("key", ["board_member", "assessor", "governance_lead", "administrator", "head_of_service"])
def test_whoever_sees_no_child_cannot_search(key: str) -> None:
    client = as_("swindon", key)

    assert client.get("/search/").status_code == 403
    assert client.post("/search/", {"family_name": "Ashdown"}).status_code == 403
    assert "Find a child" not in client.get("/").content.decode()


def test_a_search_costs_the_same_for_one_and_for_ten() -> None:
    client = as_("swindon", "practitioner")
    a_child_of()
    client.post("/search/", {"family_name": "Ashdown"})
    with counted() as one:
        client.post("/search/", {"family_name": "Ashdown"})
    for _ in range(9):
        a_child_of()
    with counted() as ten:
        client.post("/search/", {"family_name": "Ashdown"})

    assert len(ten) == len(one)


# What stands around the pages


def test_the_header_says_for_whom_one_acts() -> None:
    page = as_("swindon", "specialist").get("/").content.decode()

    assert "Swindon Area Partnership" in page
    assert "Speech and Language Therapy" in page
    assert "Nia Farrant" in page
    assert "Demonstration" not in page


@pytest.mark.parametrize("key", people.PEOPLE)
def test_every_place_of_the_navigation_opens(key: str) -> None:
    client = as_("swindon", key)
    actor = people.actor("swindon", key)

    for place in context.PLACES:
        if not place.needs or any(actor.may(need) for need in place.needs):
            assert client.get(reverse(place.view), follow=True).status_code == 200, place.text


def test_nobody_who_is_not_signed_in_gets_past_the_door() -> None:
    from django.test import Client

    for path in ("/", "/search/", "/children/C-000000/", "/concern/", "/emergency/"):
        answer = Client().get(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/sign-in/")


def test_a_page_that_is_not_there_says_so_kindly() -> None:
    answer = as_("swindon", "practitioner").get("/no/such/page/")

    assert answer.status_code == 404
    assert "Page not found" in answer.content.decode()


def test_a_form_without_a_token_is_refused_in_words() -> None:
    from django.test import Client

    client = Client(enforce_csrf_checks=True)
    people.sign_in(client, "swindon", "practitioner")
    answer = post(client, "/concern/", what="x")

    assert answer.status_code == 403
    assert "This form is out of date" in answer.content.decode()


# The team's work


def test_a_manager_sees_who_has_what_and_how_long_it_waits() -> None:
    child, _ = makers.open_work()
    with acting("swindon", "practitioner") as actor:
        commands.raise_concern(actor=actor, child=child, what="A bruise", now=NOW - dt.timedelta(days=3))

    page = as_("swindon", "team_manager").get("/team/").content.decode()

    assert "Prevention team" in page
    assert "Asha Penrose" in page
    assert "A safeguarding concern, social care not told" in page
    assert "3 days late" in page
    assert "A bruise" not in page
    assert "Nothing waits on nobody" in page


def test_the_head_of_service_sees_whose_it_is_and_never_which_child() -> None:
    child, _ = makers.open_work()
    with acting("swindon", "practitioner") as actor:
        commands.raise_concern(actor=actor, child=child, what="A bruise", now=NOW - dt.timedelta(days=3))

    page = as_("swindon", "head_of_service").get("/team/").content.decode()

    assert "Asha Penrose" in page
    assert "Not shown to you" in page
    assert "Ashdown" not in page
    assert child.ref not in page


@pytest.mark.parametrize("key", ["practitioner", "school", "board_member", "administrator"])
def test_whoever_is_no_manager_does_not_see_the_teams_work(key: str) -> None:
    assert as_("swindon", key).get("/team/").status_code == 403


def test_what_a_leaver_had_is_listed_until_somebody_has_it() -> None:
    makers.open_work()
    with acting("swindon", "administrator") as administrator:
        partnerships.end_membership(
            actor=administrator,
            membership=people.membership_of("swindon", "practitioner"),
            to_on=TODAY - dt.timedelta(days=1),
            now=NOW,
        )

    page = as_("swindon", "team_manager").get("/team/").content.decode()
    assert "These are with somebody who has left" in page
    assert "Zoë Ashdown" in page

    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_owners", "--json", stdout=out)
    found = json.loads(out.getvalue())
    assert "involvement" in {thing["kind"] for thing in found["swindon"]}
    assert found["hampshire"] == []
    assert "Ashdown" not in out.getvalue()


def test_nothing_without_an_owner_is_said_in_one_line() -> None:
    makers.open_work()
    out = StringIO()

    call_command("check_owners", "--partnership", "swindon", stdout=out)

    assert out.getvalue().strip() == "swindon: nothing"


def test_the_teams_work_costs_the_same_for_one_and_for_ten() -> None:
    def fill(count: int) -> None:
        for number in range(count):
            child, _ = makers.open_work(given=f"Child{number}", family=f"Family{uuid.uuid4().hex[:6]}")
            with acting("swindon", "practitioner") as actor:
                commands.raise_concern(actor=actor, child=child, what="x", now=NOW - dt.timedelta(days=3))

    client = as_("swindon", "team_manager")
    fill(1)
    client.get("/team/")
    with counted() as one:
        client.get("/team/")
    fill(9)
    with counted() as ten:
        client.get("/team/")

    assert len(ten) == len(one)
