"""The council's own sign-in: there when the settings name a provider, and only for people who were added."""

from __future__ import annotations

import os
import subprocess
import sys
from types import SimpleNamespace

import pytest
from django.test import RequestFactory

from alongside.accounts.adapter import SocialAccountAdapter
from tests import people
from tests.architecture import house

PROVIDER = {
    "ALONGSIDE_OIDC_ISSUER": "https://login.council.example",
    "ALONGSIDE_OIDC_CLIENT_ID": "alongside",
    "ALONGSIDE_OIDC_CLIENT_SECRET": "not-a-secret",
    "ALONGSIDE_OIDC_NAME": "your council account",
}
ASK = (
    "import django; django.setup();"
    "from django.urls import reverse, NoReverseMatch\n"
    "try: print(reverse('openid_connect_login', kwargs={'provider_id': 'council'}))\n"
    "except NoReverseMatch: print('none')\n"
    "from alongside.web.context import council_sign_in; print(council_sign_in())"
)


def told(**variables: str) -> str:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
    environment |= {"ALONGSIDE_MODE": "test", "DJANGO_SETTINGS_MODULE": "alongside.config.settings", **variables}
    done = subprocess.run(
        [sys.executable, "-c", ASK], cwd=house.ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_the_council_signs_in_by_settings() -> None:
    assert "/council/oidc/council/login/" in told(**PROVIDER)
    assert "your council account" in told(**PROVIDER)
    assert told().split() == ["none", "None"]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "email,is_verified,connected",
    [
        (people.email("swindon", "practitioner"), True, True),
        (people.email("swindon", "practitioner"), False, False),
        ("nobody@swindon.example", True, False),
    ],
)
def test_only_people_whom_an_administrator_added(email: str, is_verified: bool, connected: bool) -> None:
    joined: list[str] = []
    arriving = SimpleNamespace(
        is_existing=False,
        user=SimpleNamespace(email=email),
        email_addresses=[SimpleNamespace(email=email, verified=is_verified)],
        connect=lambda request, person: joined.append(person.email),
    )
    request = RequestFactory().get("/")

    SocialAccountAdapter().pre_social_login(request, arriving)

    assert joined == ([email] if connected else [])
    assert not SocialAccountAdapter().is_open_for_signup(request, arriving)
