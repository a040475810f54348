"""No subject escapes the import contracts by not being named in them."""

from __future__ import annotations

import tomllib
from typing import Any

from django.conf import settings

from alongside.config import env


def test_every_subject_stands_in_the_contract_about_floors() -> None:
    project = tomllib.loads((env.BASE_DIR / "pyproject.toml").read_text())
    contracts: list[dict[str, Any]] = project["tool"]["importlinter"]["contracts"]
    floors = next(contract for contract in contracts if contract["name"].startswith("Inside a subject"))
    # ui is components, not a subject with floors.
    wanted = {f"alongside.{subject}" for subject in settings.SUBJECTS} - {"alongside.ui"}
    assert set(floors["containers"]) == wanted, "Add the new subject to the containers in pyproject.toml."
