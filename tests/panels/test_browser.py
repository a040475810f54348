"""A meeting in Chromium, run by keyboard and without scripts: axe finds nothing, and the pages fit a telephone."""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from alongside.children import commands as children
from alongside.core import calendar
from alongside.panels import commands
from alongside.panels.models import Action, AgendaItem, Decision, Meeting, Series
from alongside.partnerships import wall
from tests import axe, people
from tests.browsers import through
from tests.panels import makers
from tests.people import acting, membership_of

pytestmark = [pytest.mark.usefixtures("database")]

PICTURES = os.environ.get("PICTURES", "")
"""A folder in which to leave pictures of the pages for somebody to look at; by default none are left."""


def sign_in(page: Any, key: str) -> None:
    client = Client()
    people.sign_in(client, "swindon", key)
    name = settings.SESSION_COOKIE_NAME
    page.context.clear_cookies()
    page.goto("/sign-in/")
    page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": page.url}])


def check(page: Any, path: str, name: str) -> list[str]:
    """What axe finds on a page, and whether it needs sideways scrolling at 320 pixels."""
    if path:
        answer = page.goto(path)
        assert answer.status == 200, (path, answer.status)
    faults = [f"{name}: {found}" for found in axe.violations(page)]
    if PICTURES:
        page.screenshot(path=Path(PICTURES) / f"{name}-1280.png", full_page=True)
    page.set_viewport_size({"width": 320, "height": 800})
    if page.evaluate("document.documentElement.scrollWidth") > 320:
        faults.append(f"{name}: wider than 320 pixels")
    if PICTURES:
        page.set_viewport_size({"width": 360, "height": 800})
        page.screenshot(path=Path(PICTURES) / f"{name}-360.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    return faults


def a_meeting_today(*, is_held: bool) -> tuple[Series, Meeting, list[AgendaItem]]:
    """A meeting on the machine's own day, in which the browser's server lives: two children, three answers."""
    now = dt.datetime.now(dt.UTC)
    today = calendar.london_date(now)
    series = makers.a_panel("swindon")
    with acting("swindon", "panel_administrator", today=today) as administrator:
        meeting = commands.plan_meeting(actor=administrator, series=series, meets_on=today, now=now)
        commands.plan_meeting(actor=administrator, series=series, meets_on=today + dt.timedelta(days=7), now=now)
    items = [_an_item(meeting, given, now) for given in ("Zoë", "Kit")]
    with acting("swindon", "practitioner", today=today) as worker:
        commands.invite_guest(actor=worker, item=items[0], membership=membership_of("swindon", "school"), now=now)
    if not is_held:
        return series, meeting, items
    makers.released("swindon", meeting, now=now)
    said = {
        "school": ("Paints with care, and helps the little ones", "Tired on Mondays", "A quiet start to the day"),
        "police": ("Talked to us openly in June", "", "A way home after football"),
        "social_care": ("Her gran is proud of her", "Mum works nights", "Somebody at breakfast"),
    }
    for key, (going_well, worries, would_help) in said.items():
        with acting("swindon", key, today=today) as member:
            commands.contribute(
                actor=member, item=items[0], going_well=going_well, worries=worries, would_help=would_help, now=now
            )
    meeting = makers.started("swindon", Meeting(pk=meeting.pk, status="released"), (), now=now)
    return series, meeting, items


def _an_item(meeting: Meeting, given: str, now: dt.datetime) -> AgendaItem:
    child = makers.a_known_child("swindon", given)
    with acting("swindon", "practitioner") as worker:
        children.edit_child(
            actor=worker,
            child=child,
            version=1,
            changes={"strengths": "Football\nKind to her brother", "own_words": "I want to get to training on time."},
            now=now,
        )
        return commands.add_item(
            actor=worker,
            meeting=meeting,
            child=child,
            why_here="Mornings are hard since May. School has tried a later start. What else could help?",
            alleged="A window of the bus shelter was broken in May.",
            now=now,
        )


def test_axe_finds_nothing_on_the_pages_of_a_meeting(browser_page: Any) -> None:
    series, meeting, (item, other) = a_meeting_today(is_held=True)
    faults = []
    at, on = f"/meetings/{meeting.ref}/", f"/panel-items/{item.ref}/"

    sign_in(browser_page, "panel_chair")
    for path, name in (
        ("/panels/", "panels"),
        ("/panels/new/", "start-series"),
        (f"/panels/{series.ref}/", "series"),
        (f"/panels/{series.ref}/agencies/", "agencies"),
        (f"/panels/{series.ref}/change/", "change-series"),
        (f"/panels/{series.ref}/plan-a-meeting/", "plan-meeting"),
        (at, "meeting-chair"),
        (f"{at}attendance/", "attendance"),
        (f"{at}chair/", "chair"),
        (f"{at}pack/", "pack"),
        (f"{at}run/{item.ref}/", "run"),
        (f"{at}items/{item.ref}/guests/", "guests"),
        (f"{at}items/{item.ref}/move/", "move"),
        (f"{at}items/{item.ref}/remove/", "remove"),
        (on, "item-chair"),
        (f"{on}decision/", "decision"),
    ):
        faults += check(browser_page, path, name)
    browser_page.goto(f"{at}run/{item.ref}/")
    through(browser_page.get_by_role("button", name="Record the decision"))
    faults += check(browser_page, "", "run-errors")
    now = dt.datetime.now(dt.UTC)
    with acting("swindon", "panel_chair") as chair:
        for key in makers.CORE:
            commands.mark_attendance(
                actor=chair, meeting=meeting, agency=people.agency_of("swindon", key), mark="present", now=now
            )
    makers.decided("swindon", item, now=now)
    faults += check(browser_page, f"{at}run/{item.ref}/", "run-decided")
    sign_in(browser_page, "school")
    for path, name in (
        (at, "meeting-guest"),
        (on, "item-school"),
        (f"/panel-items/{item.ref}/contribute/", "contribute-late"),
    ):
        faults += check(browser_page, path, name)
    sign_in(browser_page, "police")
    faults += check(browser_page, f"/panel-items/{other.ref}/contribute/", "contribute")
    sign_in(browser_page, "practitioner")
    with acting("swindon", "practitioner"):
        action = Action.objects.get(kind="tell_child")
        child = item.child
    for path, name in (
        ("/actions/", "actions"),
        (f"/actions/{action.ref}/", "action"),
        (f"/actions/{action.ref}/hand-over/", "hand-over"),
        (f"/actions/{action.ref}/withdraw/", "withdraw"),
        (f"/children/{child.ref}/add-to-panel/", "add-item"),
        (f"/children/{child.ref}/", "child"),
    ):
        faults += check(browser_page, path, name)

    assert faults == []


def _run_one(page: Any) -> None:
    """Decide about the first child with nothing but the keyboard."""

    def reach(name: str, role: str) -> None:
        page.get_by_role(role, name=name).first.focus()

    reach("What does Zoë say about it?", "textbox")
    page.keyboard.type("I want someone who gets me to football.")
    page.keyboard.press("Tab")
    page.keyboard.type("Asha asked her at home")
    page.keyboard.press("Tab")
    page.keyboard.type("The first step is football.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    for _ in range(2):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    page.keyboard.type("She wants help with mornings.")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    reach("Why will they not do?", "textbox")
    page.keyboard.type("School has tried since May.")
    reach("Record the decision", "button")
    page.keyboard.press("Enter")


def _mark_here(page: Any, agency: str) -> None:
    page.get_by_role("button", name=f"Here ({agency})", exact=True).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/run/**")


def test_a_meeting_is_run_by_keyboard_on_one_screen(browser_page: Any) -> None:
    _, meeting, (item, other) = a_meeting_today(is_held=True)
    sign_in(browser_page, "panel_chair")
    browser_page.goto(f"/meetings/{meeting.ref}/run/")
    for agency in ("Constabulary", "Children's Social Care"):
        _mark_here(browser_page, agency)
    _run_one(browser_page)
    browser_page.wait_for_selector("text=What will be done")

    assert "Prevention support, if the child and family agree" in browser_page.content()
    through(browser_page.get_by_role("button", name="Next child"))
    browser_page.wait_for_url(f"**/run/{other.ref}/")
    with acting("swindon", "panel_chair"):
        assert Decision.objects.get().item_id == item.pk
        assert Decision.objects.get().considered == ["universal_support"]


def test_a_meeting_is_run_without_scripts(browser_page_without_scripts: Any) -> None:
    page = browser_page_without_scripts
    _, meeting, _ = a_meeting_today(is_held=True)
    sign_in(page, "panel_chair")
    page.goto(f"/meetings/{meeting.ref}/run/")
    for agency in ("Constabulary", "Children's Social Care"):
        _mark_here(page, agency)
    _run_one(page)
    page.wait_for_url("**/run/**#actions")

    with acting("swindon", "panel_chair") as chair, wall.inside(chair.partnership_id, chair.user_id):
        assert Decision.objects.count() == 1
