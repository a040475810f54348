"""Whose calendar a private link is."""

from __future__ import annotations

import datetime as dt
import hashlib

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.deadlines.models import Feed
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Membership

FEED_READ = trail.sight(
    "deadlines.feed.read", "Somebody's calendar program read what is due, by their private link.", trail.Verb.DISCLOSURE
)


def actor_of_feed(secret: str, now: dt.datetime) -> Actor | None:
    """Who made the link, as they stand today; None for a link that does not hold, and for a leaver.

    Enters the wall: by the door of the link alone, then as that person in their partnership.
    """
    digest = hashlib.sha256(secret.encode()).hexdigest()
    wall.enter(None, door=f"feed:{digest}")
    feed = Feed.objects.filter(digest=digest, revoked_at__isnull=True).first()
    if feed is None:
        return None
    wall.enter(feed.partnership_id)
    membership = Membership.objects.filter(pk=feed.membership_id).first()
    if membership is None:
        return None
    wall.enter(feed.partnership_id, membership.user_id)
    return partnerships.actor_for(
        user_id=membership.user_id,
        membership_id=membership.pk,
        partnership_id=feed.partnership_id,
        today=calendar.london_date(now),
    )
