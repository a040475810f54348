"""An annual review, whole: planned, everybody told, reports, meeting, report, decision, comments, the amended plan.

Every date on the way is the one that the law counts, and each is kept by what somebody writes down.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
import time_machine

from alongside.ehcp import commands
from alongside.ehcp.models import Case
from tests.ehcp import makers
from tests.ehcp.makers import step, taken
from tests.journeys.hands import WAYS, Hands, by
from tests.people import NOW, acting

pytestmark = [pytest.mark.usefixtures("database")]

MADE = dt.date(2026, 3, 2)
PLANNED, MEETING = dt.date(2026, 11, 20), dt.date(2026, 12, 18)
BEFORE, AFTER = "Loses the thread when two people talk.", "Follows two steps, with a picture for each."


def at(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(10), tzinfo=dt.UTC)


def a_plan() -> Case:
    """A plan with words, of 2 March 2026, so that its review has to be complete by 1 March 2027."""
    case = taken(makers.begun(makers.a_child(), on=MADE - dt.timedelta(weeks=18)))
    step(case, "decide_to_assess", MADE - dt.timedelta(weeks=13))
    step(case, "decide_to_issue", MADE - dt.timedelta(weeks=5))
    with acting("swindon", "send_officer") as actor:
        commands.write_plan_text(
            actor=actor,
            case=case,
            sections={"section_a": "Football.", "section_b": BEFORE, "section_f": "One thing at a time."},
            version=0,
            now=NOW,
        )
    step(case, "send_draft", MADE - dt.timedelta(weeks=4))
    step(case, "record_comments", MADE - dt.timedelta(weeks=2), note="They agree.")
    return step(case, "send_final_plan", MADE, setting_name="Fairmead School")


class Review:
    """Goes to the case on a day, and does what one does there."""

    def __init__(self, hands: Hands, moment: Any, page: str) -> None:
        self.hands, self.moment, self.page = hands, moment, page

    def on(self, day: dt.date, key: str = "send_officer") -> Hands:
        """The case's page on that day, for somebody who signs in."""
        self.moment.move_to(at(day))
        self.hands.sign_in(key)
        self.hands.go(self.page)
        return self.hands

    def sees(self, *words: str) -> None:
        """Whether each of the words stands on the page."""
        missing = [each for each in words if not self.hands.sees(each)]
        assert not missing, missing


@pytest.mark.parametrize("way", WAYS)
def test_an_annual_review_from_the_day_it_is_planned_to_the_amended_plan(
    way: str, request: pytest.FixtureRequest
) -> None:
    with time_machine.travel(NOW, tick=True) as moment:
        case = a_plan()
        review = Review(by(way, request), moment, f"/children/{case.child.ref}/ehc/")

        # Four weeks ahead the officer plans it: two dates are counted back from the meeting.
        hands = review.on(PLANNED)
        review.sees("The review is complete", "1 March 2027")
        hands.press("Plan the annual review")
        assert hands.sees("at least two weeks before the meeting")
        hands.date("When is the meeting?", MEETING)
        hands.press("Save")
        review.sees("Meeting on 18 December 2026", "Everybody is told of the review meeting", "4 December 2026")
        hands.follow("Record that everybody was told")
        hands.press("Save")

        # On the last day for it the reports go out, found from the work list and from nowhere else.
        hands = review.on(dt.date(2026, 12, 4))
        hands.go("/")
        hands.follow("The reports are sent to all who were invited")
        assert hands.sees("Why this date?")
        hands.go(review.page)
        hands.follow("Record that the reports were sent")
        hands.press("Save")
        assert not hands.sees("Record that the reports were sent")

        # The meeting begins three clocks: two, four and twelve weeks.
        hands = review.on(MEETING)
        hands.follow("Record the meeting")
        hands.fill("What did the child say?", "I like the pictures. I want to do mechanics.")
        hands.press("Save")
        review.sees("Meeting held", "1 January 2027", "15 January 2027", "12 March 2027")
        review.sees("I want to do mechanics.")

        hands = review.on(dt.date(2026, 12, 30))
        hands.follow("Record that the report was sent")
        hands.press("Save")

        # Three and a half weeks after the meeting the family is told, and the year begins again.
        hands = review.on(dt.date(2027, 1, 11))
        hands.follow("Say that the plan changes")
        hands.press("Save")
        review.sees("Plan being amended", "25 January 2027", "8 March 2027", "12 March 2027", "10 January 2028")

        # The family has its fifteen days: nobody sends the plan before, unless the comments came.
        hands = review.on(dt.date(2027, 1, 20))
        hands.follow("Send the amended plan")
        hands.press("Save")
        assert hands.sees("The family has until the end of 25 January 2027 to comment")
        hands.go(review.page)
        hands.follow("Record what the family said of the changes")
        hands.fill("What did the family say?", "Yes to the pictures. Please name the college.")
        hands.press("Save")
        hands.follow("Write the sections")
        hands.fill("B.", AFTER)
        hands.press("Save")

        hands = review.on(dt.date(2027, 2, 5))
        hands.follow("Send the amended plan")
        assert hands.is_chosen("Another school or college"), "the school of the plan stands there already"
        hands.press("Save")
        review.sees("Final plan, sent 5 February 2027", "Plan amended", "10 January 2028")
        assert not hands.sees("Exception"), "nothing was late"
        hands.follow("Read it")
        review.sees(AFTER)
        assert not hands.sees(BEFORE)

        # The worker reads the plan as it is now, and what the child said.
        hands = review.on(dt.date(2027, 2, 8), "practitioner")
        review.sees("Plan in force", "I want to do mechanics.", "Say in your own plan how this changes what you do")

    assert makers.running(case) == {"annual_review_12m_complete"}
    assert not hands.faults, "\n".join(hands.faults)
