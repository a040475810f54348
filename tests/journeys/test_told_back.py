"""A view is told back: a child speaks, it is heard, it waits with an owner and a date, and the child is told."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from tests import people
from tests.journeys.hands import WAYS, by
from tests.people import NOW, TODAY

WORDS = "Lunch is too loud. I go hungry because I hide."
CHANGED = "You may eat in the library, with one friend"


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_a_view_is_told_back(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(NOW, tick=True):
        hands = by(way, request)
        child = people.a_child("swindon")
        people.grant("swindon", child, "practitioner", "allocated")
        people.grant("swindon", child, "camhs", "specialist")

        # A specialist hears it, three weeks ago by now.
        hands.sign_in("camhs")
        hands.go(f"/children/{child.ref}/")
        hands.follow("Record what Zoë said")
        hands.fill("What did the child say?", WORDS)
        hands.choose("Drawing or writing")
        hands.choose("Who they are, family")
        hands.date("When?", TODAY - dt.timedelta(days=21))
        hands.press("Save")

        # It waits with the allocated worker, and is late.
        hands.sign_in("practitioner")
        assert hands.sees("Tell the child what changed because of what they said")
        hands.go(f"/children/{child.ref}/voices/")
        assert hands.sees("Asha Penrose tells Zoë what came of it")
        assert hands.sees("7 days late")
        hands.follow("Tell Zoë what changed")
        assert hands.sees(WORDS)
        hands.fill("What changed because of it?", CHANGED)
        hands.press("Save")

        # The child was told: everybody who reads the record sees it, and nobody owes anything.
        hands.go("/")
        assert not hands.sees("Tell the child what changed because of what they said")
        hands.sign_in("camhs")
        hands.go(f"/children/{child.ref}/voices/")
        assert hands.sees(CHANGED)
        assert hands.sees("Zoë was told on 20 November 2026")
        assert not hands.sees("has not been told yet")
        assert not hands.faults, "\n".join(hands.faults)
