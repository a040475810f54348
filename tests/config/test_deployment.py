"""Real use: settings from the environment, migrated as the owner, served as the application's role."""

from __future__ import annotations

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from alongside.config import cluster
from tests.databases import Clone

HOST = "alongside.example.gov.uk"


@pytest.fixture
def production(empty_database: Clone) -> dict[str, str]:
    """An environment as a council would give it, on the test's own database."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ALONGSIDE_", "DATABASE_", "DJANGO_"))}
    return kept | {
        "DATABASE_URL": empty_database.address().url(),
        "DATABASE_OWNER_URL": empty_database.address(cluster.OWNER).url(),
        "DATABASE_SEALER_URL": empty_database.address(cluster.SEALER).url(),
        "ALONGSIDE_SECRET_KEY": "not-a-secret-" * 5,
        "ALONGSIDE_HOSTS": HOST,
        "ALONGSIDE_EMAIL": "smtp://user:password@mail.example:587",
        "ALONGSIDE_TRUSTED_PROXIES": "1",
        "ALONGSIDE_WORKERS": "1",
    }


def alongside(production: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "alongside.config.cli", *arguments],
        env=production,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_migrating_again_changes_nothing_and_check_deploy_finds_what_only_a_test_may_do(
    production: dict[str, str],
) -> None:
    migrated = alongside(production, "migrate", "--quiet")
    assert (migrated.returncode, migrated.stdout, migrated.stderr) == (0, "", "")
    checked = alongside(production, "check-deploy", "--json")
    assert json.loads(checked.stdout)["missing"] == [
        "The database may lose what it acknowledged: set fsync and full_page_writes on."
    ], checked.stderr


def test_check_deploy_finds_a_role_that_passes_row_security_and_one_that_owns(
    production: dict[str, str], empty_database: Clone
) -> None:
    bootstrap, owner = (empty_database.address(role).url() for role in (cluster.BOOTSTRAP, cluster.OWNER))
    for url, sentence in ((bootstrap, "which passes row security"), (owner, "which owns tables")):
        missing = json.loads(alongside(production | {"DATABASE_URL": url}, "check-deploy", "--json").stdout)["missing"]
        assert any(sentence in lack for lack in missing), missing


def test_check_deploy_finds_a_database_that_does_not_answer(production: dict[str, str]) -> None:
    nowhere = {"DATABASE_URL": "postgresql://alongside_app:secret@/alongside?host=/nowhere"}
    said = alongside(production | nowhere, "check-deploy")
    assert said.returncode == 1
    assert "DATABASE_URL does not answer" in said.stdout
    assert "secret" not in said.stdout + said.stderr


@pytest.fixture
def served(production: dict[str, str]) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [sys.executable, "-m", "alongside.config.cli", "serve", "--port", str(port)],
        env=production,
        start_new_session=True,
    )
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            break
        except OSError:
            time.sleep(0.1)
    yield port
    os.killpg(process.pid, signal.SIGTERM)
    process.wait(timeout=30)


def ask(port: int, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path, headers={"Host": HOST} | {k.replace("_", "-"): v for k, v in headers.items()})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer


def test_it_serves_over_https_only_to_its_own_name_with_guarded_cookies_and_no_demonstration(served: int) -> None:
    plain = ask(served, "/sign-in/")
    assert plain.status == 301
    assert plain.headers["Location"] == f"https://{HOST}/sign-in/"

    page = ask(served, "/sign-in/", X_Forwarded_Proto="https")
    assert page.status == 200
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy
    assert page.headers["Strict-Transport-Security"]
    assert page.headers["X-Frame-Options"] == "DENY"
    for cookie in page.headers.get_all("Set-Cookie") or []:
        assert cookie.startswith("__Host-")
        assert "Secure" in cookie
        assert "HttpOnly" in cookie

    assert ask(served, "/sign-in/", X_Forwarded_Proto="https", Host="evil.example").status == 400
    door = ask(served, "/demonstration/people/", X_Forwarded_Proto="https")
    nothing = ask(served, "/nothing/of/the/kind/", X_Forwarded_Proto="https")
    assert (door.status, door.length) == (nothing.status, nothing.length)
    assert door.status == 404
