"""The compiled front end: built by the kit, then gathered under names that hold a digest, for caches to keep."""

from __future__ import annotations

import os
import subprocess
import sys

from alongside.config import env, stamps
from alongside.ui import assets
from alongside.ui.assets import BuildFailed

__all__ = ["BUILT", "SERVED", "BuildFailed", "build"]

BUILT = env.BASE_DIR / "build" / "static"
SERVED = env.BASE_DIR / "build" / "served"
_STAMP = env.BASE_DIR / "build" / "served.json"


def build() -> None:
    """Make what is not current. Needs the network only when the lock of the packages has changed.

    :raises BuildFailed: when it could not be built, with what was said.
    """
    assets.build()
    made_from = _digest()
    if stamps.read(_STAMP).get("from") == made_from and SERVED.exists():
        return
    done = subprocess.run(
        [sys.executable, "-m", "django", "collectstatic", "--noinput", "--clear", "--verbosity", "0"],
        env=_settings_only(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode:
        raise BuildFailed(f"The front end could not be gathered into build/served:\n{done.stdout}")
    stamps.write(_STAMP, **{"from": made_from})


def _digest() -> str:
    # Dates would do for speed, but a copied folder has new dates and an old digest.
    return stamps.of_files([*BUILT.rglob("*"), env.BASE_DIR / "requirements" / "run.txt"])


def _settings_only() -> dict[str, str]:
    """An environment in which settings load without database or secrets, and files are gathered as for real use."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ALONGSIDE_", "DATABASE_"))}
    return kept | {"DJANGO_SETTINGS_MODULE": "alongside.config.settings", "ALONGSIDE_MODE": "demonstration"}
