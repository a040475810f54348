"""A subject reads who looked: people look, the manager prints the plain paper, and writes down who got it."""

from __future__ import annotations

import pytest
import time_machine

from tests import people
from tests.journeys.hands import WAYS, by
from tests.people import NOW, TODAY


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("way", WAYS)
def test_a_subject_reads_who_looked(way: str, request: pytest.FixtureRequest) -> None:
    with time_machine.travel(NOW, tick=True):
        hands = by(way, request)
        child = people.a_child("swindon")
        for key, reason in (
            ("practitioner", "allocated"),
            ("team_manager", "supervision"),
            ("camhs", "specialist"),
            ("school", "setting"),
        ):
            people.grant("swindon", child, key, reason)

        # The worker and a specialist look; a school asks for more than it may see.
        for key in ("practitioner", "camhs"):
            hands.sign_in(key)
            hands.go(f"/children/{child.ref}/")
            assert hands.sees("Zoë")
        hands.sign_in("school")
        assert hands.status(f"/children/{child.ref}/sharing/") == 403

        # Zoë asks who looked. Her worker is one of them: the manager reads the paper first, and gives it.
        hands.sign_in("practitioner")
        assert hands.status(f"/children/{child.ref}/who-looked/paper/") == 403
        hands.sign_in("team_manager")
        hands.go(f"/children/{child.ref}/")
        hands.follow("Who looked")
        hands.follow("In plain words, to give to Zoë or the family")
        assert hands.sees("Who looked at your record")
        assert hands.sees("They are your worker.")
        assert hands.sees("They help you, or were asked to.")
        assert hands.sees("tried to see your record. We did not let them.")
        assert not hands.sees("Asha Penrose")
        hands.follow("Write down that it was given")
        hands.choose("The child")
        hands.fill("How do you know that they may have it?", "I know her, and she asked me herself.")
        hands.date("When?", TODAY)
        hands.choose("We read it together")
        hands.press("Save")
        assert hands.sees("Shared with Zoë")
        assert hands.sees("UK GDPR Art. 15")

        # Whoever answers for her sees that she has it; it is no work for anybody.
        hands.sign_in("practitioner")
        assert not hands.sees("Tell the child and family what was shared")
        hands.go(f"/children/{child.ref}/sharing/")
        assert hands.sees("A paper on who looked at the record, until 20 November 2026")
        assert not hands.faults, "\n".join(hands.faults)
