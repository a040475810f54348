"""Check 1 and part of 2: subjects and floors point downwards, and only a subject imports its own models."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.architecture import house

BASE_ROWS = {"partnerships", "children", "accounts"}
"""Rooms whose rows others build their foreign keys on. Others use what they ask and command."""


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [str(Path(sys.executable).with_name("lint-imports")), "--no-logo"],
        cwd=house.ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr


def at_run_time(tree: ast.AST) -> Iterator[ast.AST]:
    """Everything but what is imported for the type checker alone: a name for a row is no reach into its table."""
    for child in ast.iter_child_nodes(tree):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        yield child
        yield from at_run_time(child)


def test_only_a_subject_imports_its_own_models() -> None:
    faults = []
    for path in house.python_files():
        room = path.relative_to(house.PACKAGE).parts[0]
        for node in at_run_time(house.parsed(path)):
            if not isinstance(node, ast.ImportFrom) or not node.module or not node.module.startswith("alongside."):
                continue
            parts = node.module.split(".")
            if len(parts) > 2 and parts[2] == "models" and parts[1] != room and parts[1] not in BASE_ROWS:
                faults.append(f"{house.where(path, node)} imports the tables of {parts[1]}")

    assert not faults, "\n".join(["Ask through the subject's queries and commands:", *faults])


def test_a_subject_has_no_files_but_the_furniture() -> None:
    furniture = {
        "__init__", "apps", "models", "rules", "access", "queries", "commands", "forms", "views", "urls", "jobs",
        "facts", "migrations", "matrix.txt", "definitions", "sql", "typst",
    }  # fmt: skip
    also = {
        # Platform rooms: what a request carries, the hooks of the sign-in library, known browsers, codes of roles; the
        # wall; files on the disk; typesetting.
        "accounts": {"adapter", "devices", "http", "permissions", "roles"},
        "audit": {"trail"},
        "partnerships": {"prepared", "saving", "wall"},
        "documents": {"files", "storage", "typeset"},
    }
    faults = [
        f"{path.relative_to(house.ROOT)}: see the table of questions in house.md for where its content belongs"
        for subject in house.SUBJECTS
        for path in (house.PACKAGE / subject).iterdir()
        if path.name.removesuffix(".py") not in furniture | also.get(subject, set()) and path.name != "__pycache__"
    ]

    assert not faults, "\n".join(faults)
