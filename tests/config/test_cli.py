"""The command line: what it lists, and how it refuses."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from alongside.config import cli, env


def alongside(*arguments: str, **extra: str) -> subprocess.CompletedProcess[str]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ALONGSIDE_", "DATABASE_"))}
    return subprocess.run(
        [sys.executable, "-m", "alongside.config.cli", *arguments],
        env=kept | extra,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_help_lists_every_command_with_a_line_and_every_variable() -> None:
    said = alongside("--help")
    assert said.returncode == 0
    for name, command in cli._commands().items():
        assert command.help, f"`alongside {name}` has no help: give its Command a line `help = ...`."
        assert f"  {name} " in said.stdout
    for name in env.VARIABLES:
        assert name in said.stdout


def test_a_management_command_is_found_by_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "alongside" / "web" / "management" / "commands"
    folder.mkdir(parents=True)
    (folder / "verify_trail.py").write_text('class Command:\n    help = "Verify the trail"\n')
    monkeypatch.setattr(env, "BASE_DIR", tmp_path)
    assert cli._found()["verify-trail"].help == "Verify the trail"


def test_an_unknown_command_and_an_unknown_variable_are_refused() -> None:
    said = alongside("verify-trial")
    assert said.returncode == 2
    assert "There is no command verify-trial" in said.stderr
    said = alongside("check", ALONGSIDE_SECRETKEY="x")
    assert said.returncode == 2
    assert "does not know ALONGSIDE_SECRETKEY" in said.stderr
    assert "Traceback" not in said.stderr


def test_nothing_is_removed_where_nobody_can_be_asked(tmp_path: Path) -> None:
    home = tmp_path / "demonstration"
    home.mkdir()
    (home / "start.lock").touch()
    said = alongside("remove", ALONGSIDE_LOCAL=str(tmp_path))
    assert said.returncode == 1
    assert "alongside remove --yes" in said.stderr
    assert "Traceback" not in said.stderr
    assert home.exists()


def test_check_deploy_lists_what_is_missing_and_fails() -> None:
    said = alongside("check-deploy", "--json")
    assert said.returncode == 1
    answer = json.loads(said.stdout)
    assert answer["ready"] is False
    assert any("DATABASE_URL is missing" in lack for lack in answer["missing"])


def test_serving_without_what_real_use_needs_is_refused() -> None:
    said = alongside("serve")
    assert said.returncode == 1
    assert "ALONGSIDE_SECRET_KEY is missing" in said.stderr


def test_the_demonstration_refuses_a_database_that_somebody_named() -> None:
    said = alongside("demo", DATABASE_URL="postgresql://a:b@c/d")
    assert said.returncode == 2
    assert "brings its own database" in said.stderr


@pytest.mark.parametrize("port", ["0", "80000", "http"])
def test_a_port_that_is_none_is_refused(port: str) -> None:
    said = alongside("demo", PORT=port)
    assert said.returncode == 2
    assert "PORT must be a number" in said.stderr
