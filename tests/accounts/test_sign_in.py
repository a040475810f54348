"""Signing in: password, second factor, throttling, time-outs, leavers, and the form that was held."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.test import Client

from alongside.accounts.models import Draft, HeldPost, User
from alongside.audit.models import Event
from alongside.partnerships import commands as partnerships
from tests import people
from tests.people import NOW

pytestmark = [pytest.mark.usefixtures("database")]

PASSWORD = "three otters at dawn"


def give_password(key: str = "practitioner") -> User:
    user = User.objects.get(email=people.email("swindon", key))
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def post_sign_in(client: Client, email: str, password: str) -> object:
    return client.post("/sign-in/", {"login": email, "password": password})


def code_for(secret: str) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_nobody_acts_for_an_agency_without_a_second_factor() -> None:
    user = give_password()
    client = Client()

    post_sign_in(client, user.email, PASSWORD)
    chosen = client.get("/acting-for/")

    assert chosen.headers["Location"] == "/second-factor/totp/activate/"
    assert client.get("/people/").headers["Location"].startswith("/acting-for/")


def test_password_then_second_factor_then_the_agency() -> None:
    user = give_password()
    client = Client()
    post_sign_in(client, user.email, PASSWORD)
    page = client.get("/second-factor/totp/activate/").content.decode()
    secret = re.search(r'app-key">(\w+)<', page).group(1)  # type: ignore[union-attr]

    client.post("/second-factor/totp/activate/", {"code": code_for(secret)})
    chosen = client.get("/acting-for/")

    assert chosen.status_code == 302
    assert client.session["membership_id"]
    stored = Authenticator.objects.get(user=user, type="totp").data["secret"]
    assert secret not in stored


def test_a_wrong_password_and_an_unknown_person_read_the_same() -> None:
    user = give_password()

    wrong = post_sign_in(Client(), user.email, "not the password")
    unknown = post_sign_in(Client(), "nobody@swindon.example", "not the password")

    def words(response: object) -> str:
        text = response.content.decode()  # type: ignore[attr-defined]
        text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", text)
        return text.replace(user.email, "X").replace("nobody@swindon.example", "X")

    assert words(wrong) == words(unknown)


def test_guessing_is_throttled_for_the_account() -> None:
    user = give_password()
    for _ in range(6):
        post_sign_in(Client(), user.email, "not the password")
    client = Client()

    post_sign_in(client, user.email, PASSWORD)

    assert "_auth_user_id" not in client.session


def guesses(email: str, number: int, address: str) -> None:
    for _ in range(number):
        Client(REMOTE_ADDR=address).post("/sign-in/", {"login": email, "password": "not the password"})


def signs_in(client: Client, email: str) -> bool:
    """Whether the password opens the door; the second factor comes after."""
    post_sign_in(client, email, PASSWORD)
    return "_auth_user_id" in client.session


def test_a_stranger_elsewhere_does_not_lock_the_owner_out() -> None:
    user = give_password()
    guesses(user.email, 6, "203.0.113.9")

    assert not signs_in(Client(REMOTE_ADDR="203.0.113.9"), user.email)
    assert signs_in(Client(REMOTE_ADDR="198.51.100.7"), user.email)


def test_many_addresses_guess_no_faster_and_the_owners_own_browser_still_opens() -> None:
    user = give_password()
    own = Client(REMOTE_ADDR="198.51.100.7")
    assert signs_in(own, user.email)
    own.post("/sign-out/")
    for number in range(10):
        guesses(user.email, 4, f"203.0.113.{number}")

    assert not signs_in(Client(REMOTE_ADDR="192.0.2.1"), user.email), "An address that has guessed nothing yet"
    assert signs_in(own, user.email)


def test_a_known_browser_guesses_no_faster_either_and_its_cookie_is_good_for_its_own_account() -> None:
    user, other = give_password(), give_password("colleague")
    own = Client()
    assert signs_in(own, user.email)
    own.post("/sign-out/")
    cookie = next(name for name in own.cookies if "device" in name)
    assert user.email not in own.cookies[cookie].value
    for _ in range(5):
        post_sign_in(own, user.email, "not the password")
    assert not signs_in(own, user.email)

    for number in range(10):
        guesses(other.email, 4, f"203.0.113.{number}")
    assert not signs_in(own, other.email)


def test_a_leaver_loses_access_at_the_next_request() -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        people.sign_in(client, "swindon", "administrator")
        assert client.get("/people/").status_code == 200
        with people.acting("swindon", "administrator") as actor:
            founder = partnerships.founder(people.partnership("swindon"))
            partnerships.end_membership(
                actor=founder,
                membership=people.membership_of("swindon", "administrator"),
                to_on=people.TODAY - dt.timedelta(days=1),
                now=NOW,
            )
            assert actor.name

        assert client.get("/people/").headers["Location"].startswith("/acting-for/")


def test_an_idle_session_ends_and_what_was_sent_after_it_is_held() -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        people.sign_in(client, "swindon", "administrator")
        client.get("/people/")
    with time_machine.travel(NOW + dt.timedelta(minutes=31), tick=False):
        late = client.post("/people/add/", {"name": "Wren Ashby", "form_key": "2f0d1c1e-92a7-4a38-8a1b-0d7a6b0f6d01"})

    assert late.headers["Location"].startswith("/sign-in/")
    again = Client()
    with time_machine.travel(NOW + dt.timedelta(minutes=35), tick=False):
        people.sign_in(again, "swindon", "administrator")
        page = again.get("/held-form/").content.decode()

    assert "Wren Ashby" in page
    with people.acting("swindon", "administrator"):
        assert HeldPost.objects.get().path == "/people/add/"
    other = Client()
    with time_machine.travel(NOW + dt.timedelta(minutes=35), tick=False):
        people.sign_in(other, "swindon", "governance_lead")
        assert other.get("/held-form/").status_code == 302


def test_what_is_typed_is_kept_and_comes_back_on_its_page() -> None:
    client = Client()
    people.sign_in(client, "swindon", "administrator")
    kept = client.post("/drafts/?page=/people/add/", {"name": "Wren Ashby", "from_on-day": "3"})

    page = client.get("/people/add/").content.decode()

    assert kept.status_code == 204
    assert 'value="Wren Ashby"' in page
    assert "There is a problem" not in page
    with people.acting("hampshire", "administrator"):
        assert Draft.objects.count() == 0


def test_a_session_for_an_agency_leaves_a_trace() -> None:
    client = Client()
    user = give_password()
    Authenticator.objects.create(user=user, type="totp", data={"secret": "x"})
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()

    client.get("/acting-for/")

    with people.acting("swindon", "practitioner"):
        assert Event.objects.filter(action="partnerships.session.began").count() == 1


def test_the_demonstrations_door_does_not_exist_outside_it() -> None:
    assert Client().get("/demonstration/people/").status_code == 404
