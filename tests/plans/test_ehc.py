"""A plan is not complete until it says how the EHC plan changes our work, or a manager signed: shown, never a stop."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from alongside.children.models import Child
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.ehcp import commands as ehcp
from alongside.ehcp.models import Case, Matter
from alongside.plans import commands as plans
from alongside.plans import rules
from alongside.plans.models import Plan
from tests import people
from tests.people import TODAY, acting
from tests.plans import makers

pytestmark = [pytest.mark.usefixtures("database")]

MADE_ON = TODAY - dt.timedelta(days=100)


def with_a_plan(slug: str = "swindon") -> tuple[Child, Plan]:
    """A child whose work is open, with an agreed plan and an EHC plan in force."""
    child, _ = makers.open_work(slug)
    plan = makers.an_agreed_plan(child, slug)
    with acting(slug, "practitioner") as actor:
        ehcp.begin_case(
            actor=actor, child=child, how="has_plan", asked_by="parent", happened_on=MADE_ON, now=makers.hours(2)
        )
    return child, plan


def shown(key: str, view: str, child: Child | None = None) -> str:
    client = Client()
    people.sign_in(client, "swindon", key)
    answer = client.get(reverse(view, kwargs={"child_ref": child.ref} if child else {}))
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode())


def write(plan: Plan, changes: str = "Instructions one at a time.", key: str = "practitioner", **more: int) -> Plan:
    with acting("swindon", key) as actor:
        return plans.write_ehc_changes(actor=actor, plan=plan, changes=changes, now=makers.hours(3), **more)


def sign(plan: Plan, key: str = "team_manager", on: dt.date = TODAY) -> Plan:
    with acting("swindon", key) as actor:
        return plans.sign_without_ehc_changes(
            actor=actor, plan=plan, reason="We have not seen it yet.", signed_on=on, now=makers.hours(3)
        )


@pytest.mark.parametrize(
    ("since", "written", "signed", "lacks"),
    [
        (None, None, None, False),
        (MADE_ON, None, None, True),
        (MADE_ON, MADE_ON, None, False),
        (MADE_ON, MADE_ON - dt.timedelta(days=1), None, True),
        (MADE_ON, None, MADE_ON, True),
        (MADE_ON, None, TODAY - dt.timedelta(days=rules.EHC_SIGNED_DAYS), False),
        (MADE_ON, None, TODAY - dt.timedelta(days=rules.EHC_SIGNED_DAYS + 1), True),
        (TODAY, None, TODAY - dt.timedelta(days=1), True),
    ],
)
def test_when_a_plan_is_not_complete(
    since: dt.date | None, written: dt.date | None, signed: dt.date | None, lacks: bool
) -> None:
    assert rules.lacks_ehc_changes(in_force_since=since, written_on=written, signed_on=signed, today=TODAY) is lacks


def test_it_shows_on_the_plan_on_the_child_s_page_and_in_the_work_and_stops_nothing() -> None:
    child, plan = with_a_plan()
    asked = reverse("plans:write_ehc_changes", kwargs={"child_ref": child.ref})

    assert "Not complete" in shown("practitioner", "plans:plan", child)
    assert "Not complete" in shown("practitioner", "web:child", child)
    assert asked in shown("practitioner", "web:home")
    assert plan.is_agreed

    write(plan)

    page = shown("practitioner", "plans:plan", child)
    assert "Not complete" not in page
    assert "Instructions one at a time." in page
    assert asked not in shown("practitioner", "web:home")


def test_a_manager_signs_with_a_reason_and_a_day_and_it_comes_back() -> None:
    child, plan = with_a_plan()
    people.grant("swindon", child, "team_manager", "supervision")
    with pytest.raises(NotPermitted, match="manager"):
        sign(plan, "practitioner")
    with pytest.raises(NotNow, match="today or an earlier day"):
        sign(plan, on=TODAY + dt.timedelta(days=1))
    assert "Sign without it" in shown("team_manager", "plans:plan", child)

    row = sign(plan)

    assert row.ehc_signed_on == TODAY
    page = shown("practitioner", "plans:plan", child)
    assert "Not complete" not in page
    assert "We have not seen it yet." in page
    row = write(plan)
    assert (row.ehc_signed_why, row.ehc_signed_on, row.ehc_signed_by_id) == ("", None, None)
    with pytest.raises(NotNow, match="already"):
        sign(plan)


def test_a_changed_ehc_plan_asks_again() -> None:
    child, plan = with_a_plan()
    write(plan)
    with acting("swindon", "send_officer") as actor:
        case = Case.objects.select_related("child").get(child=child)
        later = makers.hours(24 * 5)

        def step(code: str, matter: Matter | None = None) -> None:
            ehcp.take_step(
                actor=actor, case=case, matter=matter, step=code, happened_on=later.date(), said=None, now=later
            )

        ehcp.write_plan_text(actor=actor, case=case, sections={"section_b": "New."}, version=0, now=later)
        step("ask_for_reassessment")
        for code in ("agree", "send_final_plan"):
            step(code, Matter.objects.select_related("child").get(case=case))

    page = shown("practitioner", "plans:plan", child)

    assert "Not complete" in page
    assert "before the EHC plan as it is now (25 November 2026)" in page


def test_whoever_reads_no_education_does_not_learn_of_it() -> None:
    child, plan = with_a_plan()
    write(plan)
    people.grant("swindon", child, "police", "meeting")

    page = shown("police", "plans:plan", child)

    assert "EHC" not in page
    client = Client()
    people.sign_in(client, "swindon", "police")
    for view in ("plans:write_ehc_changes", "plans:sign_without_ehc_changes"):
        assert client.get(reverse(view, kwargs={"child_ref": child.ref})).status_code == 404


def test_without_an_ehc_plan_nothing_is_asked() -> None:
    child, _ = makers.open_work()
    plan = makers.an_agreed_plan(child)

    assert "EHC plan changes" not in shown("practitioner", "plans:plan", child)
    with pytest.raises(NotNow, match="No EHC plan"):
        write(plan)


def test_two_people_who_write_at_once_lose_nothing() -> None:
    _, plan = with_a_plan()
    seen = write(plan).version

    write(plan, "Another.", version=seen)
    with pytest.raises(Changed):
        write(plan, "A third.", version=seen)


def test_the_form_in_the_browser() -> None:
    child, _ = with_a_plan()
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    address = reverse("plans:write_ehc_changes", kwargs={"child_ref": child.ref})
    version = re.search(r'name="version" value="(\d+)"', client.get(address).content.decode())
    assert version is not None

    assert client.post(address, {"form_key": str(uuid.uuid4()), "version": version[1]}).status_code == 422
    answer = client.post(
        address, {"form_key": str(uuid.uuid4()), "version": version[1], "changes": "One thing at a time."}
    )

    assert answer.status_code == 302
    assert "One thing at a time." in shown("practitioner", "plans:plan", child)
