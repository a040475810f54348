"""Check 9: migrations are named, reversible, and none is missing; generated reference pages are current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import migrations
from django.db.migrations.loader import MigrationLoader

from tests.architecture import house


def own_migrations() -> list[migrations.Migration]:
    loader = MigrationLoader(None, replace_migrations=False)
    return [
        migration
        for (label, _), migration in sorted(loader.disk_migrations.items())
        if label in house.SUBJECTS or label == "web"
    ]


@pytest.mark.usefixtures("shared_database")
def test_no_migration_is_missing() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.parametrize("migration", own_migrations(), ids=str)
def test_a_migration_is_named_for_what_it_does(migration: migrations.Migration) -> None:
    assert not re.search(r"_(auto|initial|alter|remove|add|rename)_|_initial$|_auto_", migration.name), (
        f"{migration.name}: name it for what it does, such as 0002_told_back"
    )


@pytest.mark.parametrize("migration", own_migrations(), ids=str)
def test_a_migration_can_be_undone(migration: migrations.Migration) -> None:
    faults = [str(operation) for operation in migration.operations if not operation.reversible]

    assert not faults, f"{migration}: give these a reverse: {faults}"


def test_generated_reference_pages_are_current(tmp_path: Path) -> None:
    call_command("write_reference", folder=str(tmp_path), verbosity=0)
    stale = [
        page.name
        for page in sorted(tmp_path.iterdir())
        if not (house.ROOT / "docs" / "reference" / page.name).exists()
        or (house.ROOT / "docs" / "reference" / page.name).read_text() != page.read_text()
    ]

    assert not stale, f"Run .venv/bin/alongside write-reference: {stale}"
