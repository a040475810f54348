"""Counting every date again, in one run."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from alongside.audit import trail
from alongside.core import clocks
from alongside.core.actor import Actor
from alongside.deadlines import queries
from alongside.deadlines.models import Watch


@dataclass(frozen=True, slots=True)
class Recount:
    """What counting again found: clocks looked at, distinct sets of inputs, and dates that came out otherwise."""

    clocks: int
    inputs: int
    changed: int


_INPUTS = """
SELECT rule_version, nation, started_on, term_dates, count(*)
FROM deadlines_clock WHERE partnership_id = %s GROUP BY 1, 2, 3, 4
"""

_UPDATE = """
UPDATE deadlines_clock c SET due_on = n.due_on, also_on = n.also_on, version = c.version + 1
FROM unnest(%s::text[], %s::text[], %s::date[], %s::text[], %s::date[], %s::date[])
     AS n (rule_version, nation, started_on, term_dates, due_on, also_on)
WHERE c.partnership_id = %s AND c.rule_version = n.rule_version AND c.nation = n.nation
  AND c.started_on = n.started_on AND c.term_dates = n.term_dates::bigint[]
  AND (c.due_on, c.also_on) IS DISTINCT FROM (n.due_on, n.also_on)
"""


@trail.command("deadlines.clocks.recounted")
def recount(*, actor: Actor, now: dt.datetime) -> Recount:
    """Count every date of the partnership again, from what each was counted from, and write those that differ.

    A date comes out as it was unless bank holidays were published otherwise than expected, or our counting was mended.
    Clocks with the same inputs are counted once: however many there are, it is one pass over the table and one update.
    """
    with connection.cursor() as cursor:
        cursor.execute(_INPUTS, [actor.partnership_id])
        rows = cursor.fetchall()
        schools: dict[tuple[str, tuple[int, ...]], clocks.SchoolDays] = {}
        counted = []
        for version, nation, started_on, editions, _ in rows:
            key = (nation, tuple(editions))
            if key not in schools:
                schools[key] = queries.school_of(actor, editions, nation)
            context = clocks.Context(nation, schools[key])
            rule = clocks.version(version)
            due = clocks.due_on(rule, started_on, context)
            also = clocks.also_by(rule, started_on, context)
            counted.append((version, nation, started_on, f"{{{','.join(map(str, editions))}}}", due, also))
        columns = [list(column) for column in zip(*counted, strict=True)] or [[] for _ in range(6)]
        # The planner knows nothing of how long the arrays are, and would look through them for every clock.
        cursor.execute("SET LOCAL enable_nestloop = off")
        cursor.execute(_UPDATE, [*columns, actor.partnership_id])
        changed = cursor.rowcount
        cursor.execute("SET LOCAL enable_nestloop = on")
    found = Recount(clocks=sum(row[-1] for row in rows), inputs=len(rows), changed=changed)
    trail.record(
        actor,
        "deadlines.clocks.recounted",
        about=[],
        now=now,
        detail={"clocks": found.clocks, "changed": found.changed},
    )
    return found


@trail.command("deadlines.watch.kept")
def keep_watch(*, actor: Actor, ownerless: int, late: int, now: dt.datetime) -> None:
    """Keep what the check of the night found, so that managers see it and see that it ran."""
    Watch.objects.create(partnership_id=actor.partnership_id, watched_at=now, ownerless=ownerless, late=late)
    trail.record(actor, "deadlines.watch.kept", about=[], now=now, detail={"ownerless": ownerless, "late": late})
