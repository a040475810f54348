"""The main job in a real browser: from a school's referral to a decision, a plan and figures that moved."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
import time_machine

from alongside.measures import queries as measures
from alongside.partnerships import wall
from alongside.referrals import rules
from tests import people
from tests.journeys.hands import Hands, by
from tests.panels import makers as panels
from tests.referrals import makers as referrals

TODAY = panels.MEETS_ON
MOMENT = dt.datetime.combine(TODAY, dt.time(8, 30), dt.UTC)
BORN = dt.date(2013, 3, 9)
CONCERN = "He walks out of lessons and sits with older boys by the station."
STRATEGY = "Say one thing at a time, and wait."
GOAL = "I want to get back into the football team."
ACTION = "Ask the youth club for a place on Tuesdays"


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


def managers_page(hands: Hands) -> dict[str, str]:
    """The same as the manager reads them: the large figures of the page, and of the measures that one opens from it."""
    hands.sign_in("team_manager")
    hands.follow("Measures")
    read = {
        card.locator(".app-figure__label").inner_text(): card.locator(".app-figure").inner_text()
        for card in hands.page.locator(".app-cards .app-card").all()
    }
    for title in OPENED:
        hands.follow(title, exact=True)
        read[title] = hands.page.locator("main .app-figure").first.inner_text()
        hands.follow("All measures")
    return read


OPENED = ("Children in prevention", "Posts in prevention", "Days to the first screen", "Agencies at panels")


@pytest.mark.parametrize("way", ["mouse", "keyboard", "without scripts"])
def test_main_job(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(MOMENT, tick=True):
        hands = by(way, request)
        # What there is before the day begins: a child with a worker, and a panel that meets today.
        referrals.allocated(given_name="Bo")
        panels.a_meeting("swindon")

        try:
            before, read_before = figures(), managers_page(hands)
            refer(hands)
            child = take_on(hands)
            screen_and_support(hands, child)
            sit_together(hands, child)
            plan(hands, child)
            after, read_after = figures(), managers_page(hands)
        except BaseException:
            print(f"The page where it ended: {hands.page.url}\n{hands.page.locator('body').inner_text()}")
            raise

        moved = {name: value - (before[name] or 0) for name, value in after.items()}
        assert moved == {"open": 1, "prevention": 1, "referrals": 1, "screened": 1, "supported": 1, "seats": 2}
        assert {title: (figure, read_after[title]) for title, figure in read_before.items()} == {
            "Children we work alongside": ("1", "2"),
            "Prevention and diversion as a share of our work": ("100%", "100%"),
            "Days from referral to first contact": ("nothing yet", "nothing yet"),
            "Children who were screened": ("0%", "50%"),
            "Days from need to first support": ("nothing yet", "0 days"),
            "Children per worker": ("1", "2"),
            "Children in prevention": ("1", "2"),
            "Posts in prevention": ("3", "3"),
            "Days to the first screen": ("nothing yet", "0 days"),
            "Agencies at panels": ("nothing yet", "100%"),
        }
        assert hands.faults == []


def refer(hands: Hands) -> None:
    """Step 1: a school refers a boy of 13."""
    hands.sign_in("school")
    hands.press("Refer a child")
    hands.fill("First name", "Jakub")
    hands.fill("Last name", "Wrona")
    hands.date("Date of birth", BORN)
    hands.press("Continue")
    assert hands.sees("The front door finds out whether the child is known already.")
    assert hands.sees("This child may be at risk of harm now")
    hands.fill("What is the child good at?", "Kind to younger pupils. Knows everything about birds.")
    hands.fill("What are you worried about?", CONCERN)
    hands.choose("The influence of friends, family and associates")
    hands.fill("Parent's or carer's name", "Marta Wrona")
    hands.choose("Yes, they know")
    hands.select("Where does the child live?", "North swindon")
    hands.press("Send the referral")
    assert hands.sees("What happens next")


def take_on(hands: Hands) -> str:
    """Steps 2 to 4: the front door finds no record, sees the rules, the family agrees, a worker is allocated."""
    hands.sign_in("front_door")
    assert hands.sees("Decide on a referral")
    hands.follow("Referrals")
    hands.follow("Jakub")
    assert hands.sees(CONCERN)
    for result in (
        *rules.check_front_door(BORN, TODAY),
        *rules.check_youth_crime_prevention(BORN, TODAY, ["influence"]),
    ):
        assert hands.sees(result.rule.title)
        assert hands.sees(result.sentence)
    hands.open_details("Where it stands")
    assert hands.sees(rules.UNDER_AGE.source)
    assert hands.sees(rules.YCP_GROUNDS.source)
    hands.press("Find out whether the child is known")
    hands.choose("No, make a new record")
    hands.press("Continue")
    hands.press("Decide what happens next")
    hands.choose("Offer support")
    hands.select("In which stream?", "Prevention")
    hands.choose("It would not be enough by itself")
    hands.fill("Why?", "He wants better friends and likes the youth club.")
    hands.choose("Not yet: whoever works with the child tells them")
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
    assert hands.is_chosen("Tom Wickham"), "The suggestion is the worker with fewest children"
    hands.choose("Asha Penrose")
    hands.press("Allocate")

    hands.sign_in("practitioner")
    assert hands.sees("Meet Jakub for the first time")
    hands.follow("Jakub Wrona", exact=True)
    found = re.search(r"/children/(C-\w+)/", hands.page.url)
    assert found
    assert hands.sees("Knows everything about birds.")
    return found[1]


def screen_and_support(hands: Hands, child: str) -> None:
    """Step 5: the screen, offered by itself; the specialist's queue; and strategies that everyone sees at once."""
    hands.follow("Record a screen")
    hands.date("When was it done?", TODAY)
    hands.choose("Speech, language and communication")
    hands.fill("What did you notice?", "He loses the thread of long questions.")
    hands.press("Record the screen")

    hands.sign_in("specialist")
    assert hands.sees("is asked for")
    assert hands.sees("Jakub Wrona")
    hands.follow("Support queue")
    assert hands.sees("0 days")
    hands.follow("Jakub")
    assert hands.sees("Seen by the team")
    hands.press("Accept")
    hands.press("Offer a first time")
    hands.date("When is the first time?", TODAY)
    hands.press("Record the offer")
    hands.press("Record the first support")
    hands.date("When did support begin?", TODAY)
    hands.press("Record")
    hands.follow("Write down what helps")
    hands.choose("Do this")
    hands.fill("What is it?", STRATEGY)
    hands.press("Write it down")

    for key in ("practitioner", "school"):
        hands.sign_in(key)
        hands.go(f"/children/{child}/")
        assert hands.sees(STRATEGY), f"The {key} does not see what helps"
    for key, slug in (("stranger", "swindon"), ("practitioner", "hampshire")):
        hands.sign_in(key, slug)
        assert hands.status(f"/children/{child}/") == 404


def sit_together(hands: Hands, child: str) -> None:
    """Step 6: the weekly panel: agenda, one page, attendance, decision with reason and the child's view, an action."""
    hands.sign_in("practitioner")
    hands.follow("Jakub Wrona", exact=True)
    hands.follow("Ask a panel to help")
    hands.choose("Joint Decision-Making Panel")
    hands.fill("What should the panel help with?", "Which of us helps him back into lessons.")
    hands.choose("Yes, they know who reads about the child")
    hands.press("Put on the agenda")
    item = re.search(r"/panel-items/[\w-]+/", hands.page.content())
    assert item
    members = {"police": "Constabulary", "social_care": "Children's Social Care"}
    for key in members:
        hands.sign_in(key)
        assert not hands.sees("Jakub")
        assert hands.status(f"/children/{child}/") == hands.status(item[0]) == 404

    hands.sign_in("panel_administrator")
    hands.follow("Prepare and release the agenda")
    hands.press("Release the agenda")
    for key in members:
        hands.sign_in(key)
        hands.follow("Say what your agency knows of Jakub")
        hands.follow("Back")
        assert item[0] in hands.page.url
        assert hands.sees("Knows everything about birds.")
        assert hands.sees(STRATEGY)
    hands.press("Say what your agency knows")
    hands.fill("What is going well?", "His gran is at home with him after school.")
    hands.press("Give to the panel")

    hands.sign_in("panel_chair")
    hands.follow("Start the meeting")
    hands.press("Start the meeting")
    for agency in members.values():
        hands.press(f"Here ({agency})")
    assert hands.sees("His gran is at home with him after school.")
    hands.fill("What does Jakub say about it?", "I want to sit with someone I know.")
    hands.fill("How was Jakub asked?", "Asha walked with him")
    hands.fill("How did that change the decision?", "The first step is his football coach, not a course.")
    hands.choose("Prevention support")
    hands.fill("Why?", "He wants this, and his mother agrees.")
    hands.choose("Support from school, family or early help", "Which less intrusive options were considered?")
    hands.fill("Why will they not do?", "School has tried this since May.")
    hands.choose("Yes", "Did everybody agree?")
    hands.press("Record the decision")
    assert hands.sees("The first step is his football coach, not a course.")
    hands.fill("What will be done?", ACTION)
    hands.select("Who does it?", "Jo Lindqvist")
    hands.date("By when?", TODAY + dt.timedelta(days=6))
    hands.press("Add the action")
    hands.press("Close the meeting")

    hands.sign_in("early_help")
    hands.follow(ACTION)
    hands.fill("What came of it?", "He can come from Tuesday.")
    hands.date("When was it done?", TODAY)
    hands.press("Say that it is done")
    hands.go("/")
    assert not hands.sees(ACTION)
    hands.sign_in("practitioner")
    assert hands.sees("Tell the child what was decided and why")


def plan(hands: Hands, child: str) -> None:
    """Step 7: strengths, his own goal, a step by an adult, agreed, and a page to take home."""
    hands.follow("Jakub Wrona", exact=True)
    hands.follow("Begin the plan")
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
    assert hands.sees("It sounds like me.")
    given = hands.page.request.get(f"/children/{child}/plan/for-child.pdf").body()
    assert given.startswith(b"%PDF")
    assert b"pdfuaid" in given
