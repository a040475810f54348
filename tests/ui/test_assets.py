"""The build: nothing in it that is not ours to use, and a second run that does nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from alongside.ui import assets


@pytest.fixture(scope="module")
def built() -> Path:
    assets.build()
    return assets.output()


def test_no_file_names_the_typeface_or_the_crown(built: Path) -> None:
    for path in built.rglob("*"):
        if path.is_file():
            text = path.read_bytes().lower()
            assert b"gds transport" not in text, path
            assert b"crown" not in text, path
            assert path.suffix in {".css", ".js", ".svg", ""}, path


def test_every_file_that_the_style_sheet_names_is_there(built: Path) -> None:
    import re

    for address in re.findall(r"url\(([^)]+)\)", (built / "app.css").read_text()):
        name = address.strip("\"'")
        assert name.startswith("data:") or (built / name).is_file(), name


def test_a_second_build_does_nothing(built: Path) -> None:
    before = (built / "app.css").stat().st_mtime_ns
    assert assets.build() is False
    assert (built / "app.css").stat().st_mtime_ns == before


def test_the_fingerprint_follows_the_inputs(tmp_path: Path) -> None:
    for name in ("package.json", "package-lock.json"):
        shutil.copy(assets.ROOT / name, tmp_path / name)
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app.scss").write_text("a{}")
    first = assets.fingerprint(tmp_path)
    assert assets.fingerprint(tmp_path) == first
    (tmp_path / "assets" / "app.scss").write_text("b{}")
    assert assets.fingerprint(tmp_path) != first


def test_a_failing_tool_is_told_with_what_it_said(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets" / "app.scss").write_text("a { colour: $missing; }")
    for name in ("package.json", "package-lock.json"):
        shutil.copy(assets.ROOT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(assets.ROOT / "node_modules")
    with pytest.raises(assets.BuildFailed, match="Undefined variable"):
        assets.build(tmp_path)
    assert not assets.output(tmp_path).exists()


def test_the_lock_names_no_host_to_fetch_from() -> None:
    lock = json.loads((assets.ROOT / "package-lock.json").read_text())
    assert all("resolved" not in package for package in lock["packages"].values())
    assert all("integrity" in package for name, package in lock["packages"].items() if name)
