"""A worker leaves and nothing is orphaned: a last day is set, everything changes hands, the night finds nothing."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from alongside.children import commands as children
from alongside.web import jobs
from tests.journeys.hands import WAYS, by
from tests.people import NOW, TODAY, acting
from tests.web import makers


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_a_worker_leaves_and_nothing_is_orphaned(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(NOW + dt.timedelta(minutes=30), tick=True) as clock:
        story = makers.a_story()
        with acting("swindon", "practitioner") as actor:
            children.raise_concern(actor=actor, child=story.child, what="A bruise on the arm", now=NOW)
        hands = by(way, request)

        # The administrator sets the last day. Access will end then, whatever is open.
        hands.sign_in("administrator")
        hands.go("/people/")
        hands.follow("Leaves : Asha Penrose")
        hands.date("Last day", TODAY)
        hands.press("Record")

        # It is work of the manager, who sees everything that Asha has and gives it to Tom at once.
        hands.sign_in("team_manager")
        assert hands.sees("Asha Penrose leaves: hand over their work")
        hands.go("/team/")
        hands.follow("Asha Penrose")
        assert hands.sees("2 children allocated")
        assert hands.sees("A safeguarding concern")
        hands.select("Who takes it over?", "Tom Wickham")
        hands.fill("Why does it change hands?", "Asha moves to Hampshire")
        hands.press("Hand over")
        assert hands.sees("Nothing is open that waits on Asha Penrose")
        hands.press("Everything is handed over")
        assert hands.sees("Everything was handed over by")
        hands.go("/")
        assert not hands.sees("hand over their work")

        # The next day: the night found nothing, Asha sees nothing, and Tom has it all.
        clock.shift(dt.timedelta(days=1))
        assert jobs.keep_watch() == 0
        hands.sign_in("colleague")
        assert hands.sees("Zo Ashdown")
        hands.sign_in("team_manager")
        hands.go("/team/")
        assert hands.sees("Nothing waits on nobody")
        assert not hands.faults, "\n".join(hands.faults)
