"""What waits to be sent."""

from __future__ import annotations

import datetime as dt

from alongside.notifications.models import Outgoing


def due(now: dt.datetime) -> bool:
    """Whether something is to be sent now, in the partnership of the context."""
    return Outgoing.objects.filter(try_at__lte=now).exists()
