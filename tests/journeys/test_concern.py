"""A child may be at risk of harm now: said from anywhere, in a minute, and in somebody's work until it is closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from alongside.children.models import Child, Concern
from alongside.referrals.models import Referral
from tests import people
from tests.journeys.hands import Hands, Keyboard
from tests.needs import makers as needs
from tests.people import NOW, acting
from tests.referrals import makers as referrals

HARM = "This child may be at risk of harm now"
TELL = "Tell social care about a child at risk of harm"
CLOSE = "Close a safeguarding concern"
OPEN = "A safeguarding concern is open"
HEARD = "You were told of a safeguarding concern"
SAW = "He has a bruise on his arm and will not go home."


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


@pytest.fixture(params=["mouse", "keyboard", "without scripts"])
def hands(request: pytest.FixtureRequest) -> Hands:
    """These pages are looked over by axe in ``test_every_page``."""
    if request.param == "without scripts":
        return Hands(request.getfixturevalue("browser_page_without_scripts"), scripts=False)
    way: type[Hands] = Keyboard if request.param == "keyboard" else Hands
    return way(request.getfixturevalue("browser_page"), examines=False)


def in_my_work(hands: Hands, key: str, slug: str = "swindon") -> bool:
    """Whether this person's work asks for something about a child at risk of harm."""
    hands.sign_in(key, slug)
    return any(hands.sees(asked) for asked in (TELL, HEARD, CLOSE, OPEN))


def say(hands: Hands) -> None:
    """From the page where one is: press, write one thing, send. Nothing else has to be filled in."""
    hands.press(HARM)
    hands.fill("What are you worried about?", SAW)
    hands.press("Record the concern")
    assert hands.sees("Not told yet")


def tell(hands: Hands) -> None:
    """On the same day, from my work: whom one spoke to."""
    hands.go("/")
    assert hands.sees("today")
    hands.follow(TELL)
    hands.select("Whom did you speak to in social care?", "Mina Okafor")
    hands.date("On what day?", people.TODAY)
    hands.fill("At what time?", "9:50am")
    hands.press("Save")
    assert hands.sees("Mina Okafor")
    assert hands.sees("was told on 20 November 2026 at 9:50am by")


def close(hands: Hands) -> None:
    hands.follow(CLOSE)
    hands.fill("What did social care decide", "A social worker sees him at school this afternoon.")
    hands.press("Close the concern")
    assert hands.sees("A social worker sees him at school this afternoon.")


def test_a_school_says_so_in_the_middle_of_a_referral_that_goes_no_further(hands: Hands) -> None:
    hands.sign_in("school")
    hands.press("Refer a child")
    say(hands)

    assert not in_my_work(hands, "stranger")
    assert not in_my_work(hands, "front_door", "hampshire")
    assert in_my_work(hands, "school")
    tell(hands)
    assert in_my_work(hands, "social_care"), "Social care was told, and does not see it"
    assert in_my_work(hands, "school"), "A concern left the work of whoever raised it before it was closed"
    # There is no record and no referral, so the front door answers for the child.
    assert in_my_work(hands, "front_door")
    close(hands)

    for key in ("school", "front_door"):
        assert not in_my_work(hands, key)
    with acting("swindon", "front_door"):
        assert not Referral.objects.exists()
        assert not Child.objects.filter(created_at__gte=NOW).exists()
    assert hands.faults == []


@pytest.mark.parametrize("hands", ["keyboard"], indirect=True)
def test_a_worker_and_a_specialist_say_so_before_anybody_agreed_to_anything(hands: Hands) -> None:
    child = needs.a_screened_child()
    support = needs.support_of(child)

    hands.sign_in("specialist")
    hands.go(f"/children/{child.ref}/supports/{support.ref}/decline/")
    say(hands)
    assert in_my_work(hands, "practitioner"), "Whoever answers for the child does not hear of it"
    assert in_my_work(hands, "specialist")
    tell(hands)
    assert in_my_work(hands, "practitioner")
    close(hands)
    assert not in_my_work(hands, "specialist")

    hands.sign_in("practitioner")
    hands.follow("Zoë Ashdown", exact=True)
    hands.follow("Record a contact")
    say(hands)
    tell(hands)
    hands.go("/")
    close(hands)
    assert not in_my_work(hands, "practitioner")
    assert hands.faults == []


@pytest.mark.parametrize("hands", ["without scripts"], indirect=True)
def test_a_child_under_ten_is_signposted_and_only_the_concern_is_kept(hands: Hands) -> None:
    referral = referrals.received(born_on=referrals.UNDER_TEN, given_name="Tamsin", family_name="Quillfeather")

    hands.sign_in("front_door")
    hands.go(f"/referrals/{referral.ref}/")
    say(hands)
    hands.go(f"/referrals/{referral.ref}/")
    hands.press("Decide what happens next")
    hands.choose("I have told the referrer where to turn")
    hands.press("Signpost and erase")
    assert hands.sees("Nothing about the child was kept.")

    assert in_my_work(hands, "front_door")
    tell(hands)
    hands.go("/")
    close(hands)
    with acting("swindon", "front_door"):
        assert [concern.what for concern in Concern.objects.all()] == [SAW]
        assert kept_words(Referral.objects.get(pk=referral.pk)) & {"Tamsin", "Quillfeather", "Mel Ashdown"} == set()
    hands.go(f"/referrals/{referral.ref}/")
    assert not hands.sees("Tamsin")
    assert hands.faults == []


def kept_words(row: Any) -> set[str]:
    """Every text of a row."""
    return {str(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def test_what_was_half_written_is_still_there_after_saying_it(browser_page: Any) -> None:
    hands = Hands(browser_page, examines=False)
    hands.sign_in("school")
    hands.press("Refer a child")
    hands.fill("First name", "Jakub")
    hands.fill("Last name", "Wrona")
    say(hands)

    hands.sign_in("school")
    hands.press("Refer a child")
    assert hands.page.get_by_label("First name").input_value() == "Jakub"
