"""A small demonstration: a seventh of the children, lived through by the real commands once in a run of tests."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys

from tests import databases

DATE = dt.date(2026, 11, 20)
"""A Friday: two days after Hampshire's panel, and the day after Swindon's."""


def load(clone: databases.Clone, *more: str, hashes: str = "random") -> None:
    """Load it into a database with tables, in a process of its own.

    :param hashes: what the hashes of texts are made from there.
    """
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ALONGSIDE_", "DATABASE_"))}
    subprocess.run(
        [sys.executable, "-m", "alongside.config.cli", "load-demonstration", "--date", DATE.isoformat(), *more],
        env=kept | {"ALONGSIDE_MODE": "demonstration", "DATABASE_URL": clone.address().url(), "PYTHONHASHSEED": hashes},
        check=True,
        stdout=subprocess.DEVNULL,
    )


def load_small(clone: databases.Clone, *, hashes: str = "random") -> None:
    """A seventh of it."""
    load(clone, "--scale", "small", hashes=hashes)
