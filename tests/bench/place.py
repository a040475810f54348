"""Where the bench runs: a durable cluster of its own, a loaded template that is kept, and a copy for each run."""

from __future__ import annotations

import contextlib
import datetime as dt
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from alongside.config import cluster, env, stamps, supervisor
from tests.bench import visitors, world

HOME = env.BASE_DIR / ".local" / "bench"


def say(text: str) -> None:
    """Tell how far it is; figures go to stdout, this does not."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


def settings_of_production(home: Path, name: str) -> dict[str, str]:
    """The environment of real use, on the bench's database: behind a proxy that speaks HTTPS."""
    return {
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "ALONGSIDE_MODE": "production",
        "DATABASE_URL": cluster.address(home, cluster.APP, name).url(),
        "DATABASE_SEALER_URL": cluster.address(home, cluster.SEALER, name).url(),
        "ALONGSIDE_SECRET_KEY": "bench-" + "0123456789" * 6,
        "ALONGSIDE_HOSTS": "127.0.0.1",
        "ALONGSIDE_TRUSTED_PROXIES": "1",
        "ALONGSIDE_EMAIL": "smtp://bench:bench@127.0.0.1:9",
        "ALONGSIDE_LOG_LEVEL": "warning",
    }


@contextlib.contextmanager
def database(home: Path, name: str, size: world.Size, today: dt.date) -> Iterator[None]:
    """A loaded database of this name, copied from the template; dropped afterwards. Django must be set up."""
    template = f"world_{_digest(size, today)}"
    with psycopg.connect(cluster.address(home, cluster.BOOTSTRAP, "postgres").url(), autocommit=True) as admin:
        with (home / "templates.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            there = {row[0] for row in admin.execute("SELECT datname FROM pg_database")}
            for left in sorted(there):
                is_old = left.startswith("world_") and left != template
                if is_old or (left.startswith("run_") and not Path(f"/proc/{left.split('_')[1]}").exists()):
                    _drop(admin, left)
            if template not in there:
                _load(admin, home, template, size, today)
            begun = time.perf_counter()
            cluster.create_database(admin, name, template)
            say(f"Copied the loaded database in {time.perf_counter() - begun:.1f} s")
        try:
            yield
        finally:
            _drop(admin, name)


def _digest(size: world.Size, today: dt.date) -> str:
    """Of all that decides what is loaded. Due dates are counted from today, so tomorrow it is loaded anew."""
    code = [Path(world.__file__), *(env.BASE_DIR / "alongside" / "core" / "names").glob("*.py")]
    return stamps.of_text(stamps.of_tables(), stamps.of_files(code), str(size), str(today))


def _load(
    admin: psycopg.Connection[tuple[object, ...]], home: Path, name: str, size: world.Size, today: dt.date
) -> None:
    from alongside.config import database, grants

    say(f"Loading {size.children:,} children of {size.partnerships} partnerships; this takes minutes, and is kept")
    begun = time.perf_counter()
    part = f"{name}_part"
    _drop(admin, part)
    cluster.create_database(admin, part)
    owner = cluster.address(home, cluster.OWNER, part)
    database.migrate(owner, roles=grants.Roles(cluster.APP, cluster.SEALER, cluster.BACKUP), verbosity=0)
    with psycopg.connect(owner.url()) as connection:
        world.load(connection, size, today)
    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(part), sql.Identifier(name)))
    say(f"Loaded in {time.perf_counter() - begun:.0f} s")


def _drop(admin: psycopg.Connection[tuple[object, ...]], name: str) -> None:
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


# --- Processes -----------------------------------------------------------------------------------


@contextlib.contextmanager
def process(command: list[str]) -> Iterator[int]:
    """Run something beside us, and end it with all that it started. Gives its process id."""
    running = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
    try:
        yield running.pid
    finally:
        running.terminate()
        try:
            running.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


@contextlib.contextmanager
def web(port: int) -> Iterator[int]:
    """The web server as it is served in real use. Gives its process id when it answers."""
    with process(supervisor.web_command(port)) as pid:
        until = time.monotonic() + 60
        while True:
            try:
                visitors.visit(port, iter([visitors.Ask("/bare/1/")] * 2), connections=1, seconds=0)
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)
            else:
                break
        yield pid


def worker() -> contextlib.AbstractContextManager[int]:
    """`alongside worker` beside it: it seals the trail while pages are read, as in real use."""
    return process([sys.executable, "-m", "alongside.config.cli", "worker"])


def children_of(pid: int) -> list[int]:
    """Processes that this one started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


@dataclass(frozen=True, slots=True)
class Memory:
    """Of one process, in MB: resident, and its share of what it shares."""

    resident: float
    proportional: float


def memory_of(pid: int) -> Memory:
    """What a process holds now."""
    held = {}
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()[1:]:
        name, value = line.split(":")
        held[name] = int(value.split()[0]) / 1024
    return Memory(held["Rss"], held["Pss"])


def cpu_of(pids: list[int]) -> float:
    """Seconds of processor that these processes and their ended children have used."""
    ticks = 0
    for pid in pids:
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += sum(int(field) for field in fields[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")


def free_port() -> int:
    """A port of this machine that nobody uses now."""
    import socket

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def postmaster(home: Path) -> int:
    """The process id of the bench's PostgreSQL."""
    return int((home / "pg" / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
