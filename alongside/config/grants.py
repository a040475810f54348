"""What each database role may do to each table: one explicit list, applied in full after every migration.

A table that is not named here is the application's to read and write within its row-security policies. Nobody but the
owner may TRUNCATE: it looks past row security.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from psycopg import sql


@dataclass(frozen=True, slots=True)
class Roles:
    """The database's names for the roles, as its addresses give them."""

    app: str
    sealer: str
    backup: str


EVERYTHING = ("SELECT", "INSERT", "UPDATE", "DELETE")

#: What the application may do, where that is less than everything.
APP: Mapping[str, tuple[str, ...]] = {
    # Append-only: an event is never changed, not even by a fault in the application.
    "audit_event": ("SELECT", "INSERT"),
    "audit_seal": ("SELECT",),
    "audit_head": ("SELECT",),
    "audit_segment": ("SELECT",),
    # A closed quarter stays as it was counted.
    "measures_closed_measure": ("SELECT", "INSERT"),
    # Made by migrations and by nothing else.
    "django_migrations": ("SELECT",),
    "django_content_type": ("SELECT",),
    "auth_permission": ("SELECT",),
}

#: All that the sealer may do.
SEALER: Mapping[str, tuple[str, ...]] = {
    "audit_event": ("SELECT",),
    "audit_seal": ("SELECT", "INSERT"),
    "audit_head": ("SELECT", "INSERT", "UPDATE"),
    "partnerships_area_partnership": ("SELECT",),
}


def statements(roles: Roles, tables: list[str], sequences: list[str], walled: Sequence[str] = ()) -> list[sql.Composed]:
    """SQL that takes every privilege away and gives back those of this file; and lets the backup role read the tables
    that row security guards (``walled``).

    :raises LookupError: when this file names a table that is not there: it was renamed, and its rule forgotten.
    """
    lost = sorted({*APP, *SEALER} - set(tables))
    if lost:
        raise LookupError(f"alongside/config/grants.py names {', '.join(lost)}, which the database does not have.")
    done = []
    for role in (roles.app, roles.sealer, roles.backup):
        for kind in ("TABLES", "SEQUENCES"):
            done.append(
                sql.SQL("REVOKE ALL ON ALL {} IN SCHEMA public FROM {}").format(sql.SQL(kind), sql.Identifier(role))
            )
        done.append(sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(sql.Identifier(role)))
    for table in tables:
        done.append(_grant(APP.get(table, EVERYTHING), table, roles.app))
        if table in SEALER:
            done.append(_grant(SEALER[table], table, roles.sealer))
        done.append(_grant(("SELECT",), table, roles.backup))
    for table in walled:
        # Reads every partnership's rows, to keep them, and changes none. The restrictive policies (sealed records) let
        # pass where no partnership is entered, and this role enters none.
        name = sql.Identifier(table)
        done.append(sql.SQL("DROP POLICY IF EXISTS backup ON public.{}").format(name))
        done.append(
            sql.SQL("CREATE POLICY backup ON public.{} FOR SELECT TO {} USING (true)").format(
                name, sql.Identifier(roles.backup)
            )
        )
    for sequence in sequences:
        done.append(_grant(("USAGE",), sequence, roles.app, kind="SEQUENCE"))
        done.append(_grant(("SELECT",), sequence, roles.backup, kind="SEQUENCE"))
        if sequence.startswith(("audit_seal_", "audit_head_")):
            done.append(_grant(("USAGE",), sequence, roles.sealer, kind="SEQUENCE"))
    return done


def _grant(privileges: tuple[str, ...], thing: str, role: str, *, kind: str = "TABLE") -> sql.Composed:
    return sql.SQL("GRANT {} ON {} public.{} TO {}").format(
        sql.SQL(", ").join(sql.SQL(privilege) for privilege in privileges),
        sql.SQL(kind),
        sql.Identifier(thing),
        sql.Identifier(role),
    )
