"""The main job in a real browser: from a school's referral to a decision, a plan and figures that moved."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.children.models import Child
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


@pytest.mark.parametrize("way", ["mouse", "without scripts"])
def test_main_job(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(MOMENT, tick=True):
        if way == "without scripts":
            hands = Hands(request.getfixturevalue("browser_page_without_scripts"), scripts=False)
        else:
            hands = (Keyboard if way == "keyboard" else Hands)(request.getfixturevalue("browser_page"))
        panels.a_meeting("swindon")
        before = figures()

        try:
            refer(hands)
            child = take_on(hands)
            screen_and_support(hands, child)
            sit_together(hands, child)
            plan(hands, child)
        except BaseException:
            print(f"The page where it ended: {hands.page.url}\n{hands.page.locator('body').inner_text()}")
            raise

        moved = {name: value - (before[name] or 0) for name, value in figures().items()}
        assert moved == {"open": 1, "prevention": 1, "referrals": 1, "screened": 1, "supported": 1, "seats": 2}
        assert hands.faults == []


def refer(hands: Hands) -> None:
    """Step 1: a school refers a boy of 13."""
    hands.sign_in("school")
    hands.press("Refer a child")
    hands.fill("First name", "Jakub")
    hands.fill("Last name", "Wrona")
    hands.date("Date of birth", dt.date(2013, 3, 9))
    hands.press("Continue")
    assert hands.sees("This child may be at risk of harm now")
    hands.fill("What is the child good at?", "Kind to younger pupils. Knows everything about birds.")
    hands.fill("What are you worried about?", CONCERN)
    hands.choose("The influence of friends, family and associates")
    hands.fill("Parent's or carer's name", "Marta Wrona")
    hands.choose("Yes, they know")
    hands.select("Where does the child live?", "North swindon")
    hands.press("Send the referral")
    assert hands.sees("Jakub")


def take_on(hands: Hands) -> str:
    """Steps 2 to 4: the front door finds no record, sees the rules, the family agrees, a worker is allocated."""
    hands.sign_in("front_door")
    hands.go("/referrals/")
    hands.follow("Jakub")
    assert hands.sees("10 to 16")
    assert hands.sees(CONCERN)
    hands.press("Find out whether the child is known")
    hands.choose("No, make a new record")
    hands.press("Continue")
    hands.press("Decide what happens next")
    hands.choose("Offer support")
    hands.select("In which stream?", "Prevention")
    hands.fill("Why?", "He wants better friends and likes the youth club.")
    hands.press("Decide")
    hands.press("Record the answers")
    hands.select("Who told the child and the family what this is about?", "Imran Quaye")
    hands.date("On which day?", TODAY)
    hands.choose("At home", "Where or how?")
    hands.choose("Yes", "What did the child answer?")
    hands.fill("What did the child say about it?", "OK, if it is not in school.")
    hands.choose("Yes", "What did the parent or carer answer?")
    hands.press("Record the answers")
    hands.press("Allocate a worker")
    hands.choose("Asha Penrose")
    hands.press("Allocate")
    area = people.partnership("swindon")
    with wall.inside(area.pk):
        return str(Child.objects.get(family_name="Wrona").ref)


def screen_and_support(hands: Hands, child: str) -> None:
    """Step 5: the screen, the specialist's queue, and strategies that everyone sees at once."""
    hands.sign_in("practitioner")
    hands.follow("Jakub Wrona")
    hands.go(f"/children/{child}/needs/")
    hands.follow("First screen")
    hands.press("Record the result")
    hands.date("When was it done?", TODAY)
    hands.choose("Speech, language and communication")
    hands.fill("What did you notice?", "He loses the thread of long questions.")
    hands.press("Record the screen")

    hands.sign_in("specialist")
    hands.go("/supports/")
    hands.follow("Jakub")
    hands.press("Accept")
    hands.press("Offer a first time")
    hands.date("When is the first time?", TODAY)
    hands.press("Record the offer")
    hands.press("Record the first support")
    hands.date("When did support begin?", TODAY)
    hands.press("Record")
    hands.go(f"/children/{child}/strategies/write/")
    hands.choose("Do this")
    hands.fill("What is it?", STRATEGY)
    hands.press("Write it down")

    for key in ("practitioner", "school"):
        hands.sign_in(key)
        hands.go(f"/children/{child}/")
        assert hands.sees(STRATEGY), f"The {key} does not see what helps"
    for key, slug in (("stranger", "swindon"), ("practitioner", "hampshire")):
        hands.sign_in(key, slug)
        assert hands.page.goto(f"/children/{child}/").status == 404


def sit_together(hands: Hands, child: str) -> None:
    """Step 6: the weekly panel: agenda, one page, attendance, decision with reason and the child's view, an action."""
    hands.sign_in("practitioner")
    hands.go(f"/children/{child}/add-to-panel/")
    hands.choose("Joint Decision-Making Panel")
    hands.fill("What should the panel help with?", "Which of us helps him back into lessons.")
    hands.press("Put on the agenda")
    hands.sign_in("police")
    assert hands.page.goto(f"/children/{child}/").status == 404

    hands.sign_in("panel_administrator")
    hands.go("/panels/")
    hands.follow("Joint Decision-Making Panel")
    hands.press("Release the agenda")
    hands.sign_in("police")
    hands.go(f"/children/{child}/")
    assert hands.sees("Knows everything about birds.")
    assert hands.sees(STRATEGY)

    hands.sign_in("panel_chair")
    hands.go("/panels/")
    hands.follow("Joint Decision-Making Panel")
    hands.press("Start the meeting")
    hands.press("Here (Constabulary)")
    hands.press("Here (Children's Social Care)")
    hands.fill("What does Jakub say about it?", "I want to sit with someone I know.")
    hands.fill("How was Jakub asked?", "Asha walked with him")
    hands.fill("How did that change the decision?", "The first step is his football coach, not a course.")
    hands.choose("Prevention support")
    hands.fill("Why?", "He wants this, and his mother agrees.")
    hands.choose("Yes", "Did everybody agree?")
    hands.press("Record the decision")
    hands.sign_in("practitioner")
    assert hands.sees("Tell Jakub") or hands.sees("Tell the child"), "The follow-up is in nobody's work"


def plan(hands: Hands, child: str) -> None:
    """Step 7: strengths, his own goal, a step by an adult, agreed, and a page to take home."""
    hands.sign_in("practitioner")
    hands.go(f"/children/{child}/plan/start/")
    hands.fill("What Jakub is good at", "Kind to younger pupils")
    hands.fill("What matters to Jakub", "My gran and my bike")
    hands.date("When will you look at the plan together again?", TODAY + dt.timedelta(days=60))
    hands.press("Begin the plan")
    hands.press("Add a goal")
    hands.fill("What do you want?", GOAL)
    hands.press("Add the goal")
    hands.press("Add a step by an adult")
    hands.fill("What will be done?", "Ring the coach")
    hands.select("Who will do it?", "Asha Penrose")
    hands.date("By when?", TODAY + dt.timedelta(days=7))
    hands.press("Add the step")
    hands.press("Agree the plan")
    hands.fill("What did the child say about the plan?", "It sounds like me.")
    hands.date("When did you agree it?", TODAY)
    hands.press("Agree the plan")
    assert hands.sees(GOAL)
    given = hands.page.request.get(f"/children/{child}/plan/for-child.pdf")
    assert given.body().startswith(b"%PDF")
