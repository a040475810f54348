"""The worker: one process for queued jobs, for what runs by the clock, and for sealing the audit trail."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable

import structlog
from asgiref.sync import sync_to_async
from django.db import close_old_connections
from django.utils.module_loading import import_string
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from alongside.audit import jobs as sealing
from alongside.config.schedule import SCHEDULE, Scheduled

log = structlog.get_logger(__name__)


def run() -> None:
    """Work until SIGTERM or SIGINT; the job in hand is finished first, for at most ten seconds."""
    for scheduled in SCHEDULE:
        _put_on_the_clock(scheduled)
    stop = threading.Event()
    sealer = threading.Thread(target=sealing.seal_forever, args=(stop,), name="sealer", daemon=True)
    sealer.start()
    try:
        asyncio.run(_work())
    finally:
        stop.set()
        sealer.join(timeout=10)


async def _work() -> None:
    # Django's connections are not for an event loop: the worker brings one of its own, as the same role.
    assert isinstance(app.connector, DjangoConnector)
    with app.replace_connector(app.connector.get_worker_connector()) as worker_app:
        async with worker_app.open_async():
            await worker_app.run_worker_async(
                name="alongside", concurrency=1, shutdown_graceful_timeout=10, delete_jobs="successful"
            )


def _put_on_the_clock(scheduled: Scheduled) -> None:
    job: Callable[[], object] = import_string(scheduled.job)

    async def tick(timestamp: int) -> None:
        def work() -> None:
            close_old_connections()
            job()

        await sync_to_async(work)()

    task = app.task(name=f"clock:{scheduled.job}", queueing_lock=scheduled.job)(tick)
    app.periodic(cron=scheduled.cron, periodic_id=scheduled.job)(task)
