"""A long form outlives its session: the time-out loses no word, with scripts and without."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time

from alongside.accounts.models import Draft, HeldPost, User
from alongside.referrals.models import Referral
from tests import people
from tests.journeys.hands import Hands
from tests.people import NOW, acting

PASSWORD = "three otters at dawn"
GOOD_AT = "Kind to younger pupils.\nKnows everything about birds."
CONCERN = "He walks out of lessons and sits with older boys by the station."


@pytest.fixture
def moving() -> Iterator[Any]:
    """The server's clock, which a test moves on."""
    with time_machine.travel(NOW, tick=True) as traveller:
        yield traveller


class Door:
    """A school's own way in: password, then the code of the app on the phone."""

    def __init__(self, hands: Hands) -> None:
        self.hands = hands
        self.secret = ""
        user = User.objects.get(email=people.email("swindon", "school"))
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])

    def pass_through(self) -> None:
        hands = self.hands
        hands.fill("Work e-mail address", people.email("swindon", "school"))
        hands.fill("Password", PASSWORD)
        hands.press("Sign in")
        if not self.secret:
            self.secret = hands.page.locator(".app-key").inner_text()
            hands.fill("Code that the app shows", self._code())
        else:
            hands.fill("Code from your authenticator app", self._code())
        hands.press("Continue")

    def _code(self) -> str:
        return str(format_hotp_value(hotp_value(self.secret, next(iter(yield_hotp_counters_from_time())))))


def half_a_referral(hands: Hands) -> None:
    """All of the long form, not sent yet."""
    hands.go("/")
    hands.press("Refer a child")
    hands.fill("First name", "Jakub")
    hands.fill("Last name", "Wrona")
    hands.date("Date of birth", dt.date(2013, 3, 9))
    hands.press("Continue")
    hands.fill("What is the child good at?", GOOD_AT)
    hands.fill("What are you worried about?", CONCERN)
    hands.choose("The influence of friends, family and associates")
    hands.choose("Their own behaviour")
    hands.fill("Parent's or carer's name", "Marta Wrona")
    hands.choose("Yes, they know")
    hands.select("Where does the child live?", "North swindon")


def nothing_was_lost() -> None:
    """One referral, word for word, and nothing left lying about."""
    with acting("swindon", "front_door"):
        sent = Referral.objects.get()
        assert (sent.given_name, sent.family_name, sent.born_on) == ("Jakub", "Wrona", dt.date(2013, 3, 9))
        assert sent.concern == CONCERN
        assert sent.strengths.replace("\r\n", "\n") == GOOD_AT
        assert sorted(sent.grounds) == ["behaviour", "influence"]
        assert (sent.carer_name, sent.carers_know) == ("Marta Wrona", "yes")
        assert sent.locality is not None
    with acting("swindon", "school"):
        assert not Draft.objects.filter(path__contains=sent.ref).exists()
        assert not HeldPost.objects.exists()


def test_with_scripts_a_warning_comes_and_the_draft_waits(browser_page: Any, moving: Any) -> None:
    hands, page = Hands(browser_page, examines=False), browser_page
    page.clock.install()
    hands.go("/sign-in/")
    door = Door(hands)
    door.pass_through()
    half_a_referral(hands)
    form = page.url

    with page.expect_response("**/drafts/**"):
        page.clock.run_for(6_000)
    page.get_by_text("Draft kept at").wait_for()
    page.clock.fast_forward("24:00")
    assert not page.locator("dialog").is_visible()
    page.clock.fast_forward("01:05")
    page.locator("dialog").wait_for()
    assert hands.sees("To keep records safe you will be signed out in 5 minutes.")
    moving.shift(dt.timedelta(minutes=31))
    page.clock.fast_forward("05:00")
    page.get_by_role("heading", name="You were signed out").wait_for()
    assert not hands.sees("Jakub")

    hands.press("Sign in")
    door.pass_through()
    assert page.url == form, "Signing in again does not lead back to the form"
    assert page.get_by_label("What are you worried about?").input_value() == CONCERN
    hands.press("Send the referral")
    assert hands.sees("What happens next")
    nothing_was_lost()


def test_with_scripts_somebody_who_is_still_there_stays(browser_page: Any, moving: Any) -> None:
    hands, page = Hands(browser_page, examines=False), browser_page
    page.clock.install()
    hands.sign_in("school")
    half_a_referral(hands)

    page.clock.fast_forward("25:05")
    page.locator("dialog").wait_for()
    moving.shift(dt.timedelta(minutes=25))
    with page.expect_response("**/stay-signed-in/"):
        page.get_by_role("button", name="Stay signed in").click()
    moving.shift(dt.timedelta(minutes=20))
    hands.press("Send the referral")
    assert hands.sees("What happens next")
    nothing_was_lost()


def test_without_scripts_what_is_sent_too_late_is_held(browser_page_without_scripts: Any, moving: Any) -> None:
    hands = Hands(browser_page_without_scripts, scripts=False)
    hands.go("/sign-in/")
    door = Door(hands)
    door.pass_through()
    half_a_referral(hands)

    moving.shift(dt.timedelta(minutes=31))
    hands.press("Send the referral")
    assert hands.sees("Sign in")
    assert not hands.sees("Jakub")
    with acting("swindon", "front_door"):
        assert not Referral.objects.exists()

    door.pass_through()
    assert hands.sees("Your answers were kept")
    assert hands.sees(CONCERN)
    hands.press("Send it now")
    assert hands.sees("What happens next")
    nothing_was_lost()
    hands.go("/held-form/")
    assert not hands.sees("Your answers were kept")
