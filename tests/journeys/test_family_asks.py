"""A mother asks for help for her son at night, on a telephone, with scripts and without. In the morning it is read."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.referrals import jobs
from alongside.referrals.models import Arrival
from tests.browsers import through
from tests.journeys.hands import Hands
from tests.people import acting

pytestmark = [pytest.mark.usefixtures("database")]

NIGHT = dt.datetime(2026, 11, 20, 23, 40, tzinfo=dt.UTC)
MORNING = dt.datetime(2026, 11, 23, 8, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_mother_refers_her_son_at_night(request: pytest.FixtureRequest, scripts: bool) -> None:
    page: Any = request.getfixturevalue("browser_page" if scripts else "browser_page_without_scripts")
    page.set_viewport_size({"width": 360, "height": 740})
    mother = Hands(page, scripts=scripts)
    with time_machine.travel(NIGHT, tick=True):
        mother.go("/refer/swindon/")
        assert mother.sees("We get in touch by Tuesday 24 November 2026")
        _press(mother, "For my child")
        _tell(mother)
        mother.press("Send")
        assert mother.sees("We have what you sent")
        assert page.context.cookies() == []
        reference = page.locator(".app-public__reference").inner_text()
        assert reference not in page.url

    worker = Hands(page, scripts=scripts)
    with time_machine.travel(MORNING, tick=True):
        worker.sign_in("front_door")
        assert worker.sees("Answer whoever is new at the door")
        worker.follow("Answer whoever is new at the door")
        assert worker.sees(reference)
        assert worker.sees("Never ring when his stepfather is at home")
        assert worker.sees("No, it is not safe")
        _press(worker, "Take it in")
        worker.choose("No, make a new record")
        worker.press("Take it in")
        assert worker.sees("What Maria Ashdown, Mum wrote")
        worker.go("/")
        assert not worker.sees("Answer whoever is new at the door")
        assert worker.sees("Decide on a referral")
    assert mother.faults + worker.faults == []


def test_she_changes_her_mind_before_anybody_has_read_it(browser_page: Any) -> None:
    browser_page.set_viewport_size({"width": 360, "height": 740})
    mother = Hands(browser_page)
    mother.go("/refer/swindon/my-child/")
    _tell(mother)
    mother.press("Send")
    reference = browser_page.locator(".app-public__reference").inner_text()
    mother.follow("Tell us to stop")
    mother.fill("Your reference", reference)
    mother.date("The child’s date of birth", dt.date(2013, 2, 3))
    mother.press("Tell us to stop")
    assert mother.sees("Thank you for telling us")
    assert jobs.withdraw_what_was_asked() == 1

    with acting("swindon", "front_door"):
        row = Arrival.objects.get()
    assert (row.status, row.called, row.phone) == ("withdrawn", "A child", "")
    assert mother.faults == []


def _press(hands: Hands, name: str) -> None:
    """Follow what looks like a button and is a link."""
    through(hands.page.locator("a", has_text=name).first)
    hands.look()


def _tell(hands: Hands) -> None:
    """What she types, one thumb on the telephone."""
    for label, text in {
        "Your name": "Maria Ashdown",
        "Who are you to the child?": "Mum",
        "First name": "Zoë",
        "Last name": "Ashdown",
        "What are you worried about?": "He stays out at night and comes home with things that are not his.",
        "Phone number": "07700 900123",
        "Is there anything we must not do?": "Never ring when his stepfather is at home",
    }.items():
        hands.fill(label, text)
    hands.date("When were they born?", dt.date(2013, 2, 3))
    for answer in ("Text message", "In the morning", "No, it is not safe", "No, not yet", "Nobody yet. Ask me first"):
        hands.choose(answer)
