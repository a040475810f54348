"""Sealing: a worker under its own role binds new events into each partnership's chain within seconds."""

from __future__ import annotations

import datetime as dt
import threading

import structlog
from django.db import connections, transaction

from alongside.audit import rules
from alongside.core import wall

log = structlog.get_logger(__name__)

SEALER = "sealer"
"""The database alias of the sealer's own role: it reads events and appends links, and can do nothing else."""


class CountsAnew(RuntimeError):
    """The database was restored, and nobody began a new segment of the trail: nothing can be sealed."""


def seal_all(now: dt.datetime, using: str = SEALER) -> int:
    """Seal what is unsealed in every partnership: how many events were bound. Safe to run twice or by two workers."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT id FROM partnerships_area_partnership ORDER BY id")
        partnerships = [row[0] for row in cursor.fetchall()]
    return sum(seal(partnership_id, now, using) for partnership_id in partnerships)


def seal(partnership_id: int, now: dt.datetime, using: str = SEALER) -> int:
    """Bind the unsealed events of one partnership into one link; 0 when there are none."""
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(wall.SET_CONTEXT, wall.context(partnership_id))
        # Two workers must not write the same link: the second waits here and then finds nothing to seal.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('alongside.seal'), %s)", [partnership_id])
        cursor.execute(
            "SELECT number, until_transaction, events, digest FROM audit_head WHERE partnership_id = %s",
            [partnership_id],
        )
        head = cursor.fetchone()
        number, start, total, previous = head if head else (0, 0, 0, rules.GENESIS)
        cursor.execute(rules.HORIZON)
        until = cursor.fetchone()[0]
        if until < start:
            raise CountsAnew(rules.COUNTS_ANEW)
        if until == start:
            return 0
        cursor.execute(rules.BATCH, [partnership_id, start, until])
        events, batch = cursor.fetchone()
        if events == 0:
            return 0
        digest = rules.link(
            previous=previous,
            number=number + 1,
            from_transaction=start,
            until_transaction=until,
            events=events,
            batch=batch,
        )
        cursor.execute(
            "INSERT INTO audit_seal (partnership_id, number, from_transaction, until_transaction, events, previous,"
            " digest, sealed_at) VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
            [partnership_id, number + 1, start, until, events, previous, digest, now],
        )
        cursor.execute(
            "INSERT INTO audit_head (partnership_id, number, until_transaction, events, digest, sealed_at)"
            " VALUES (%s, %s, %s, %s, %s, %s) ON CONFLICT (partnership_id) DO UPDATE SET number = excluded.number,"
            " until_transaction = excluded.until_transaction, events = excluded.events, digest = excluded.digest,"
            " sealed_at = excluded.sealed_at",
            [partnership_id, number + 1, until, total + events, digest, now],
        )
        return int(events)


def seal_forever(stop: threading.Event, *, every: float = 2.0) -> None:
    """Seal every few seconds until told to stop. A failure is logged and tried again: it must outlive a restart."""
    while not stop.is_set():
        try:
            seal_all(dt.datetime.now(dt.UTC))
        except Exception:
            log.exception("audit.sealing_failed")
            connections[SEALER].close()
        stop.wait(every)
    connections[SEALER].close()
