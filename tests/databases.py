"""Databases for tests: real PostgreSQL, real transactions, one fresh copy a test.

A template is migrated once and kept between runs, under a digest of all that decides it. A second template holds the
people of ``tests/people.py``, made through commands. Each test gets a copy of its own, made while the test before it
ran, and connects to it as the application's own role, so that row security holds in tests as in life.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import itertools
import os
import queue
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from alongside.config import cluster, env, stamps

_KEPT_SECONDS = 3600
"""A template outlives its last use by this: whoever goes to and fro between two states of the code makes each once."""


@dataclass(frozen=True, slots=True)
class Clone:
    """A database of a test's own."""

    home: Path
    name: str

    def address(self, role: str = cluster.APP) -> env.Database:
        """How a role reaches it."""
        return cluster.address(self.home, role, self.name)

    def connect(self, role: str = cluster.APP, *, autocommit: bool = False) -> psycopg.Connection[Any]:
        """A connection beside Django's, as any role: to try what the application must not be able to do."""
        return psycopg.connect(self.address(role).url(), autocommit=autocommit)


def administrator(home: Path) -> psycopg.Connection[Any]:
    """A connection that may make and drop databases."""
    return psycopg.connect(cluster.address(home, cluster.BOOTSTRAP, "postgres").url(), autocommit=True)


class Templates:
    """The templates of one test cluster; held, so that a run beside this one does not drop them."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self._held: list[int] = []

    def ensure(self, name: str, fill: Callable[[Clone], None], base: str | None = None) -> str:
        """The template of that name: made by ``fill`` on a copy of ``base`` if it is not there yet."""
        lock = os.open(self.home / "templates.lock", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._hold(name)
            with administrator(self.home) as admin:
                if name not in _databases(admin):
                    part = f"{name}_part"
                    _drop(admin, part)
                    cluster.create_database(admin, part, base)
                    fill(Clone(self.home, part))
                    named = (sql.Identifier(part), sql.Identifier(name))
                    admin.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*named))
                    admin.execute(
                        sql.SQL("ALTER DATABASE {} IS_TEMPLATE true ALLOW_CONNECTIONS false").format(named[1])
                    )
        finally:
            os.close(lock)
        return name

    def sweep(self) -> None:
        """Drop templates that nobody holds or has held of late, and copies whose test run has died."""
        with administrator(self.home) as admin:
            for name in _databases(admin):
                if name.startswith("clone_"):
                    if not Path(f"/proc/{name.split('_')[1]}").exists():
                        _drop(admin, name)
                elif name.startswith(("tables_", "people_", "demonstration_")) and not name.endswith("_part"):
                    handle = os.open(self._file(name), os.O_RDWR | os.O_CREAT, 0o600)
                    if time.time() - os.fstat(handle).st_mtime < _KEPT_SECONDS:
                        os.close(handle)
                        continue
                    with contextlib.suppress(OSError):
                        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                        _drop(admin, name)
                        self._file(name).unlink(missing_ok=True)
                    os.close(handle)

    def release(self) -> None:
        """Let go of the templates; they stay for the next run."""
        for handle in self._held:
            os.close(handle)

    def _hold(self, name: str) -> None:
        handle = os.open(self._file(name), os.O_RDWR | os.O_CREAT, 0o600)
        fcntl.flock(handle, fcntl.LOCK_SH)
        os.utime(handle)
        self._held.append(handle)

    def _file(self, name: str) -> Path:
        return self.home / f"{name}.held"


@contextlib.contextmanager
def copied(home: Path, template: str) -> Iterator[Clone]:
    """A copy of a template, made when it is asked for and dropped at once: for what few tests ask for."""
    name = f"clone_{os.getpid()}_copy_{next(_COPIES)}"
    with administrator(home) as admin:
        cluster.create_database(admin, name, template)
    try:
        yield Clone(home, name)
    finally:
        with administrator(home) as admin:
            _drop(admin, name)


_COPIES = itertools.count(1)


class Nursery:
    """Makes copies of a template ahead of need, and drops them after use, in a thread beside the tests."""

    def __init__(self, home: Path, template: str) -> None:
        self.home = home
        self.template = template
        self._count = 0
        self._ready: queue.Queue[Clone | Exception] = queue.Queue()
        self._asked: queue.Queue[str | None] = queue.Queue()
        self._thread = threading.Thread(target=self._work, name="nursery", daemon=True)
        self._thread.start()
        self._asked.put("")

    def take(self) -> Clone:
        """A fresh copy; the next one is begun."""
        clone = self._ready.get()
        if isinstance(clone, Exception):
            raise clone
        self._asked.put("")
        return clone

    def give_back(self, clone: Clone) -> None:
        """Drop a copy when there is time."""
        self._asked.put(clone.name)

    def close(self) -> None:
        """Drop what is left."""
        self._asked.put(None)
        self._thread.join(timeout=60)

    def _work(self) -> None:
        with administrator(self.home) as admin:
            while (asked := self._asked.get()) is not None:
                try:
                    if asked:
                        _drop(admin, asked)
                    else:
                        self._count += 1
                        tag = hashlib.sha256(self.template.encode()).hexdigest()[:4]
                        name = f"clone_{os.getpid()}_{tag}_{self._count}"
                        cluster.create_database(admin, name, self.template)
                        self._ready.put(Clone(self.home, name))
                except Exception as error:
                    self._ready.put(error)
            while not self._ready.empty():
                left = self._ready.get()
                if isinstance(left, Clone):
                    _drop(admin, left.name)


@contextlib.contextmanager
def connected(clone: Clone) -> Iterator[Clone]:
    """Point Django at the copy: as the application's role, and as the sealer's by the alias ``sealer``."""
    from alongside.config import database

    with (
        database.connected_to(clone.address()),
        database.connected_to(clone.address(cluster.SEALER), "sealer"),
    ):
        yield clone


def people_digest(tables: str) -> str:
    """A digest of all that decides what the people of the tests are: the tables, and the code that commands reach."""
    package = env.BASE_DIR / "alongside"
    pages = {"views.py", "urls.py", "forms.py", "http.py", "jobs.py", "facts.py"}
    code = [
        path
        for path in package.rglob("*.py")
        if path.name not in pages and path.relative_to(package).parts[0] not in ("ui", "config", "web", "documents")
    ]
    return stamps.of_text(tables, stamps.of_files([*code, env.BASE_DIR / "tests" / "people.py"]))


def _databases(admin: psycopg.Connection[Any]) -> list[str]:
    return [row[0] for row in admin.execute("SELECT datname FROM pg_database ORDER BY 1")]


def _drop(admin: psycopg.Connection[Any], name: str) -> None:
    if name in _databases(admin):
        named = sql.Identifier(name)
        admin.execute(sql.SQL("ALTER DATABASE {} IS_TEMPLATE false").format(named))
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(named))
