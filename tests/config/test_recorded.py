"""A new database is made from recorded SQL: it must be the one that the migrations make, and never an older one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command

from alongside.config import cluster, database, env, recorded


@pytest.fixture
def two_empty(cluster_home: Path, django_db_blocker: Any) -> Iterator[list[env.Database]]:
    """Two databases with nothing in them, reached as their owner."""
    names = [f"clone_{os.getpid()}_{which}_way" for which in ("one", "other")]
    at = cluster.address(cluster_home, cluster.BOOTSTRAP, "postgres").url()
    with psycopg.connect(at, autocommit=True) as admin:
        for name in names:
            cluster.create_database(admin, name)
        with django_db_blocker.unblock():
            yield [cluster.address(cluster_home, cluster.OWNER, name) for name in names]
        for name in names:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)")


def test_records_and_migrations_make_the_same_database(two_empty: list[env.Database]) -> None:
    replayed, migrated = two_empty
    with database.connected_to(replayed):
        database.make_extensions()
        assert recorded.replay() > 30
        assert recorded.replay() == 0, "a database in which migrations have run is Django's alone"
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    with database.connected_to(migrated):
        database.make_extensions()
        call_command("migrate", interactive=False, verbosity=0, skip_checks=True)
    assert _structure(replayed) == _structure(migrated)
    assert _applied(replayed) == _applied(migrated)


def test_a_migration_that_changed_since_is_run_by_django_and_so_is_all_that_comes_after(
    two_empty: list[env.Database], monkeypatch: pytest.MonkeyPatch
) -> None:
    changed = env.BASE_DIR / "alongside" / "children" / "migrations" / "0001_children.py"
    digest = recorded._of
    monkeypatch.setattr(recorded, "_of", lambda paths: "changed" if changed in paths else digest(paths))
    with database.connected_to(two_empty[0]):
        database.make_extensions()
        recorded.replay()
        here = _applied(two_empty[0])
    assert ("children", "0001_children") not in here
    assert ("partnerships", "0001_partnerships") in here, "what children rest on is replayed"
    assert ("referrals", "0001_referrals") not in here, "what rests on children waits for Django"


def test_every_migration_has_its_record(two_empty: list[env.Database]) -> None:
    with database.connected_to(two_empty[0]):
        stale = recorded.stale()
    assert stale == [], "run `alongside record-tables` and commit what it writes"


def _structure(address: env.Database) -> list[str]:
    """All that PostgreSQL knows of it but its rows. Lines with a backslash carry a random word in newer versions."""
    given = {"PGHOST": address.host, "PGDATABASE": address.name, "PGUSER": address.user, "PGPASSWORD": address.password}
    dumped = subprocess.run(
        [cluster.binaries() / "pg_dump", "--schema-only"],
        env={"LC_ALL": "C.UTF-8", **given, **({"PGPORT": str(address.port)} if address.port else {})},
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in dumped.stdout.splitlines() if not line.startswith("\\")]


def _applied(address: env.Database) -> set[tuple[str, str]]:
    with psycopg.connect(address.url()) as connection:
        return {(row[0], row[1]) for row in connection.execute("SELECT app, name FROM django_migrations")}
