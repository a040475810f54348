"""What each role can do to the database, and what none of them can."""

from __future__ import annotations

import psycopg
import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from alongside.config import cluster, grants
from tests.databases import Clone

pytestmark = pytest.mark.database_near


def test_the_application_connects_as_a_role_that_owns_nothing_and_cannot_pass_row_security(
    empty_database: Clone,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user::text, rolsuper, rolbypassrls, rolcreatedb, rolcreaterole,"
            " (SELECT count(*) FROM pg_class WHERE relowner = pg_roles.oid) FROM pg_roles"
            " WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (cluster.APP, False, False, False, False, 0)


def test_each_test_has_a_database_of_its_own(empty_database: Clone) -> None:
    assert ContentType.objects.exists()
    assert connection.settings_dict["NAME"] == empty_database.name
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == (empty_database.name,)


def test_every_table_is_granted_as_the_list_says(empty_database: Clone) -> None:
    with empty_database.connect(cluster.OWNER) as owner:
        found: dict[tuple[str, str], set[str]] = {}
        for grantee, table, privilege in owner.execute(
            "SELECT grantee, table_name, privilege_type FROM information_schema.role_table_grants"
            " WHERE table_schema = 'public'"
        ):
            found.setdefault((grantee, table), set()).add(privilege)
        tables = {row[0] for row in owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")}
    for table in tables:
        assert found.get((cluster.APP, table)) == set(grants.APP.get(table, grants.EVERYTHING)), table
        assert found.get((cluster.SEALER, table), set()) == set(grants.SEALER.get(table, ())), table
        assert found.get((cluster.BACKUP, table)) == {"SELECT"}, table
        assert not [grantee for grantee, named in found if named == table and grantee == "PUBLIC"], table


@pytest.mark.parametrize("table", ["accounts_user", "audit_event", "django_session"])
def test_nobody_but_the_owner_truncates(empty_database: Clone, table: str) -> None:
    for role in (cluster.APP, cluster.SEALER, cluster.BACKUP):
        with empty_database.connect(role) as connected, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connected.execute(f"TRUNCATE {table}")


@pytest.mark.parametrize("verb", ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"])
def test_the_application_cannot_change_the_trail(empty_database: Clone, verb: str) -> None:
    with empty_database.connect() as app, pytest.raises(psycopg.errors.InsufficientPrivilege):
        app.execute(verb)


def test_a_password_is_needed_even_on_the_socket(empty_database: Clone) -> None:
    right = empty_database.address()
    wrong = type(right)(right.host, right.port, right.name, right.user, "wrong")
    with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
        psycopg.connect(wrong.url())


def test_no_network_port_is_open(empty_database: Clone) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('listen_addresses')")
        assert cursor.fetchone() == ("",)


def test_a_renamed_table_is_not_forgotten_in_the_list() -> None:
    with pytest.raises(LookupError, match="audit_event"):
        grants.statements(grants.Roles("a", "b", "c"), ["accounts_user"], [])
