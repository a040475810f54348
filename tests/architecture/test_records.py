"""The recorded SQL of migrations is of the migrations as they stand: else a new database takes a minute."""

from __future__ import annotations

from alongside.config import recorded
from tests.architecture import house


def test_every_record_is_of_the_migration_beside_it() -> None:
    records = sorted(house.PACKAGE.glob("*/migrations/*.sql"))
    stale = [str(path.relative_to(house.ROOT)) for path in records if not recorded.is_current(path)]

    assert records
    assert not stale, "\n".join(["Run `alongside record-tables`: these are of another state of the code", *stale])
