"""The environment is read typed, and refused with a sentence."""

from __future__ import annotations

from typing import Any

import pytest

from alongside.config import env

KEY = "k" * 50
FULL = {
    "DATABASE_URL": "postgresql://alongside_app:p%40ss@db.example/alongside?sslmode=verify-full",
    "DATABASE_OWNER_URL": "postgresql://alongside_owner:pass@db.example/alongside",
    "DATABASE_SEALER_URL": "postgresql://alongside_sealer:pass@db.example/alongside",
    "ALONGSIDE_SECRET_KEY": KEY,
    "ALONGSIDE_HOSTS": "alongside.example.gov.uk",
    "ALONGSIDE_EMAIL": "smtp://user:password@mail.example:587",
}


def test_nothing_set_is_production_that_lacks_what_it_needs() -> None:
    environment = env.read({})
    assert environment.mode == "production"
    assert environment.https
    assert environment.hosts == ()
    assert len(env.missing_for_production(environment)) == 5


def test_everything_set_lacks_nothing() -> None:
    assert env.missing_for_production(env.read(FULL)) == []


def test_only_the_worker_needs_the_sealers_address() -> None:
    web = env.read({name: value for name, value in FULL.items() if name != "DATABASE_SEALER_URL"})
    assert env.missing_for_production(web, sealing=False) == []
    assert len(env.missing_for_production(web)) == 1


@pytest.mark.parametrize(
    "change, sentence",
    [
        ({"ALONGSIDE_MODE": "prod"}, "must be one of production, demonstration, test; it is 'prod'"),
        ({"ALONGSIDE_SECRETKEY": KEY}, "does not know ALONGSIDE_SECRETKEY"),
        (
            {"ALONGSIDE_STAFF_NAMES": "yes"},
            "ALONGSIDE_STAFF_NAMES is no longer read. Each partnership",
        ),
        ({"ALONGSIDE_SECRET_KEY": "short"}, "must have at least 50 characters; it has 5"),
        ({"ALONGSIDE_HOSTS": "*"}, "must name hosts"),
        ({"ALONGSIDE_HTTPS": "true"}, "must be one of yes, no"),
        ({"ALONGSIDE_TRUSTED_PROXIES": "6"}, "a whole number from 0 to 5"),
        ({"ALONGSIDE_TRUSTED_PROXIES": "-1"}, "a whole number from 0 to 5"),
        ({"ALONGSIDE_WORKERS": "٣"}, "a whole number from 1 to 64"),
        ({"ALONGSIDE_LOCAL": "here"}, "must be an absolute folder"),
        ({"ALONGSIDE_EMAIL": "mail.example"}, "must be console, file, or smtp://"),
        ({"ALONGSIDE_DEMONSTRATION_DATE": "22/11/2026"}, "must be a date such as 2026-11-22"),
        ({"DATABASE_URL": "mysql://a:b@c/d"}, "must start with postgresql://"),
        ({"DATABASE_URL": "postgresql://a:b@c"}, "must name a user, a host and a database"),
        ({"DATABASE_URL": "postgresql://a:b@c:x/d"}, "a port that is not a number"),
        (
            {"ALONGSIDE_OIDC_ISSUER": "https://id.example"},
            "needs ALONGSIDE_OIDC_CLIENT_ID, ALONGSIDE_OIDC_CLIENT_SECRET",
        ),
    ],
)
def test_a_value_that_is_not_understood_is_refused_by_name(change: dict[str, str], sentence: str) -> None:
    with pytest.raises(env.EnvironmentRefused) as refused:
        env.read(FULL | change)
    assert sentence in str(refused.value)
    assert next(iter(change)) in str(refused.value)


def test_a_secret_is_never_in_a_refusal() -> None:
    for change in ({"DATABASE_URL": "mysql://a:hunter2@c/d"}, {"ALONGSIDE_SECRET_KEY": "hunter2"}):
        with pytest.raises(env.EnvironmentRefused) as refused:
            env.read(change)
        assert "hunter2" not in str(refused.value)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://user:p%40ss%2F@db.example:5433/name?sslmode=require",
        "postgresql://user:pass@/name?host=%2Frun%2Fpg",
    ],
)
def test_an_address_survives_being_read_and_written(url: str) -> None:
    database = env.parse_database("DATABASE_URL", url)
    assert env.parse_database("DATABASE_URL", database.url()) == database


def test_one_role_for_owning_and_using_is_missing_something() -> None:
    same = FULL | {"DATABASE_OWNER_URL": FULL["DATABASE_URL"]}
    assert any("must not own its tables" in lack for lack in env.missing_for_production(env.read(same)))


def test_the_demonstration_does_not_insist_on_https_and_answers_this_machine_only() -> None:
    environment = env.read({"ALONGSIDE_MODE": "demonstration"})
    assert not environment.https
    assert set(environment.hosts) == {"127.0.0.1", "localhost", "[::1]", "testserver"}


def test_settings_keep_safeguards(settings: Any) -> None:
    assert settings.DEBUG is False
    assert settings.DATABASES["default"]["ATOMIC_REQUESTS"] is True
    assert settings.DATABASES["default"]["CONN_MAX_AGE"] is None
    assert "django.contrib.admin" not in settings.INSTALLED_APPS
    assert "'unsafe-inline'" not in str(settings.CONTENT_SECURITY_POLICY)
