"""Digests of what things are made from, so that what is current need not be made again. Plain Python: no Django."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from alongside.config import env


def of_files(paths: Iterable[Path]) -> str:
    """A digest of the files' names and contents; what is not there is left out."""
    digest = hashlib.sha256()
    for path in sorted(set(paths)):
        if path.is_file():
            digest.update(f"{path}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def of_text(*texts: str) -> str:
    """A digest of several texts."""
    return hashlib.sha256("\0".join(texts).encode()).hexdigest()[:16]


def of_tables() -> str:
    """A digest of all that decides what ``alongside migrate`` makes: migrations, grants, and what they import."""
    package = env.BASE_DIR / "alongside"
    return of_files(
        [
            *package.glob("*/migrations/*.py"),
            *package.glob("core/*.py"),
            *package.glob("*/wall.py"),
            *package.glob("*/facts.py"),
            *package.glob("*/facts/*.py"),
            *package.glob("*/models.py"),
            *package.glob("*/models/*.py"),
            *(package / "config" / name for name in ("database.py", "grants.py", "settings.py")),
            env.BASE_DIR / "requirements" / "run.txt",
        ]
    )


def read(path: Path) -> dict[str, Any]:
    """What a stamp file holds; empty when there is none."""
    try:
        held: dict[str, Any] = json.loads(path.read_text())
    except (OSError, ValueError):
        return {}
    return held


def write(path: Path, **held: Any) -> None:
    """Write a stamp file, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"{path.name}.part")
    part.write_text(json.dumps(held))
    part.replace(path)
