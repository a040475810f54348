"""The embedded PostgreSQL: where it is and how each role reaches it."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from alongside.config import env

BOOTSTRAP = "alongside_bootstrap"
OWNER = "alongside_owner"
APP = "alongside_app"
SEALER = "alongside_sealer"
BACKUP = "alongside_backup"
DATABASE = "alongside"


def folder(local: Path, mode: str) -> Path:
    """The folder of a mode's cluster."""
    return local / ("demo" if mode == "demonstration" else mode)


def known_address(home: Path, role: str) -> env.Database | None:
    """How ``role`` reaches the cluster in ``home``; None while there is no cluster."""
    try:
        known = json.loads((home / "cluster.json").read_text())
    except (OSError, ValueError):
        return None
    return env.Database(known["socket"], None, DATABASE, role, known["passwords"][role])


def secret_key(local: Path, mode: str) -> str:
    """A key for the demonstration and the tests, kept beside their cluster. Production must bring its own."""
    if mode == "production":
        return ""
    if mode == "test":
        return "test-" + "0123456789" * 6
    path = folder(local, mode) / "secret-key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(64))
    return path.read_text()
