"""What runs by the clock: quarters are closed when their days of grace are over."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from django.db import transaction

from alongside.core import calendar
from alongside.measures import commands, queries, rules
from alongside.measures.rules import Quarter
from alongside.partnerships import commands as partnerships
from alongside.partnerships import queries as areas
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership


def close_quarters() -> int:
    """Close every quarter of the last two years that can be closed, in every partnership. Gives how many it closed."""
    now = dt.datetime.now(dt.UTC)
    return sum(len(close_quarters_of(area, now)) for area in areas.areas(None))


def close_quarters_of(area: AreaPartnership, now: dt.datetime) -> tuple[Quarter, ...]:
    """Close what can be closed in one partnership, each quarter in a transaction of its own, the oldest first."""
    actor = replace(partnerships.founder(area), name="Alongside, by the clock")
    done = []
    for quarter in rules.closed_quarters(calendar.london_date(now)):
        with transaction.atomic(), wall.inside(area.pk):
            begun_on = queries.first_record(area.pk)
            if begun_on is None or begun_on > quarter.last or not queries.to_close(area.pk, quarter):
                continue
            commands.close_quarter(actor=actor, quarter=quarter, now=now)
            done.append(quarter)
    return tuple(done)
