"""The main job, end to end, in a real browser: from a school's referral to a decision, a plan and figures that moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.measures import queries as measures
from alongside.partnerships import wall
from tests import people
from tests.journeys.hands import Hands, Keyboard
from tests.panels import makers as panels

TODAY = panels.MEETS_ON
MOMENT = dt.datetime.combine(TODAY, dt.time(8, 30), dt.UTC)
CONCERN = "He walks out of lessons and sits with older boys by the station."
STRATEGY = "Say one thing at a time, and wait."
GOAL = "I want to get back into the football team."


def figures() -> dict[str, Any]:
    """The manager's figures that the day will move."""
    area = people.partnership("swindon")
    first = TODAY - dt.timedelta(days=30)
    with wall.inside(area.pk):

        def ask(code: str) -> Any:
            return measures.measure(code, partnership_id=area.pk, first=first, last=TODAY).total

        return {
            "open": ask("open_children").value,
            "prevention": ask("prevention_caseload").value,
            "referrals": ask("referrals_by_source").value,
            "screened": ask("screened_share").numerator,
            "supported": ask("days_need_to_first_support").n,
            "seats": ask("panel_attendance").numerator,
        }


@pytest.mark.parametrize("way", ["mouse", "keyboard", "without scripts"])
def test_main_job(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(MOMENT, tick=True):
        if way == "without scripts":
            hands = Hands(request.getfixturevalue("browser_page_without_scripts"), scripts=False)
        else:
            hands = (Keyboard if way == "keyboard" else Hands)(request.getfixturevalue("browser_page"))
        panels.a_meeting("swindon")
        before = figures()

        refer(hands)
        child = take_on(hands)
        screen_and_support(hands, child)
        sit_together(hands, child)
        plan(hands, child)

        moved = {name: value - (before[name] or 0) for name, value in figures().items()}
        assert moved == {"open": 1, "prevention": 1, "referrals": 1, "screened": 1, "supported": 1, "seats": 2}
        assert hands.faults == []


def refer(hands: Hands) -> None:
    """Step 1: a school refers a boy of 13."""
    hands.sign_in("school")
    hands.follow("Referrals")
    hands.follow("Refer a child")
    hands.fill("First name", "Jakub")
    hands.fill("Last name", "Wrona")
    hands.date("Date of birth", dt.date(2013, 3, 9))
    hands.press("Continue")
    hands.fill("What is the child good at?", "Kind to younger pupils. Knows everything about birds.")
    hands.fill("What are you worried about?", CONCERN)
    hands.choose("The influence of friends, family and associates")
    hands.fill("Parent's or carer's name", "Marta Wrona")
    hands.choose("Yes, they know")
    hands.select("Where does the child live?", "North swindon")
    hands.press("Send the referral")
    print(hands.page.locator("main").inner_text()[:800])
    raise SystemExit


def take_on(hands: Hands) -> str:
    return ""


def screen_and_support(hands: Hands, child: str) -> None: ...


def sit_together(hands: Hands, child: str) -> None: ...


def plan(hands: Hands, child: str) -> None: ...
