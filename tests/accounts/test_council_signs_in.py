"""The council's own sign-in with a provider of OpenID Connect that runs: discovery, code, token, and who it is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from oidc_provider_mock import User, run_server_in_thread

from tests import people
from tests.architecture import house
from tests.databases import Clone

pytestmark = pytest.mark.browser

SERVE = """
import sys, django; django.setup()
from tests import browsers
with browsers.served() as address:
    print(address, flush=True)
    sys.stdin.read()
"""
WORKER = people.email("swindon", "practitioner")


@pytest.fixture
def address(database: Clone) -> Iterator[str]:
    """Alongside in a process of its own, since its addresses depend on whether there is a provider."""
    known = [
        User(sub="worker", claims={"email": WORKER, "email_verified": True}),
        User(sub="unsure", claims={"email": WORKER, "email_verified": False}),
        User(sub="stranger", claims={"email": "nobody@swindon.example", "email_verified": True}),
    ]
    with run_server_in_thread(user_claims=known) as provider:
        environment = {name: value for name, value in os.environ.items() if not name.startswith("ALONGSIDE_")}
        environment |= {
            "ALONGSIDE_MODE": "test",
            "DJANGO_SETTINGS_MODULE": "alongside.config.settings",
            "DATABASE_URL": database.address().url(),
            "ALONGSIDE_OIDC_ISSUER": f"http://127.0.0.1:{provider.server_port}",
            "ALONGSIDE_OIDC_CLIENT_ID": "alongside",
            "ALONGSIDE_OIDC_CLIENT_SECRET": "not-a-secret",
            "ALONGSIDE_OIDC_NAME": "your council account",
        }
        web = subprocess.Popen(
            [sys.executable, "-c", SERVE],
            cwd=house.ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert web.stdout is not None
        yield web.stdout.readline().strip()
        web.communicate("", timeout=20)


def test_only_who_was_added_comes_in_through_the_council(address: str, browser: Any) -> None:
    arrived = {who: _arrive(address, browser, who) for who in ("worker", "unsure", "stranger")}

    assert "My work" in arrived["worker"]
    for who in ("unsure", "stranger"):
        assert "My work" not in arrived[who]
    assert arrived["unsure"] == arrived["stranger"], "nothing tells whether somebody has an account"


def _arrive(address: str, browser: Any, who: str) -> str:
    """The words of the page on which somebody arrives who signs in at the provider as this person."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.goto("/sign-in/")
    page.get_by_role("button", name="council account").click()
    page.get_by_role("button", name=who).click()
    page.wait_for_url(f"{address}/**")
    words: str = page.locator("main").inner_text()
    context.close()
    return words
