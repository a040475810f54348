"""Check 2: only commands and the trail write; a view never touches a table."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

WRITES = {"save", "create", "bulk_create", "bulk_update", "update_or_create", "get_or_create", "delete", "update"}
SQL_WRITE = re.compile(r"^\s*(INSERT INTO|UPDATE \w+ SET|DELETE FROM|TRUNCATE)\b")
MAY_WRITE = {"commands"}
"""Floors that write."""

ALSO = {
    "alongside/audit/trail.py": "the trail itself",
    "alongside/audit/jobs.py": "the sealer, under its own role",
    "alongside/partnerships/saving.py": "how a row that a command saves is written",
    "alongside/config/backup.py": "a restore, as the owner: the trail's new segment, and the end of sessions",
}


def writes_in(path: Path) -> Iterator[str]:
    tree = house.parsed(path)
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and SQL_WRITE.match(node.value):
            yield f"{house.where(path, node)} writes with SQL"
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        name, receiver = node.func.attr, ast.unparse(node.func.value)
        if name not in WRITES or not _is_of_the_orm(name, receiver, node):
            continue
        yield f"{house.where(path, node)} calls {receiver}.{name}(...)"


def _is_of_the_orm(name: str, receiver: str, call: ast.Call) -> bool:
    if ".objects" in receiver or ".filter(" in receiver:
        return True
    if name in ("bulk_create", "bulk_update", "update_or_create", "get_or_create"):
        return True
    # row.save(update_fields=...) and row.delete(); dict.update(...) and picture.save(file) are no writes to a table.
    return name == "save" and any(keyword.arg == "update_fields" for keyword in call.keywords)


def test_only_commands_and_the_trail_write() -> None:
    faults = [
        fault
        for path in house.python_files()
        if house.floor_of(path) not in MAY_WRITE and str(path.relative_to(house.ROOT)) not in ALSO
        for fault in writes_in(path)
    ]

    assert not faults, "\n".join(["Move the write into a command of the subject:", *faults])


def test_the_guard_sees_a_write(tmp_path: Path) -> None:
    sample = house.PACKAGE / "children" / "commands" / "child.py"

    assert list(writes_in(sample)), "The guard found no write even in the commands of children"


def test_pages_do_not_touch_tables() -> None:
    faults = [
        f"{house.where(path, node)} uses .objects in a view"
        for path in house.python_files()
        if house.floor_of(path) == "views"
        for node in ast.walk(house.parsed(path))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]

    assert not faults, "\n".join(["Ask through queries or access:", *faults])
