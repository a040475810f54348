"""The wall in SQL: row security for partnership-owned tables, as text that migrations run.

Policies, and why there are so few:

* ``wall`` (permissive, everybody): rows of the partnership in the transaction's context and no others. Without one
  the comparison is with NULL, so nothing is visible and nothing can be written.
* ``owner`` (permissive, the role that migrates): FORCE binds the owner too, and a migration's UPDATE would silently
  touch nothing without it. The application connects as another role.
* ``sealed`` (restrictive): rows about a sealed child exist only for the named readers. One function answers for every
  table, and is called once a statement (a sub-select), not once a row.
"""

from __future__ import annotations

PARTNERSHIP = "(SELECT nullif(current_setting('alongside.partnership', true), '')::bigint)"
PERSON = "(SELECT nullif(current_setting('alongside.person', true), '')::bigint)"
DOOR = "(SELECT current_setting('alongside.door', true))"

SET_CONTEXT = (
    "SELECT set_config('alongside.partnership', %s, true), set_config('alongside.person', %s, true),"
    " set_config('alongside.door', %s, true)"
)
"""Always local to the transaction: a session-wide SET would leak into the next request on the same connection."""


SET_DOOR = "SELECT set_config('alongside.door', %s, true)"
"""The door alone, for a few statements within a transaction."""


def context(partnership_id: int | None, user_id: int | None = None, door: str = "") -> list[str]:
    """The three values for SET_CONTEXT; None is written as empty, which row security reads as "nobody"."""
    return [
        "" if partnership_id is None else str(partnership_id),
        "" if user_id is None else str(user_id),
        door,
    ]


def raise_wall(table: str, *, child: str | None = None) -> tuple[str, str]:
    """SQL, and its reverse, that puts the wall around a table; ``child`` names its column with the child's row id."""
    own = f"partnership_id = {PARTNERSHIP}"
    up = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY wall ON {table} USING ({own}) WITH CHECK ({own})",
        f"CREATE POLICY owner ON {table} TO CURRENT_USER USING (true) WITH CHECK (true)",
    ]
    down = [
        f"DROP POLICY IF EXISTS wall ON {table}",
        f"DROP POLICY IF EXISTS owner ON {table}",
        f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
    ]
    if child is not None:
        hidden = "((SELECT alongside_hidden_children())::bigint[])"
        # A row that is about no child yet (a referral before matching) is not about a sealed one either.
        up.append(
            f"CREATE POLICY sealed ON {table} AS RESTRICTIVE"
            f" USING ({child} IS NULL OR {child} <> ALL {hidden})"
            f" WITH CHECK ({child} IS NULL OR {child} <> ALL {hidden})"
        )
        down.insert(0, f"DROP POLICY IF EXISTS sealed ON {table}")
    return ";\n".join(up), ";\n".join(down)


def seal_also(table: str, column: str) -> tuple[str, str]:
    """SQL, and its reverse, for a row that names a second child: it exists only for who may know of that child too."""
    hidden = "((SELECT alongside_hidden_children())::bigint[])"
    rule = f"({column} IS NULL OR {column} <> ALL {hidden})"
    name = f"sealed_{column}"
    return (
        f"CREATE POLICY {name} ON {table} AS RESTRICTIVE USING {rule} WITH CHECK {rule}",
        f"DROP POLICY IF EXISTS {name} ON {table}",
    )


def name_readers(table: str, *, whose: str, door: str) -> tuple[str, str]:
    """SQL, and its reverse, for a table that says who knows of a walled record: its rows are for the people of whom
    ``whose`` holds, and for whoever comes through ``door``.

    The owner passes, since the function behind the policy ``sealed`` runs as the owner and asks this table; and where
    no partnership is entered, where the wall itself shows nothing to the application, this policy has nothing to add.
    """
    passes = f"{PARTNERSHIP} IS NULL OR {DOOR} = '{door}' OR {whose}"
    return (
        (
            "DO $policy$ BEGIN EXECUTE format("
            f"$text$CREATE POLICY sealed ON {table} AS RESTRICTIVE USING (({passes}) OR current_user = %L)$text$,"
            " current_user); END $policy$"
        ),
        f"DROP POLICY IF EXISTS sealed ON {table}",
    )


def open_door(table: str, name: str, condition: str, *, verb: str = "SELECT") -> tuple[str, str]:
    """SQL, and its reverse, for a narrow policy beside the wall: what may be seen before a partnership is chosen."""
    clause = f"WITH CHECK ({condition})" if verb == "INSERT" else f"USING ({condition})"
    return (
        f"CREATE POLICY {name} ON {table} FOR {verb} {clause}",
        f"DROP POLICY IF EXISTS {name} ON {table}",
    )
