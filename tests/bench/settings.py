"""The product's own settings, with one page more."""

from __future__ import annotations

from pathlib import Path

from alongside.config.settings import *  # noqa: F403
from alongside.config.settings import TEMPLATES

ROOT_URLCONF = "tests.bench.bare"
TEMPLATES[0]["DIRS"].append(Path(__file__).parent / "templates")
