"""The public door in Chromium: axe finds nothing, the pages fit a telephone, and one can leave at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.browsers import through
from tests.referrals import door_makers as door
from tests.referrals.test_browser import check, sign_in

pytestmark = [pytest.mark.usefixtures("database")]

AWAY = "https://www.bbc.co.uk/weather"


def test_axe_finds_nothing_at_the_door(browser_page: Any) -> None:
    long_name = "Oluwaseun-Alexandrina Featherstonehaugh-Cholmondeley"
    row = door.arrived(sender_name=long_name, worry="A " + "very long worry " * 120)
    young = door.arrived(**{"born_on-year": "2019"})
    done = door.taken_in(given_name="Kit")
    faults = []
    for path, name in ((door.START, "start"), (door.MY_CHILD, "my-child"), (door.ME, "me"), (door.STOP, "stop")):
        faults += check(browser_page, path, f"door-{name}")
    through(browser_page.get_by_role("button", name="Tell us to stop"))
    faults += check(browser_page, "", "door-stop-errors")
    browser_page.goto(door.MY_CHILD)
    through(browser_page.get_by_role("button", name="Send"))
    faults += check(browser_page, "", "door-my-child-errors")
    fill(browser_page)
    through(browser_page.get_by_role("button", name="Send"))
    faults += check(browser_page, "", "door-sent")
    sign_in(browser_page, "front_door")
    faults += check(browser_page, "/door/", "door-list")
    faults += check(browser_page, f"/door/{row.ref}/", "door-arrival")
    faults += check(browser_page, f"/door/{row.ref}/take-in/", "door-take-in")
    faults += check(browser_page, f"/door/{row.ref}/answer/", "door-answer")
    faults += check(browser_page, f"/door/{young.ref}/take-in/", "door-under-ten")
    assert done.referral is not None
    faults += check(browser_page, f"/referrals/{done.referral.ref}/", "door-referral")
    faults += check(browser_page, "/", "door-work")
    assert faults == []


def fill(page: Any) -> None:
    """What a mother types on her telephone at night."""
    for label, text in {
        "Your name": "Maria Ashdown",
        "Who are you to the child?": "Mum",
        "First name": "Zoë",
        "Last name": "Ashdown",
        "Day": "3",
        "Month": "2",
        "Year": "2013",
        "What are you worried about?": "He stays out at night.",
        "Phone number": "07700 900123",
        "Is there anything we must not do? (optional)": "Never ring when his stepfather is at home",
    }.items():
        page.get_by_label(label, exact=True).fill(text)
    for answer in ("Text message", "In the morning", "No, it is not safe", "No, not yet", "Nobody yet. Ask me first"):
        page.get_by_label(answer, exact=True).check()


def test_one_leaves_at_once_by_the_button_and_by_pressing_shift_three_times(browser_page: Any) -> None:
    browser_page.route("https://www.bbc.co.uk/**", lambda route: route.fulfill(body="weather"))
    browser_page.goto(door.MY_CHILD)
    browser_page.get_by_role("button", name="Exit this page").click()
    browser_page.wait_for_url(AWAY)
    browser_page.goto(door.MY_CHILD)
    for _ in range(3):
        browser_page.keyboard.press("Shift")
    browser_page.wait_for_url(AWAY)
    browser_page.goto(door.MY_CHILD)
    browser_page.keyboard.press("Tab")
    browser_page.keyboard.press("Tab")
    assert "Exit this page quickly" in browser_page.evaluate("document.activeElement.textContent")
    browser_page.keyboard.press("Enter")
    browser_page.wait_for_url(AWAY)


def test_without_scripts_the_way_out_is_a_link(browser_page_without_scripts: Any) -> None:
    page = browser_page_without_scripts
    page.goto(door.MY_CHILD)

    assert page.locator("a.govuk-exit-this-page__button").get_attribute("href") == AWAY
