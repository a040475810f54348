"""Into custody and back: a remand is entered, everybody is told, the SEND team answers, a move, and the way home."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from tests.journeys.hands import WAYS, by
from tests.justice import makers
from tests.people import NOW, TODAY

A_DAY = dt.timedelta(days=1)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_into_custody_and_back(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(NOW, tick=True):
        hands = by(way, request)
        child = makers.a_child()

        # The worker comes from court, and writes down what the court decided the evening before.
        hands.sign_in("practitioner")
        hands.go(f"/children/{child.ref}/")
        hands.follow("The court holds this child")
        hands.choose("Remand to youth detention accommodation")
        hands.date("On which day?", TODAY - A_DAY)
        hands.fill("At what time?", "4:30pm")
        hands.select("Where is the child held?", "Wetherby")
        hands.fill("Home local authority", "Swindon")
        hands.choose("Yes", "Does its SEND team work in this partnership?")
        hands.choose("Not known yet")
        hands.press("Save, and start")
        assert hands.sees("Tell the host authority")
        assert hands.sees("Since detention, and the SEND team is not told")

        # Everybody is told in one form; the work list leads to it.
        hands.go("/")
        assert hands.sees("The SEND team is told where the child is")
        hands.follow("The SEND team is told where the child is")
        assert hands.sees("Why this date?")
        hands.follow("Back")
        hands.press("Write down whom you told")
        for whom in ("Tell the home authority", "Tell the host authority", "Tell the SEND team", "Tell the school"):
            hands.choose(whom)
        hands.select("How?", "Spoken")
        hands.choose("Yes", "Do Zoë and the family know")
        hands.press("Save")
        assert hands.sees("17 hours")
        assert hands.sees("Host authority: Leeds")
        assert hands.sees("Crime and Disorder Act 1998")

        # The school knows the child, and not where the child is.
        hands.sign_in("school")
        hands.go(f"/children/{child.ref}/")
        assert not hands.sees("Wetherby")
        assert not hands.sees("Away from home")

        # The SEND officer finds it in the work, and says that there is a plan.
        hands.sign_in("send_officer")
        hands.follow("The SEND team says whether the child has an EHC plan")
        hands.choose("Has an EHC plan")
        hands.date("When was it last reviewed?", dt.date(2026, 3, 2))
        hands.press("Save")
        assert hands.sees("Send the EHC plan to where the child is held")
        assert not hands.sees("Remand to")
        hands.follow("Custody")
        assert hands.sees("Wetherby")
        assert hands.sees("Told in time")

        # A day of release, then home: what the way back needs begins by itself.
        hands.sign_in("practitioner")
        hands.go("/custody/")
        hands.follow("Zoë Ashdown")
        hands.press("Day of release")
        hands.date("When is release expected?", TODAY + 90 * A_DAY)
        hands.press("Save the day")
        assert hands.sees("Agree where the child will live")
        hands.press("Released, or ended")
        hands.choose("Released")
        hands.press("Save")
        assert hands.sees("Review the EHC plan")
        assert hands.sees("See that the child has begun, or has a day to begin")
        assert not hands.faults, "\n".join(hands.faults)
