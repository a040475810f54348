"""Check 7: every table is behind the wall, or stands in the list of global tables with a reason."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection

from tests.architecture import house

pytestmark = [pytest.mark.usefixtures("shared_database"), pytest.mark.database_near]

GLOBAL_TABLES = house.ROOT / "tests" / "architecture" / "global_tables.txt"


def rows(sql: str) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())


def global_tables() -> dict[str, str]:
    lines = (line.split("#")[0].strip() for line in GLOBAL_TABLES.read_text(encoding="utf-8").splitlines())
    return dict(line.split(None, 1) for line in lines if line)


def tables() -> Iterator[tuple[str, bool, bool]]:
    for name, enabled, forced in rows(
        "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class"
        " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname"
    ):
        yield str(name), bool(enabled), bool(forced)


def columns_of(table: str) -> set[str]:
    return {
        str(name)
        for (name,) in rows(
            f"SELECT attname FROM pg_attribute WHERE attrelid = '{table}'::regclass AND attnum > 0 AND NOT attisdropped"
        )
    }


def test_every_table_is_walled_or_listed_with_a_reason() -> None:
    listed = global_tables()
    faults = []
    for table, enabled, forced in tables():
        if table in listed:
            continue
        policies = {str(name) for (name,) in rows(f"SELECT policyname FROM pg_policies WHERE tablename = '{table}'")}
        columns = columns_of(table)
        if not (enabled and forced and {"wall", "owner"} <= policies):
            faults.append(f'{table}: add migrations.RunSQL(*wall.raise_wall("{table}")) to its migration')
        if "child_id" in columns and "sealed" not in policies and table != "children_sealed_reader":
            faults.append(f'{table}: it is about a child; use wall.raise_wall("{table}", child="child_id")')
    assert not faults, "\n".join(faults)


def test_the_list_names_no_table_that_is_gone_or_owned_by_a_partnership() -> None:
    known = {table for table, _, _ in tables()}
    faults = [
        table
        for table, reason in global_tables().items()
        if table not in known or len(reason) < 15 or "partnership_id" in columns_of(table)
    ]
    assert not faults, f"Check these lines of {GLOBAL_TABLES.name}: {faults}"


def test_rows_refer_within_their_partnership_only() -> None:
    """Foreign keys between walled tables are composite; a plain one would look through row security."""
    walled = {table for table, enabled, _ in tables() if enabled}
    faults = [
        f"{table}.{name} refers to {target} by one column: use SamePartnership and db_constraint=False"
        for table, target, name, width in rows(
            "SELECT conrelid::regclass::text, confrelid::regclass::text, conname, array_length(conkey, 1)"
            " FROM pg_constraint WHERE contype = 'f'"
        )
        if table in walled and target in walled and width == 1
    ]
    assert not faults, "\n".join(faults)


def test_every_foreign_key_of_a_model_stands_in_the_database() -> None:
    constrained = {
        (str(table), str(column))
        for table, column in rows(
            "SELECT c.conrelid::regclass::text, a.attname FROM pg_constraint c"
            " JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) WHERE c.contype = 'f'"
        )
    }
    faults = [
        f"{model.__name__}.{field.name} has no foreign key in the database: add SamePartnership to Meta.constraints"
        for model in house.own_models()
        for field in model._meta.concrete_fields
        if field.is_relation and (model._meta.db_table, field.column) not in constrained
    ]
    assert not faults, "\n".join(faults)


def test_every_walled_row_can_be_the_target_of_a_composite_key() -> None:
    with_key = {
        str(table)
        for (table,) in rows(
            "SELECT conrelid::regclass::text FROM pg_constraint c WHERE contype IN ('u', 'p') AND"
            " (SELECT array_agg(attname::text ORDER BY attname) FROM pg_attribute"
            "  WHERE attrelid = c.conrelid AND attnum = ANY (c.conkey)) = ARRAY['id', 'partnership_id']"
        )
    }
    faults = [
        table
        for table, enabled, _ in tables()
        if enabled and table not in with_key and not table.startswith(("audit_", "accounts_"))
    ]
    assert not faults, f"These need UNIQUE (partnership_id, id): {faults}"


def test_no_uniqueness_reveals_a_child() -> None:
    """An error about a name, a date of birth, a UPN or an NHS number would tell that a hidden child exists."""
    telling = {"given_name", "family_name", "preferred_name", "born_on", "upn", "nhs_number", "token"}
    faults = [
        f"{table}: {index}"
        for table, index, columns in rows(
            "SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text,"
            " (SELECT array_agg(attname::text) FROM pg_attribute"
            "  WHERE attrelid = i.indrelid AND attnum = ANY (i.indkey))"
            " FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid"
            " WHERE i.indisunique AND c.relnamespace = 'public'::regnamespace"
        )
        if telling & set(columns or [])  # type: ignore[call-overload]
    ]
    assert not faults, "\n".join(faults)


def test_the_application_owns_nothing_and_cannot_pass_the_wall() -> None:
    (role,) = rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    owned = rows("SELECT relname FROM pg_class WHERE pg_get_userbyid(relowner) = current_user AND relname !~ '^pg_'")
    truncates = rows(
        "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
        " AND has_table_privilege(oid, 'TRUNCATE')"
    )

    assert role == (False, False, False, False)
    assert owned == []
    assert truncates == []


def test_the_application_can_only_append_to_the_trail() -> None:
    (event,) = rows(
        "SELECT has_table_privilege('audit_event', 'INSERT'), has_table_privilege('audit_event', 'UPDATE'),"
        " has_table_privilege('audit_event', 'DELETE'), has_table_privilege('audit_seal', 'INSERT'),"
        " has_table_privilege('audit_head', 'UPDATE')"
    )
    assert event == (True, False, False, False, False)


def test_views_obey_the_wall_of_whoever_asks() -> None:
    faults = [
        str(name)
        for name, options in rows(
            "SELECT relname, coalesce(array_to_string(reloptions, ','), '') FROM pg_class"
            " WHERE relnamespace = 'public'::regnamespace AND relkind IN ('v', 'm')"
        )
        if "security_invoker=true" not in str(options) and "security_invoker=on" not in str(options)
    ]
    assert not faults, f"These views would run as their owner: {faults}"
