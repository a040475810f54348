"""What runs by the clock across subjects. Each function is safe to run twice."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.utils.module_loading import import_string

from alongside.accounts import commands as accounts
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


def forget_expired() -> int:
    """Forget drafts, held forms and sessions whose time has passed. Gives how many drafts and forms that were."""
    now = dt.datetime.now(dt.UTC)
    forgotten = 0
    for area in partnerships.areas(None):
        with wall.inside(area.pk):
            forgotten += accounts.drop_expired(now=now)
    import_string(f"{settings.SESSION_ENGINE}.SessionStore").clear_expired()
    return forgotten
