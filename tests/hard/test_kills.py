"""Twenty kills of a durable database in the middle of writing: whatever was acknowledged is there afterwards."""

from __future__ import annotations

import contextlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

import psycopg
import pytest

from alongside.audit import jobs, queries
from alongside.children.models import Entry
from alongside.config import cluster, database, env
from alongside.partnerships import wall
from tests import people
from tests.databases import Clone, connected

pytestmark = pytest.mark.database_near

KILLS, WRITERS = 20, 2
SLUG = "swindon"


@pytest.fixture
def durable(django_db_blocker: Any) -> Iterator[Clone]:
    """A cluster of this test's own that gives up nothing for speed, with the people of the tests."""
    home = env.BASE_DIR / ".local" / f"kills-{os.getpid()}"
    with django_db_blocker.unblock():
        try:
            cluster.start(home, cluster.Kind())
            clone = Clone(home, cluster.DATABASE)
            with mock.patch.dict(os.environ, PGOPTIONS="-c synchronous_commit=off"):  # Until the writers begin.
                database.migrate(clone.address(cluster.OWNER), roles=database.roles(), verbosity=0)
                with connected(clone):
                    people.build_world()
            with connected(clone):
                yield clone
        finally:
            cluster.stop(home)
            cluster.remove(home)
            shutil.rmtree(home, ignore_errors=True)


@dataclass
class Writer:
    """A process that writes, and what it says was acknowledged."""

    process: subprocess.Popen[str]
    acknowledged: list[str] = field(default_factory=list)

    def listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.acknowledged.append(line.strip())


@contextlib.contextmanager
def writing(clone: Clone, child_ref: str) -> Iterator[list[Writer]]:
    """Writers at work in processes of their own."""
    address = {"DATABASE_URL": clone.address().url()}
    writers = [
        Writer(
            subprocess.Popen(
                [sys.executable, "-m", "tests.hard.writer", f"writer{number}", child_ref],
                cwd=env.BASE_DIR,
                env=os.environ | address,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        )
        for number in range(WRITERS)
    ]
    threads = [threading.Thread(target=writer.listen) for writer in writers]
    for thread in threads:
        thread.start()
    try:
        yield writers
    finally:
        for writer in writers:
            assert writer.process.stdin is not None
            writer.process.stdin.close()
            writer.process.wait(30)
        for thread in threads:
            thread.join(30)


def test_no_acknowledged_write_is_lost_when_the_database_is_killed_twenty_times(
    durable: Clone, tell: Callable[[str], None]
) -> None:
    with psycopg.connect(durable.address(cluster.BOOTSTRAP).url()) as admin:
        shown = [
            admin.execute(f"SHOW {name}").fetchone() for name in ("fsync", "synchronous_commit", "full_page_writes")
        ]
    assert shown == [("on",)] * 3, "This cluster is not durable, and would prove nothing"
    child = people.a_child(SLUG)
    people.grant(SLUG, child, "practitioner", "allocated")
    partnership = people.partnership(SLUG).pk
    chance = random.Random(20)
    begun = time.monotonic()
    with writing(durable, child.ref) as writers:
        for _ in range(KILLS):
            _wait_for_more(writers)
            time.sleep(chance.uniform(0, 0.15))
            _seal(partnership)
            _kill(durable.home)
            _close()
            assert cluster.start(durable.home, cluster.Kind()), "The database was not down"
        _wait_for_more(writers)
    seconds = time.monotonic() - begun

    said = [text for writer in writers for text in writer.acknowledged]
    with wall.inside(partnership):
        there = list(Entry.objects.filter(text__startswith="writer").values_list("text", flat=True))
        events = _count("SELECT count(*) FROM audit_event WHERE action = 'children.entry.recorded'")
    lost = set(said) - set(there)
    unsaid = len(there) - len(said)
    tell(f"{KILLS} kills in {seconds:.0f} s: {len(said)} writes acknowledged, {len(lost)} lost, {unsaid} in doubt")
    assert not lost
    assert len(there) == len(set(there)), "A write was doubled"
    # Of a write whose acknowledgement was lost with the database nobody can know: at most one for each writer and kill.
    assert 0 <= unsaid <= KILLS * WRITERS
    assert events == len(there), "An entry and its event are one transaction"
    jobs.seal(partnership, people.NOW)
    with wall.inside(partnership):
        verification = queries.verify(partnership)
    assert verification.holds, verification.faults
    assert verification.links >= KILLS / 2


def _wait_for_more(writers: list[Writer]) -> None:
    """Until each writer has written since the last kill, so that each kill meets work."""
    before = [len(writer.acknowledged) for writer in writers]
    until = time.monotonic() + 30
    while any(len(w.acknowledged) < count + 3 for w, count in zip(writers, before, strict=True)):
        assert time.monotonic() < until, "A writer does not get on"
        time.sleep(0.01)


def _kill(home: Path) -> None:
    """SIGKILL the server and every process of it at once, as when the power goes (save what the disk still holds)."""
    place = (home / "pg").resolve()
    server = int((place / "data" / "postmaster.pid").read_text().split("\n", 1)[0])
    everyone = [server, *_children(server)]
    os.kill(server, signal.SIGSTOP)  # So that it starts nobody new while its children go.
    everyone += [pid for pid in _children(server) if pid not in everyone]
    for pid in everyone:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while any(Path(f"/proc/{pid}/cmdline").exists() and _command(pid) for pid in everyone):
        assert time.monotonic() < until, "The server does not die"
        time.sleep(0.01)


def _children(parent: int) -> list[int]:
    tasks = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(pid) for pid in tasks.read_text().split()] if tasks.exists() else []


def _command(pid: int) -> bytes:
    """A process's command line; empty for one that is dead and not yet buried."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _seal(partnership: int) -> None:
    """Seal what is there now and again, so that kills fall between links too."""
    jobs.seal(partnership, people.NOW)


def _close() -> None:
    from django.db import connections

    connections.close_all()


def _count(statement: str) -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return int(cursor.fetchone()[0])
