"""A child moves from Swindon to Hampshire: what helps travels, the door there accepts, and a worker takes it over."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine

from tests.journeys.hands import WAYS, by
from tests.people import NOW, TODAY
from tests.web import makers


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_a_child_moves_from_swindon_to_hampshire(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(NOW + dt.timedelta(minutes=30), tick=True):
        story = makers.a_story()
        hands = by(way, request)

        # The worker in Swindon sends a copy of what the law lets travel.
        hands.sign_in("practitioner")
        hands.go(f"/children/{story.child.ref}/")
        hands.follow("Move to another area")
        hands.choose("Hampshire Area Partnership")
        hands.choose("Transfer")
        hands.date("When does the child move?", TODAY + dt.timedelta(days=7))
        hands.fill("What should they know first?", "She moves to her aunt. Football must not stop.")
        hands.choose("Youth justice services together")
        hands.choose("Not yet: it becomes work due")
        hands.press("Send")
        assert hands.sees("Waiting for their answer")
        hands.follow("The line in the sharing ledger")
        assert hands.sees("Hampshire Area Partnership")

        # The front door in Hampshire reads it, and accepts. It sees nothing else of Swindon.
        hands.sign_in("front_door", "hampshire")
        assert hands.status(f"/children/{story.child.ref}/") == 404
        hands.go("/")
        hands.follow("A child moves here from Swindon Area Partnership")
        assert hands.sees("Walk and talk.")
        assert hands.sees("Football must not stop")
        hands.choose("Yes")
        hands.press("Answer")
        assert hands.sees("Transfer from Swindon Area Partnership")

        # The worker in Swindon hears it, and our work ends.
        hands.sign_in("practitioner")
        hands.follow("Hampshire Area Partnership takes")
        hands.press("They took over: end our work")
        assert not hands.sees("Hampshire Area Partnership takes")
        assert not hands.faults, "\n".join(hands.faults)
