"""What the checks of the house ask about the code: its rooms, files and models."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import models

ROOT = Path(settings.BASE_DIR)
PACKAGE = ROOT / "alongside"

ROOMS = (
    "config",
    "web",
    "exchange",
    "governance",
    "measures",
    "comparators",
    "panels",
    "plans",
    "justice",
    "ehcp",
    "education",
    "referrals",
    "needs",
    "deadlines",
    "children",
    "documents",
    "notifications",
    "partnerships",
    "accounts",
    "audit",
    "ui",
    "core",
)
"""Highest first, as in the import contracts."""

SUBJECTS = tuple(room for room in ROOMS if room not in ("config", "web", "ui", "core") and (PACKAGE / room).is_dir())


def own_models() -> Iterator[type[models.Model]]:
    """Every concrete model of ours."""
    for model in apps.get_models():
        if model.__module__.startswith("alongside."):
            yield model


def room_of(model: type[models.Model]) -> str:
    return model.__module__.split(".")[1]


def python_files(*, migrations: bool = False) -> Iterator[Path]:
    """Every Python file of the application."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if migrations or "migrations" not in path.parts:
            yield path


def floor_of(path: Path) -> str:
    """The kind of file: ``commands`` for commands.py and for every module of a package commands/."""
    parts = path.relative_to(PACKAGE).parts
    return parts[1].removesuffix(".py") if len(parts) > 1 else parts[0]


def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def where(path: Path, node: ast.AST) -> str:
    return f"{path.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
