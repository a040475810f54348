"""The worker seals the trail, runs what is scheduled, and ends when it is asked to."""

from __future__ import annotations

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator

import pytest
from django.utils.module_loading import import_string

from alongside.accounts.models import Draft
from alongside.children import queries as children
from alongside.config import cluster
from alongside.config.schedule import SCHEDULE
from alongside.partnerships import wall
from alongside.web import jobs
from tests import people
from tests.databases import Clone

pytestmark = pytest.mark.database_near
NOW = dt.datetime.now(dt.UTC)

EVERY_SECOND = """
from alongside.config import cli, schedule
schedule.SCHEDULE = (schedule.Scheduled("* * * * * *", "alongside.web.jobs.forget_expired"),)
raise SystemExit(cli.main(["worker"]))
"""


def until(true: Callable[[], bool], seconds: float = 45) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        time.sleep(0.1)
    return False


def draft(slug: str, *, expires_at: dt.datetime) -> None:
    area = people.partnership(slug)
    with wall.inside(area.pk):
        Draft.objects.create(
            partnership_id=area.pk,
            user_id=1,
            membership_id=1,
            path=f"/{expires_at.isoformat()}/",
            answers={},
            saved_at=NOW,
            expires_at=expires_at,
        )


def drafts(slug: str) -> int:
    with wall.inside(people.partnership(slug).pk):
        return Draft.objects.count()


@pytest.fixture
def worker(database: Clone) -> Iterator[subprocess.Popen[bytes]]:
    kept = {n: v for n, v in os.environ.items() if not n.startswith(("ALONGSIDE_", "DATABASE_"))}
    process = subprocess.Popen(
        [sys.executable, "-c", EVERY_SECOND],
        env=kept
        | {
            "ALONGSIDE_MODE": "test",
            "DATABASE_URL": database.address().url(),
            "DATABASE_SEALER_URL": database.address(cluster.SEALER).url(),
        },
    )
    yield process
    process.kill()
    process.wait()


def test_it_seals_runs_what_is_due_and_ends_when_asked(database: Clone, worker: subprocess.Popen[bytes]) -> None:
    with people.acting("swindon", "practitioner") as actor:
        children.who_looked(actor, "C-TEST00", number=1, now=NOW)
    draft("swindon", expires_at=NOW - dt.timedelta(minutes=1))

    def seals() -> int:
        with database.connect(cluster.OWNER) as owner:
            row = owner.execute("SELECT count(*) FROM audit_seal").fetchone()
            return int(row[0]) if row else 0

    assert until(lambda: seals() > 0), "The worker sealed nothing."
    assert until(lambda: drafts("swindon") == 0), "The worker ran nothing by the clock."
    assert worker.poll() is None

    worker.send_signal(signal.SIGTERM)
    assert worker.wait(timeout=30) == 0


def test_what_has_expired_is_forgotten_in_every_partnership_and_nothing_else(database: Clone) -> None:
    for slug in ("swindon", "hampshire"):
        draft(slug, expires_at=NOW - dt.timedelta(minutes=1))
        draft(slug, expires_at=NOW + dt.timedelta(days=1))
    assert jobs.forget_expired() == 2
    assert jobs.forget_expired() == 0
    assert drafts("swindon") == drafts("hampshire") == 1


@pytest.mark.parametrize("scheduled", SCHEDULE, ids=lambda scheduled: scheduled.job)
def test_every_entry_of_the_schedule_names_a_job_of_a_subject(scheduled: object) -> None:
    job = getattr(scheduled, "job", "")
    assert ".jobs." in job, "Scheduled work stands in a subject's jobs.py."
    assert callable(import_string(job))
