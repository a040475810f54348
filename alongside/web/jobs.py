"""What runs by the clock across subjects. Each function is safe to run twice."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.module_loading import import_string

from alongside.accounts import commands as accounts
from alongside.core import calendar
from alongside.deadlines import commands as deadlines
from alongside.partnerships import commands as partnership_commands
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.web import queries


def keep_watch() -> int:
    """Each night: does anything open wait on nobody, and how much is late? Managers see the answer. Gives how many wait
    on nobody."""
    now = dt.datetime.now(dt.UTC)
    today = calendar.london_date(now)
    waiting = 0
    for area in partnerships.areas(None):
        with wall.inside(area.pk):
            founder = partnership_commands.founder(area)
            ownerless = len(queries.ownerless(founder, now))
            late = sum(1 for thing in queries.open_things(founder, now) if thing.due_on and thing.due_on < today)
            deadlines.keep_watch(actor=founder, ownerless=ownerless, late=late, now=now)
            waiting += ownerless
    return waiting


def recount_dates() -> int:
    """Each night: count every date again, so that holidays that were published otherwise reach it. Gives how many
    changed."""
    now = dt.datetime.now(dt.UTC)
    changed = 0
    for area in partnerships.areas(None):
        with wall.inside(area.pk):
            changed += deadlines.recount(actor=partnership_commands.founder(area), now=now).changed
    return changed


def forget_expired() -> int:
    """Forget drafts, held forms and sessions whose time has passed. Gives how many drafts and forms that were."""
    now = dt.datetime.now(dt.UTC)
    forgotten = 0
    for area in partnerships.areas(None):
        with wall.inside(area.pk):
            forgotten += accounts.drop_expired(now=now)
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()
    return forgotten
