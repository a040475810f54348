"""Closing a quarter: its figures are counted once and kept, so that a trend never changes silently."""

from __future__ import annotations

import datetime as dt

from django.db import connection

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.measures import access, queries, rules
from alongside.measures.models import ClosedMeasure
from alongside.measures.rules import Quarter


@trail.command("measures.quarter.closed")
def close_quarter(*, actor: Actor, quarter: Quarter, now: dt.datetime) -> tuple[str, ...]:
    """Count the figures of a quarter that has ended and keep them, with what may be shown to those who see no child.

    Gives the codes of the measures that were closed: all of them, or those defined since the quarter was first closed.
    Those give way to what has been shown already. Raises NotNow before the days of grace are over, and when there is
    nothing to close.
    """
    access.may_close_quarters(actor).or_raise()
    today, partnership_id = calendar.london_date(now), actor.partnership_id
    if today < quarter.closes_on():
        raise NotNow(f"This quarter is closed on {calendar.spoken(quarter.closes_on())}, so that late entries count.")
    with connection.cursor() as cursor:
        # Two workers must not count the same quarter twice: the second waits here, and then finds nothing to close.
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('alongside.close_quarter'), %s)", [partnership_id])
    codes = queries.to_close(partnership_id, quarter)
    if not codes:
        raise NotNow("This quarter is closed. Its figures stay as they are.")
    begun_on = queries.first_record(partnership_id)
    if begun_on is None or begun_on > quarter.last:
        raise NotNow("There is no record of this quarter.")
    before = queries.closed(partnership_id, [quarter], is_suppressed=False)[quarter]
    seen = queries.closed(partnership_id, [quarter], is_suppressed=True)[quarter]
    figures = {code: one.answer for code, one in before.items()}
    figures |= queries.counted(partnership_id, quarter, codes)
    published = frozenset[rules.Cell]().union(*(rules.shown_cells(one.answer) for one in seen.values()))
    shown = dict(zip(figures, rules.released(list(figures.values()), published=published), strict=True))
    ClosedMeasure.objects.bulk_create(
        ClosedMeasure(
            partnership_id=partnership_id,
            code=code,
            first_on=quarter.first,
            last_on=quarter.last,
            version=figures[code].definition.version,
            since_on=begun_on if begun_on > quarter.first else None,
            closed_at=now,
            figures=queries.kept(figures[code]),
            shown=queries.kept(shown[code]),
        )
        for code in codes
    )
    trail.record(
        actor,
        "measures.quarter.closed",
        about=[],
        now=now,
        detail={"quarter": quarter.code, "measures": len(codes)},
    )
    return codes
