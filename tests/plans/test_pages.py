"""The pages of the plan as the worker, a colleague, a reader, a school and strangers meet them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alongside.children.models import Child
from alongside.plans import commands
from alongside.plans.models import Contact, Goal, Plan, Step
from tests import axe, people
from tests.browsers import through
from tests.people import TODAY, acting
from tests.plans import makers

pytestmark = [pytest.mark.usefixtures("database")]

READ_PAGES = ("plan/", "plan/for-child/", "plan/for-child.pdf")
FORM_PAGES = ("plan/edit/", "plan/goals/add/", "plan/steps/add/", "plan/agree/", "plan/review/")


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    """Pages read the clock of their request: let it be the day of the other tests."""
    with time_machine.travel(makers.hours(5), tick=True):
        yield


def get(client: Client, child: Child, page: str) -> Any:
    return client.get(f"/children/{child.ref}/{page}")


def post(client: Client, child: Child, page: str, **answers: Any) -> Any:
    return client.post(f"/children/{child.ref}/{page}", answers)


def said(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def date(name: str, day: dt.date) -> dict[str, str]:
    return {f"{name}-day": str(day.day), f"{name}-month": str(day.month), f"{name}-year": str(day.year)}


def disclosures(child: Child) -> int:
    with acting("swindon", "practitioner"), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM audit_event WHERE verb = 'disclosure' AND %s = ANY (about)", [child.ref])
        return int(cursor.fetchone()[0])


def test_the_worker_meets_every_page_and_strangers_none() -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    pages = (*READ_PAGES, *FORM_PAGES, "plan/start/", "contacts/add/")

    def statuses(slug: str, key: str) -> set[int]:
        client = Client()
        people.sign_in(client, slug, key)
        return {get(client, child, page).status_code for page in pages}

    assert statuses("swindon", "practitioner") == {200}
    assert statuses("swindon", "colleague") == {200}  # of the same team: reads, and is told why no more
    assert statuses("swindon", "stranger") == {404}
    assert statuses("swindon", "head_of_service") == {404}
    assert statuses("hampshire", "practitioner") == {404}


def test_a_school_that_knows_the_child_is_not_told_that_there_is_a_plan(client: Client) -> None:
    child, _ = makers.open_work()
    people.sign_in(client, "swindon", "school")
    before = [get(client, child, page) for page in (*READ_PAGES, *FORM_PAGES)]
    makers.an_agreed_plan(child)
    after = [get(client, child, page) for page in (*READ_PAGES, *FORM_PAGES)]

    assert {response.status_code for response in before + after} == {404}
    assert [response.content for response in before] == [response.content for response in after]


def test_a_reader_sees_the_reason_in_place_of_the_form_and_a_post_is_refused_with_it(client: Client) -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    people.grant("swindon", child, "specialist", "specialist")
    people.sign_in(client, "swindon", "specialist")

    page = get(client, child, "plan/goals/add/")
    refused = post(client, child, "plan/goals/add/", words="Mine")

    assert "Your role reads the plan and does not write in it" in said(page)
    assert 'name="words"' not in said(page)
    assert (refused.status_code, "Your role reads the plan" in said(refused)) == (403, True)
    assert "Add a goal" not in said(get(client, child, "plan/"))


def test_a_plan_is_written_agreed_and_given_page_by_page(client: Client) -> None:
    child, _ = makers.open_work()
    people.sign_in(client, "swindon", "practitioner")
    assert "There is no plan with Zoë yet" in said(get(client, child, "plan/"))

    post(client, child, "plan/start/", strengths="Kind", matters="My nan", **date("review_on", makers.REVIEW_ON))
    post(client, child, "plan/goals/add/", words="I want to play football", why="")
    with acting("swindon", "practitioner"):
        goal = Goal.objects.get()
    post(
        client,
        child,
        "plan/steps/add/",
        what="Ring the club",
        goal=goal.ref,
        who="other",
        named="Mum",
        **date("due_on", TODAY + dt.timedelta(days=3)),
    )
    page = said(get(client, child, "plan/"))
    assert "Before it can be agreed" not in page
    assert page.index("Kind") < page.index("I want to play football") < page.index("Ring the club")

    post(client, child, "plan/agree/", said="It is mine", **date("agreed_on", TODAY))
    with acting("swindon", "practitioner"):
        plan, step = Plan.objects.get(), Step.objects.get()
    assert (plan.status, plan.agreed_words, step.named) == ("agreed", "It is mine", "Mum")

    before = disclosures(child)
    given = post(client, child, "plan/for-child/")
    assert disclosures(child) == before + 1
    pdf = client.get(given["Location"])
    assert (pdf["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert pdf["Content-Disposition"].startswith("inline")
    assert "Zo" not in pdf["Content-Disposition"]


def test_of_two_who_edit_the_second_sees_both_versions_and_then_saves(client: Client) -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    people.sign_in(client, "swindon", "practitioner")
    with acting("swindon", "team_manager") as manager:
        commands.edit_plan(
            actor=manager, plan=plan, version=1, changes={"matters": "My nan, my dog"}, now=makers.hours(3)
        )

    answers = {"strengths": "Funny", "matters": "Boxing", **date("review_on", makers.REVIEW_ON)}
    second = post(client, child, "plan/edit/", version="1", **answers)
    page = said(second)
    assert second.status_code == 409
    assert "Both versions" in page
    assert "My nan, my dog" in page
    assert "Boxing" in page
    assert 'name="version" value="2"' in page

    assert post(client, child, "plan/edit/", version="2", **answers).status_code == 302
    with acting("swindon", "practitioner"):
        assert Plan.objects.get().matters == "Boxing"


def test_a_mistake_in_the_form_does_not_hide_that_somebody_else_saved(client: Client) -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    people.sign_in(client, "swindon", "practitioner")
    with acting("swindon", "team_manager") as manager:
        commands.edit_plan(actor=manager, plan=plan, version=1, changes={"matters": "My dog"}, now=makers.hours(3))

    wrong = post(client, child, "plan/edit/", version="1", strengths="", matters="Boxing", **{"review_on-day": "40"})

    assert wrong.status_code == 422
    assert 'name="version" value="1"' in said(wrong)


def test_a_kept_draft_remembers_what_it_was_based_on(client: Client) -> None:
    child, _ = makers.open_work()
    plan = makers.a_draft(child)
    people.sign_in(client, "swindon", "practitioner")
    client.post(
        f"/drafts/?page=/children/{child.ref}/plan/edit/", {"version": "1", "strengths": "", "matters": "Boxing, typed"}
    )
    with acting("swindon", "team_manager") as manager:
        commands.edit_plan(actor=manager, plan=plan, version=1, changes={"matters": "My dog"}, now=makers.hours(3))

    page = said(get(client, child, "plan/edit/"))

    assert "Boxing, typed" in page
    assert "This is what you typed here before" in page
    assert 'name="version" value="1"' in page


def test_the_same_goal_sent_twice_stands_once(client: Client) -> None:
    child, _ = makers.open_work()
    makers.a_draft(child)
    people.sign_in(client, "swindon", "practitioner")
    answers = {"words": "I want a bike", "form_key": "0c5f7a4e-4f0c-4a51-9d3f-6f1b1f0f7a10"}

    first, second = (post(client, child, "plan/goals/add/", **answers) for _ in range(2))

    assert first["Location"] == second["Location"]
    with acting("swindon", "practitioner"):
        assert Goal.objects.count() == 1


def test_a_step_is_ticked_by_one_button(client: Client) -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    people.sign_in(client, "swindon", "practitioner")
    with acting("swindon", "practitioner"):
        step = Step.objects.get()

    assert post(client, child, f"plan/steps/{step.ref}/", status="done").status_code == 302
    assert post(client, child, f"plan/steps/{step.ref}/", status="nonsense").status_code == 409
    with acting("swindon", "practitioner"):
        assert Step.objects.get().status == "done"
    assert "To do after all" in said(get(client, child, "plan/"))


def test_a_step_is_not_ticked_through_another_childs_plan(client: Client) -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    other, _ = makers.open_work(given="Kit", family="Vale")
    makers.a_draft(other)
    people.sign_in(client, "swindon", "practitioner")
    with acting("swindon", "practitioner"):
        step = Step.objects.get()

    assert post(client, other, f"plan/steps/{step.ref}/", status="done").status_code == 404


def test_a_step_goes_only_to_somebody_on_the_list(client: Client) -> None:
    child, _ = makers.open_work()
    makers.a_draft(child)
    people.sign_in(client, "swindon", "practitioner")
    with acting("swindon", "practitioner"):
        outsider = people.membership_of("swindon", "stranger").ref

    answer = post(client, child, "plan/steps/add/", what="Ring", goal="", who=outsider, **date("due_on", TODAY))

    assert answer.status_code == 422
    assert "Choose one of the answers in the list" in said(answer)


def test_a_contact_takes_one_short_page(client: Client) -> None:
    child, _ = makers.open_work()
    people.sign_in(client, "swindon", "practitioner")
    form = said(get(client, child, "contacts/add/"))
    assert 'value="child" checked' in form

    sent = post(
        client,
        child,
        "contacts/add/",
        with_whom="child",
        how="school",
        kind="check_in",
        attended="yes",
        text="All well.",
        said="I like it here",
        **date("happened_on", TODAY),
    )

    assert (sent.status_code, sent["Location"]) == (302, f"/children/{child.ref}/")
    with acting("swindon", "practitioner"):
        assert Contact.objects.get().text == "All well."
    assert "All well." in said(get(client, child, "plan/"))


def test_a_clinician_is_told_that_health_readers_see_the_contact(client: Client) -> None:
    child, _ = makers.open_work()
    people.grant("swindon", child, "specialist", "specialist")
    people.sign_in(client, "swindon", "specialist")

    assert "everyone who reads the child’s health and communication" in said(get(client, child, "contacts/add/"))


def test_a_school_is_told_why_it_records_no_contact(client: Client) -> None:
    child, _ = makers.open_work()
    people.sign_in(client, "swindon", "school")

    page = get(client, child, "contacts/add/")

    assert (page.status_code, "You do not record contacts with this child" in said(page)) == (200, True)
    assert post(client, child, "contacts/add/", text="x").status_code in (403, 422)
    with acting("swindon", "practitioner"):
        assert Contact.objects.count() == 0


def test_the_plan_page_costs_the_same_for_one_goal_and_for_ten(client: Client) -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    people.sign_in(client, "swindon", "practitioner")
    get(client, child, "plan/")
    with CaptureQueriesContext(connection) as one:
        get(client, child, "plan/")
    with acting("swindon", "practitioner") as actor:
        for number in range(9):
            goal = commands.add_goal(actor=actor, plan=plan, words=f"Goal {number}", now=makers.hours(4))
            commands.add_step(
                actor=actor, plan=plan, goal=goal, what=f"Step {number}", named="Mum", due_on=TODAY, now=makers.hours(4)
            )
    with CaptureQueriesContext(connection) as ten:
        get(client, child, "plan/")

    assert len(one) == len(ten)


@pytest.mark.parametrize("address", ["plan/", *FORM_PAGES, "contacts/add/"])
def test_where_harm_may_be_written_of_the_way_to_say_so_stands(client: Client, address: str) -> None:
    child, _ = makers.open_work()
    makers.an_agreed_plan(child)
    people.sign_in(client, "swindon", "practitioner")

    assert f"/children/{child.ref}/concern/" in said(get(client, child, address))


def test_axe_finds_nothing_in_any_state_and_nothing_runs_off_the_page(browser_page: Any) -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)
    new, _ = makers.open_work(given="Kit", family="Vale")
    with acting("swindon", "practitioner") as actor:
        commands.add_goal(actor=actor, plan=plan, words="I want my own key", now=makers.hours(4))
        commands.record_contact(
            actor=actor,
            child=child,
            happened_on=TODAY,
            with_whom="child",
            how="home",
            kind="planned",
            attended="could_not",
            text="Bus strike.",
            now=makers.hours(4),
        )
    makers.sign_in_browser(browser_page, "swindon", "practitioner")

    def insist(state: str) -> None:
        browser_page.wait_for_selector("body.js-enabled")
        assert "/children/" in browser_page.url, browser_page.url
        assert axe.violations(browser_page) == [], state
        browser_page.set_viewport_size({"width": 320, "height": 900})
        assert browser_page.evaluate("document.documentElement.scrollWidth") <= 320, state
        browser_page.set_viewport_size({"width": 1280, "height": 900})

    browser_page.goto(f"/children/{new.ref}/plan/")
    insist("no plan yet")
    for page in (*READ_PAGES[:2], *FORM_PAGES, "contacts/add/", "plan/start/"):
        browser_page.goto(f"/children/{child.ref}/{page}")
        insist(page)
    browser_page.goto(f"/children/{child.ref}/plan/goals/add/")
    through(browser_page.get_by_role("button", name="Add the goal"))
    insist("a mistake in the form")
    browser_page.goto(f"/children/{child.ref}/plan/edit/")
    with acting("swindon", "team_manager") as manager:
        row = Plan.objects.get(child=child)
        commands.edit_plan(
            actor=manager, plan=row, version=row.version, changes={"matters": "My dog"}, now=makers.hours(4)
        )
    through(browser_page.get_by_role("button", name="Save the plan"))
    insist("both versions")
