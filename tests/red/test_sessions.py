"""Sessions as somebody would try them who wants in: the second factor, the browser's memory, what a time-out keeps."""

from __future__ import annotations

import datetime as dt
import re
import uuid
from typing import cast

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value, yield_hotp_counters_from_time
from django.conf import settings
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse

from alongside.accounts.http import Request
from alongside.accounts.models import Draft, HeldPost, User
from alongside.partnerships.views import step_in
from tests import people
from tests.people import NOW

pytestmark = [pytest.mark.usefixtures("database")]

PASSWORD = "three otters at dawn"


def _user(key: str = "practitioner") -> User:
    user = User.objects.get(email=people.email("swindon", key))
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def _with_password(user: User, **headers: str) -> Client:
    client = Client(**headers)  # type: ignore[arg-type]
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})
    return client


def _set_up_second_factor(client: Client) -> None:
    page = client.get("/second-factor/totp/activate/").content.decode()
    secret = re.search(r'app-key">(\w+)<', page).group(1)  # type: ignore[union-attr]
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    assert client.post("/second-factor/totp/activate/", {"code": code}).status_code == 302


def test_a_session_that_began_with_the_password_alone_does_not_gain_by_a_second_factor_set_up_elsewhere() -> None:
    user = _user()
    thief, owner = _with_password(user), _with_password(user)
    assert "_auth_user_id" in thief.session

    _set_up_second_factor(owner)

    assert "membership_id" not in thief.session
    answer = thief.get("/acting-for/")
    assert answer.headers["Location"].startswith("/second-factor/reauthenticate/")
    assert "membership_id" not in thief.session
    assert owner.get("/acting-for/").status_code == 302
    assert owner.session["membership_id"]


def test_with_the_password_alone_no_page_of_ours_opens() -> None:
    client = _with_password(_user())

    for address in ("/", "/search/", "/referrals/", "/panels/", "/drafts/", "/held-form/", "/team/", "/people/"):
        answer = client.get(address)
        assert answer.status_code in (302, 404, 405), address
        if answer.status_code == 302:
            assert answer.headers["Location"].startswith("/acting-for/"), address


def test_the_second_factor_is_not_switched_off_and_its_codes_are_not_shown_to_a_bare_password() -> None:
    user = _user()
    owner = _with_password(user)
    _set_up_second_factor(owner)

    owner.post("/second-factor/totp/deactivate/", {})
    late = _with_password(user)
    seen = late.get("/second-factor/recovery-codes/")

    assert "_auth_user_id" not in late.session
    assert seen.status_code == 302
    assert seen.headers["Location"].startswith("/sign-in/")
    assert user.authenticator_set.filter(type="totp").exists()  # type: ignore[attr-defined]


def test_a_new_password_ends_every_other_session() -> None:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    assert client.get("/").status_code == 200

    _user()

    assert client.get("/").headers["Location"].startswith("/sign-in/")


def test_a_session_given_before_signing_in_is_not_the_one_after_it() -> None:
    user, client = _user(), Client()
    client.get("/sign-in/")
    session = client.session
    session["planted"] = True
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    client.post("/sign-in/", {"login": user.email, "password": PASSWORD})

    assert client.session.session_key != session.session_key


def test_guessing_from_many_pretended_addresses_is_still_one_address() -> None:
    user = _user()
    for number in range(11):
        Client(HTTP_X_FORWARDED_FOR=f"198.51.100.{number}").post(
            "/sign-in/", {"login": f"nobody{number}@swindon.example", "password": "not the password"}
        )

    client = _with_password(user, HTTP_X_FORWARDED_FOR="203.0.113.9")

    assert "_auth_user_id" not in client.session


def test_no_page_of_somebody_signed_in_stays_in_the_browser() -> None:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    client = Client()
    people.sign_in(client, "swindon", "practitioner")

    for address in ("/", f"/children/{child.ref}/", "/search/", "/children/C-000000/"):
        assert client.get(address).headers["Cache-Control"] == "no-store", address


def test_every_page_refuses_frames_and_scripts_of_others() -> None:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")

    headers = client.get("/").headers

    assert headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", ["/sign-in/again/", "/password/change/", "/second-factor/reauthenticate/"])
def test_a_password_sent_after_a_time_out_is_kept_nowhere(address: str) -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        people.sign_in(client, "swindon", "practitioner")
        client.get("/")
    with time_machine.travel(NOW + dt.timedelta(minutes=31), tick=False):
        client.post(address, {"password": PASSWORD, "oldpassword": PASSWORD, "code": "123456"})

    with people.acting("swindon", "practitioner"):
        assert not HeldPost.objects.exists()


def test_what_a_page_sends_by_itself_after_a_time_out_is_not_held_as_a_form() -> None:
    client = Client()
    with time_machine.travel(NOW, tick=False):
        people.sign_in(client, "swindon", "practitioner")
        client.get("/")
    with time_machine.travel(NOW + dt.timedelta(minutes=31), tick=False):
        client.post("/drafts/?page=/search/", {"given_name": "Zoë"})

    with people.acting("swindon", "practitioner"):
        assert not HeldPost.objects.exists()


def test_a_draft_is_its_writers_alone() -> None:
    writer, other, away = Client(), Client(), Client()
    people.sign_in(writer, "swindon", "practitioner")
    people.sign_in(other, "swindon", "colleague")
    people.sign_in(away, "hampshire", "practitioner")
    words = "Only I typed this about a child"

    writer.post("/drafts/?page=/concerns/raise/", {"what": words})
    with people.acting("swindon", "practitioner"):
        kept = Draft.objects.count()

    assert kept <= 1
    for client in (other, away):
        assert words not in client.get("/concerns/raise/").content.decode()


def test_a_form_key_of_somebody_else_neither_blocks_nor_shows_where_it_led() -> None:
    first, second = Client(), Client()
    people.sign_in(first, "swindon", "practitioner")
    people.sign_in(second, "swindon", "colleague")
    key = str(uuid.uuid4())
    typed = {
        "form_key": key,
        "named": "A boy in Year 9",
        "what": "He said that he is afraid to go home.",
    }
    address = reverse("children:raise_concern")
    mine = first.post(address, typed)
    theirs = second.post(address, typed)

    assert mine.status_code == theirs.status_code == 302
    assert mine.headers["Location"] != theirs.headers["Location"]


@pytest.mark.parametrize(
    "wanted", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_in(wanted: str) -> None:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    session = client.session
    session["stepped_in"] = True
    session.save()
    with people.acting("swindon", "practitioner"):
        ref = people.membership_of("swindon", "practitioner").ref

    answer = client.post("/acting-for/", {"membership": ref, "next": wanted})

    assert answer.headers["Location"] == "/"


def test_stepping_in_exists_only_in_the_demonstration() -> None:
    assert not settings.DEMONSTRATION
    person = User.objects.get(email=people.email("swindon", "practitioner"))
    request = RequestFactory().post("/step-in/", {"person": person.ref})

    with pytest.raises(Http404):
        step_in(cast("Request", request))
    with pytest.raises(NoReverseMatch):
        reverse("partnerships:step_in")


def test_signing_out_takes_a_post() -> None:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")

    client.get("/sign-out/")
    assert client.get("/").status_code == 200
    client.post("/sign-out/")
    assert client.get("/").headers["Location"].startswith("/sign-in/")


def test_a_post_without_a_token_of_ours_changes_nothing() -> None:
    client = Client(enforce_csrf_checks=True)
    people.sign_in(client, "swindon", "practitioner")
    for address in (reverse("children:raise_concern"), "/search/", "/sign-out/", "/drafts/?page=/", "/acting-for/"):
        assert client.post(address, {"what": "x"}).status_code == 403, address


def test_a_hat_of_another_person_cannot_be_put_on() -> None:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    session = client.session
    session["stepped_in"] = True
    session.save()
    for slug, key in (("swindon", "team_manager"), ("hampshire", "practitioner")):
        with people.acting(slug, key):
            ref = people.membership_of(slug, key).ref
        answer = client.post("/acting-for/", {"membership": ref})
        assert answer.status_code == 200
    assert client.session["membership_id"] == people.actor("swindon", "practitioner").membership_id


def test_a_session_that_carries_the_hat_of_another_person_acts_for_nobody() -> None:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    session = client.session
    session["membership_id"] = people.actor("swindon", "team_manager").membership_id
    session.save()

    assert client.get("/").headers["Location"].startswith("/acting-for/")
