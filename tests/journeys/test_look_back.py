"""A look back on a first entry: a worker writes down what was decided, the manager finds what was late, and it becomes
a priority whose owner says how far it came."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from alongside.justice import jobs
from tests import people
from tests.journeys.hands import WAYS, by
from tests.needs import makers as needs
from tests.people import NOW

LAST_YEAR = dt.date(2025, 6, 3)
PRIORITY = "Help begins within a month"
LEARNT = "School told us in March. Nobody rang until May."


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_a_first_entry_is_looked_back_on_and_becomes_a_priority(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(NOW, tick=True):
        hands = by(way, request)
        child = needs.a_screened_child("swindon", born_on=dt.date(2010, 2, 3))
        people.grant("swindon", child, "team_manager", "supervision")

        # The worker writes down what was decided; it was the first entry.
        hands.sign_in("practitioner")
        hands.go(f"/children/{child.ref}/")
        hands.follow("Write down what was decided")
        hands.choose("Youth caution")
        hands.date("On which day?", LAST_YEAR)
        hands.press("Save")
        assert hands.sees("Youth caution")

        # In the night of the new year it opened for the team; it is late by now, and the manager's to do.
        jobs.open_look_backs_of(child.partnership_id, "swindon", NOW)
        hands.sign_in("practitioner")
        assert hands.status("/look-backs/") == 403
        hands.sign_in("team_manager")
        hands.go("/look-backs/")
        assert hands.sees("days late")
        hands.follow(child.called)
        assert hands.sees("What could have been seen, and what was offered, before it?")
        assert hands.sees("Youth Justice Service")
        hands.press("Save what was found")
        assert hands.sees("Choose what you found")
        hands.choose("Help was offered, and came late")
        hands.fill("What did we learn?", LEARNT)
        hands.press("Save what was found")

        # It is done, and counted without a child.
        assert hands.sees("No look back waits")
        assert hands.sees("Help was offered, and came late")
        hands.follow(child.called)
        assert hands.sees(LEARNT)
        hands.follow("Looking back")
        hands.follow("What was found, counted")
        assert not hands.sees(child.family_name)

        # It asks for an answer until somebody sets a priority, which is a board member's to review.
        hands.go("/look-backs/")
        hands.follow("Priorities that answer it")
        assert hands.sees("No priority answers it")
        hands.follow("Set one")
        assert hands.is_chosen("Help was offered, and came late")
        hands.fill("What is the priority?", PRIORITY)
        hands.fill("What will be different for children?", "Whoever has a need is met within the month.")
        hands.fill("What led to it?", "Help came late more than once.")
        hands.choose("Strategic partnership")
        hands.select("In which figure should it show?", "Days from need to first support")
        hands.select("Whose is it?", "Edmund Vale")
        hands.date("When is it looked at again?", NOW.date() + dt.timedelta(days=14))
        hands.press("Set the priority")
        assert hands.sees("Days from need to first support should fall.")
        hands.follow("Priorities")
        assert not hands.sees("No priority answers it")

        hands.sign_in("board_member")
        hands.follow(f"Review the priority: {PRIORITY}")
        hands.press("Save the review")
        assert hands.sees("even if it was nothing")
        hands.fill("What was done since?", "The waits are read out at each meeting.")
        hands.choose("It is reached")
        hands.press("Save the review")
        assert hands.sees("The waits are read out at each meeting.")
        hands.go("/")
        assert not hands.sees(PRIORITY)
        assert not hands.faults, "\n".join(hands.faults)
