"""The private link of a calendar program."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets

from alongside.audit import trail
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.deadlines import access
from alongside.deadlines.models import Feed


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@trail.command("deadlines.feed.made")
def make_feed(*, actor: Actor, now: dt.datetime) -> str:
    """Make the actor's private calendar link, and revoke the one before. Gives the secret, which is kept nowhere."""
    _revoke(actor, now)
    secret = secrets.token_urlsafe(32)
    Feed.objects.create(
        partnership_id=actor.partnership_id, membership_id=actor.membership_id, digest=_digest(secret), made_at=now
    )
    trail.record(actor, "deadlines.feed.made", about=[actor.membership_ref], now=now)
    return secret


@trail.command("deadlines.feed.revoked")
def revoke_feed(*, actor: Actor, now: dt.datetime) -> None:
    """Revoke the actor's private calendar link: from now on it shows nothing. Raises NotNow where there is none."""
    if not _revoke(actor, now):
        raise NotNow("You have no calendar link.")
    trail.record(actor, "deadlines.feed.revoked", about=[actor.membership_ref], now=now)


def _revoke(actor: Actor, now: dt.datetime) -> bool:
    feed = access.own_feed(actor)
    if feed is None:
        return False
    feed.revoked_at = now
    feed.save(update_fields=["revoked_at"])
    return True
