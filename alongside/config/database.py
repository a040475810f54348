"""Bringing a database up to date: extensions, tables, the cache, and what each role may do.

Needs Django to be set up. Only :func:`migrate` connects as the role that owns the tables.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connections, transaction

from alongside.config import cluster, env, grants, recorded
from alongside.core.facts import Fact

#: What the tables are built on. All are "trusted": the owner of the database may create them.
EXTENSIONS = ("btree_gist", "fuzzystrmatch", "pg_trgm", "unaccent")
OLDEST_POSTGRESQL = 150000


class DatabaseRefused(Exception):
    """The database cannot be used as it is; the message says how to mend it."""


@contextmanager
def connected_to(database: env.Database, alias: str = "default") -> Iterator[None]:
    """Point a connection, in every thread, somewhere else for a while. For migrating and for tests."""
    entry: dict[str, Any] = connections.settings[alias]
    before = {key: entry[key] for key in database.django()}
    connections[alias].close()
    entry.update(database.django())
    try:
        yield
    finally:
        connections[alias].close()
        entry.update(before)


def roles() -> grants.Roles:
    """The roles' names, from the addresses that are configured."""
    app = settings.ENVIRONMENT.database
    sealer = settings.ENVIRONMENT.sealer_database
    backup = settings.ENVIRONMENT.backup_database
    return grants.Roles(
        app=app.user if app else cluster.APP,
        sealer=sealer.user if sealer else cluster.SEALER,
        backup=backup.user if backup else cluster.BACKUP,
    )


def migrate(owner: env.Database, *, roles: grants.Roles, verbosity: int = 1) -> None:
    """Bring the database up to date as its owner. Safe to run again.

    :raises DatabaseRefused: when PostgreSQL is too old, an extension is not installed or a role is missing.
    """
    with connected_to(owner):
        _insist(roles)
        make_extensions()
        recorded.replay()
        _run(fact.drop() for fact in facts())
        call_command("migrate", interactive=False, verbosity=verbosity, skip_checks=True)
        _run(fact.create() for fact in facts())
        call_command("createcachetable", verbosity=0)
        with transaction.atomic(), connections["default"].cursor() as cursor:
            for statement in grants.statements(roles, *_relations(cursor), _walled(cursor)):
                cursor.execute(statement)


def make_extensions() -> None:
    """Create what the tables are built on, where it is not there yet."""
    _run(f"CREATE EXTENSION IF NOT EXISTS {extension} SCHEMA public" for extension in EXTENSIONS)


def facts() -> list[Fact]:
    """The views that subjects publish for measures: they hold no data, and are made anew after every migration."""
    found: list[Fact] = []
    for subject in settings.SUBJECTS:
        if find_spec(f"alongside.{subject}.facts"):
            found.extend(import_module(f"alongside.{subject}.facts").FACTS)
    return found


def _run(statements: Iterable[str]) -> None:
    with transaction.atomic(), connections["default"].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _insist(roles: grants.Roles) -> None:
    with connections["default"].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int, current_setting('server_version')")
        number, name = cursor.fetchone()
        if number < OLDEST_POSTGRESQL:
            raise DatabaseRefused(f"Alongside needs PostgreSQL 15 or newer; this is {name}.")
        cursor.execute("SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", [list(EXTENSIONS)])
        absent = sorted(set(EXTENSIONS) - {row[0] for row in cursor.fetchall()})
        if absent:
            raise DatabaseRefused(
                f"PostgreSQL lacks {', '.join(absent)}: install its additional modules (on Debian: postgresql-contrib)."
            )
        wanted = [roles.app, roles.sealer, roles.backup]
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname = ANY(%s)", [wanted])
        missing = sorted(set(wanted) - {row[0] for row in cursor.fetchall()})
        if missing:
            made = " ".join(f"CREATE ROLE {role} LOGIN PASSWORD '...';" for role in missing)
            raise DatabaseRefused(f"The database lacks roles. As an administrator of it, run: {made}")


def _relations(cursor: Any) -> tuple[list[str], list[str]]:
    """Tables (with views) and sequences in the schema that are ours, not an extension's."""
    cursor.execute(
        "SELECT c.relname, c.relkind = 'S' FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
        " WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p', 'v', 'm', 'S')"
        " AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY 1"
    )
    rows = cursor.fetchall()
    return [name for name, sequence in rows if not sequence], [name for name, sequence in rows if sequence]


def _walled(cursor: Any) -> list[str]:
    """Tables with row security."""
    cursor.execute(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')"
        " AND relrowsecurity ORDER BY 1"
    )
    return [row[0] for row in cursor.fetchall()]
