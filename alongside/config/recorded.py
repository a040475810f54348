"""The SQL of our migrations, recorded, so that a new database is made in seconds.

Django renders every related model anew for each operation of a migration: at a hundred models that is a minute of
processor time for what PostgreSQL does in two seconds. The SQL that a migration runs on an empty database is the same
every time, so it is written down once, beside the migration (``0001_children.sql`` beside ``0001_children.py``) with a
digest of the migration. A new database runs the records; Django applies what has none, and every migration of a
database that is in use. The migrations stay the truth: ``tests/config/test_recorded.py`` makes a database both ways and
compares them.

Only our own migrations are recorded; those of packages are run by Django, before ours.
"""

from __future__ import annotations

import hashlib
import inspect
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connections, transaction
from django.db.migrations import Migration
from django.db.migrations.executor import MigrationExecutor

_HEAD = "-- Recorded by `alongside record-tables` from the migration of digest "


_NOW = re.compile(r"'\d{4}-\d\d-\d\d [\d:.]+\+00:00'::timestamptz")
"""The moment of a migration, where a new column of moments begins with it: another each time that it is recorded."""


class CannotRecord(Exception):
    """A migration does what a record cannot hold; the message says which and why."""


def replay() -> int:
    """Bring an empty database as far as the records go. Gives how many migrations were replayed.

    Does nothing in a database in which any migration has run. Call it as the owner of the tables, before Django's own
    ``migrate``, which applies the rest.
    """
    executor = MigrationExecutor(connections["default"])
    if executor.recorder.applied_migrations():
        return 0
    _migrate_packages(executor)
    known = _usable(executor)
    if not known:
        return 0
    with transaction.atomic(), connections["default"].cursor() as cursor:
        for migration, text in known:
            cursor.execute(text)
            executor.recorder.record_applied(migration.app_label, migration.name)
    return len(known)


def record() -> list[Path]:
    """Run every migration of ours on an empty database and write down what it did. Gives the files that changed.

    :raises CannotRecord: when the database is not empty, or a migration sends values beside its SQL (it writes rows).
    """
    connection = connections["default"]
    done: dict[tuple[str, str], list[str]] = {}
    current: list[str] = []

    def follow(action: str, migration: Migration | None = None, fake: bool | None = None) -> None:
        nonlocal current
        if action == "apply_start" and migration is not None:
            current = done.setdefault((migration.app_label, migration.name), [])

    executor = MigrationExecutor(connection, progress_callback=follow)
    if executor.recorder.applied_migrations():
        raise CannotRecord("The database is not empty: a record begins with the first migration.")
    _migrate_packages(executor)
    done.clear()

    def listen(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        statement = _NOW.sub("now()", str(sql).strip().rstrip(";"))
        if not statement.startswith("SELECT") and '"django_migrations"' not in statement:
            if params:
                raise CannotRecord(f"A migration sends values beside its SQL: {statement[:200]}")
            current.append(statement)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(listen):
        executor.loader.build_graph()
        executor.migrate(executor.loader.graph.leaf_nodes())
    changed, kept = [], set()
    for key, statements in done.items():
        migration = executor.loader.graph.nodes[key]
        path = _path(migration)
        kept.add(path)
        text = f"{_HEAD}{_digest(migration)}\n\n" + "".join(f"{statement};\n" for statement in statements)
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
            changed.append(path)
    for path in sorted({path for folder in {path.parent for path in kept} for path in folder.glob("*.sql")} - kept):
        path.unlink()
        changed.append(path)
    return changed


def stale() -> list[str]:
    """Migrations of ours without a record, or with one of another state of the file; "children.0001_children"."""
    executor = MigrationExecutor(connections["default"])
    early = {(migration.app_label, migration.name) for migration, _ in _plan_of_packages(executor)}
    return [
        f"{migration.app_label}.{migration.name}"
        for key, migration in sorted(executor.loader.graph.nodes.items())
        if _is_ours(key[0]) and key not in early and _text(migration) is None
    ]


def _migrate_packages(executor: MigrationExecutor) -> None:
    plan = _plan_of_packages(executor)
    executor.recorder.ensure_schema()
    executor.migrate([(migration.app_label, migration.name) for migration, _ in plan], plan=plan)


def _plan_of_packages(executor: MigrationExecutor) -> list[tuple[Migration, bool]]:
    """Their migrations, and what they need of ours: the people who sign in."""
    leaves = executor.loader.graph.leaf_nodes()
    return list(executor.migration_plan([leaf for leaf in leaves if not _is_ours(leaf[0])], clean_start=True))


def _usable(executor: MigrationExecutor) -> list[tuple[Migration, str]]:
    """In the order of the graph, up to the first without a current record: all that comes after may rest on it."""
    applied = executor.recorder.applied_migrations()
    found = []
    for migration, _ in executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True):
        if (migration.app_label, migration.name) in applied:
            continue
        text = _text(migration)
        if text is None:
            break
        found.append((migration, text))
    return found


def is_current(record: Path) -> bool:
    """Whether a record is of the migration beside it, and of the walls and references, as they stand. Asks nothing."""
    with record.open() as lines:
        return lines.readline() == f"{_HEAD}{_of([record.with_suffix('.py'), *_written_with()])}\n"


def _text(migration: Migration) -> str | None:
    path = _path(migration)
    return path.read_text() if path.exists() and is_current(path) else None


def _digest(migration: Migration) -> str:
    """Of the migration and of what our migrations are written with: the walls and references."""
    return _of([_file(migration), *_written_with()])


def _written_with() -> list[Path]:
    package = settings.BASE_DIR / "alongside"
    return [package / "core" / "wall.py", package / "core" / "refs.py", package / "partnerships" / "wall.py"]


def _of(paths: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def _file(migration: Migration) -> Path:
    return Path(inspect.getfile(type(migration)))


def _path(migration: Migration) -> Path:
    return _file(migration).with_suffix(".sql")


def _is_ours(label: str) -> bool:
    return label in settings.SUBJECTS
