"""The first pages in a real browser: axe finds nothing, nothing runs off a narrow page, and no script is needed."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import time_machine

from tests import axe
from tests.browsers import through
from tests.children.makers import sign_in_browser
from tests.people import NOW
from tests.web import makers

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def at_eleven() -> Iterator[None]:
    """Requests come an hour after the world was made."""
    with time_machine.travel(NOW + dt.timedelta(hours=5), tick=True):
        yield


def judge(page: Any, name: str) -> None:
    """axe finds nothing, and nothing runs off the page, wide and narrow. SHOTS names a folder for pictures."""
    for width in (1280, 360):
        page.set_viewport_size({"width": width, "height": 900})
        found = axe.violations(page)
        if shots := os.environ.get("SHOTS"):
            page.screenshot(path=str(Path(shots) / f"{name}-{width}.png"), full_page=True)
        assert found == [], f"{name} at {width}"
        assert page.evaluate("document.documentElement.scrollWidth") <= width, f"{name} runs off at {width}"


def visit(page: Any, path: str, name: str) -> None:
    answer = page.goto(path)
    assert answer.status == 200, path
    judge(page, name)


def test_axe_finds_nothing_on_the_pages_of_a_worker(browser_page: Any) -> None:
    story, page = makers.a_story(), browser_page
    page.set_default_timeout(60_000)
    sign_in_browser(page, "swindon", "practitioner")
    child = f"/children/{story.child.ref}/"

    visit(page, "/", "home")
    visit(page, child, "child")
    visit(page, f"{child}?strand=identity", "child-identity")
    visit(page, f"{child}?strand=plan&kind=call", "child-plan")
    for part in ("concern", "identity", "identity/names", "said", "voices", "entry", "family", "network"):
        visit(page, f"{child}{part}/", part)
    for part in ("why", "who-looked"):
        visit(page, f"{child}{part}/", part)
    visit(page, f"{child}said/{story.voice.ref}/", "tell-back")
    visit(page, "/concern/", "concern-any")
    through(page.get_by_role("button", name="Record the concern"))
    judge(page, "concern-error")
    assert page.title().startswith("Error: ")
    for part in ("", "told/", "close/"):
        visit(page, f"/concerns/{story.concern.ref}/{part}", f"a-concern-{part.strip('/')}")
    visit(page, "/emergency/", "emergency")
    visit(page, f"/emergency/{story.child.ref}/", "emergency-opened")
    visit(page, "/search/", "search")
    through(page.get_by_role("button", name="Search"))
    judge(page, "search-error")
    page.get_by_label("First name").fill("Zoe")
    page.get_by_label("Last name").fill("Ashdwon")
    through(page.get_by_role("button", name="Search"))
    page.get_by_role("link", name="Zo Ashdown").wait_for()
    judge(page, "search-found")
    assert page.url.endswith("/search/")
    page.goto("/children/C-000000/")
    judge(page, "not-found")


def test_axe_finds_nothing_on_the_pages_of_a_manager_and_of_the_governance_lead(browser_page: Any) -> None:
    story, page = makers.a_story(), browser_page
    page.set_default_timeout(60_000)
    sign_in_browser(page, "swindon", "team_manager")
    visit(page, "/", "home-manager")
    visit(page, "/team/", "team")
    visit(page, "/emergency-openings/", "openings")
    through(page.get_by_role("link", name="Bea Holloway"))
    judge(page, "review")
    sign_in_browser(page, "swindon", "governance_lead")
    visit(page, "/", "home-lead")
    visit(page, "/who-looked/", "find-who-looked")
    visit(page, f"/children/{story.child.ref}/who-looked/", "who-looked-lead")
    visit(page, "/sealed-records/", "seal")
    sign_in_browser(page, "swindon", "board_member")
    visit(page, "/", "home-board")


def test_from_my_work_to_a_closed_concern_without_scripts(browser_page_without_scripts: Any) -> None:
    makers.a_story()
    page = browser_page_without_scripts
    page.set_default_timeout(60_000)
    sign_in_browser(page, "swindon", "practitioner")

    page.goto("/")
    through(page.get_by_role("link", name="Tell social care about a child at risk of harm"))
    page.get_by_label("If they are not in the list, what is their name?").fill("Duty worker")
    page.get_by_label("At what time?").fill("10:15am")
    through(page.get_by_role("button", name="Save"))
    through(page.get_by_role("button", name="Close the concern"))
    page.get_by_label("What did social care decide").fill("They visit this afternoon.")
    through(page.get_by_role("button", name="Close the concern"))

    page.get_by_text("Closed", exact=True).wait_for()
    page.goto("/")
    assert "safeguarding concern" not in page.content()
