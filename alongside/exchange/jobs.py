"""What runs by the clock: lists are read, some lines at a time, and files that nobody had read are erased."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.exchange import commands, queries, rules
from alongside.exchange.models import EhcList, ListLine
from alongside.partnerships import queries as areas
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership


def read_lists() -> int:
    """Read every list that waits. Gives how many. A list that was broken off is gone on with from where it stands."""
    now = dt.datetime.now(dt.UTC)
    return sum(_read_of(area, now) for area in areas.areas(None))


def erase_lists() -> int:
    """Erase the files of lists that nobody had read in time (``ALONGSIDE_LIST_HOURS``). Gives how many."""
    now = dt.datetime.now(dt.UTC)
    before = now - dt.timedelta(hours=settings.LIST_HOURS)
    erased = 0
    for area in areas.areas(None):
        with transaction.atomic(), wall.inside(area.pk):
            for row in queries.overdue(area.pk, before):
                why = f"It was not read within {settings.LIST_HOURS} hours, and its file was erased. Upload it again."
                commands.fail_list(actor=areas.the_clock(area), ehc_list=row, why=why, now=now)
                erased += 1
    return erased


def _read_of(area: AreaPartnership, now: dt.datetime) -> int:
    with transaction.atomic(), wall.inside(area.pk):
        waiting = queries.queued(area.pk)
    for row in waiting:
        _read(area, row, now)
    return len(waiting)


def _read(area: AreaPartnership, row: EhcList, now: dt.datetime) -> None:
    user_id = row.uploaded_by.user_id
    with transaction.atomic(), wall.inside(area.pk, user_id):
        actor = areas.actor_for(
            user_id=user_id,
            membership_id=row.uploaded_by_id,
            partnership_id=area.pk,
            today=calendar.london_date(now),
        )
        if actor is None:
            why = "Whoever uploaded it does not work here any more."
            commands.fail_list(actor=areas.the_clock(area), ehc_list=row, why=why, now=now)
            return
        try:
            sheet = queries.sheet_of(actor, row)
            found = rules.read_lines(sheet, row.columns, row.statuses, calendar.london_date(now))
        except rules.Unreadable as fault:
            commands.fail_list(actor=actor, ehc_list=row, why=str(fault), now=now)
            return
        matcher = rules.Matcher(queries.known_children(actor, now))
        known = set(ListLine.objects.filter(ehc_list=row).values_list("number", flat=True))
    _match(area, actor, row, [line for line in found.lines if line.number not in known], matcher, now)
    with transaction.atomic(), wall.inside(area.pk, user_id):
        commands.finish_list(actor=actor, ehc_list=row, faulty=found.faulty, left_out=found.left_out, now=now)


def _match(
    area: AreaPartnership,
    actor: Actor,
    row: EhcList,
    lines: list[rules.Said],
    matcher: rules.Matcher,
    now: dt.datetime,
) -> None:
    """Some lines at a time, each part in a transaction of its own: whoever waits sees how far it is."""
    for start in range(0, len(lines), rules.CHUNK):
        with transaction.atomic(), wall.inside(area.pk, actor.user_id):
            part = lines[start : start + rules.CHUNK]
            commands.match_lines(actor=actor, ehc_list=row, lines=part, matcher=matcher, now=now)
