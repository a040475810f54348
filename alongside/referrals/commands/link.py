"""Links by which people without an account refer one child: sent, and taken back."""

from __future__ import annotations

import datetime as dt

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import NotNow
from alongside.notifications import commands as notifications
from alongside.partnerships import prepared
from alongside.partnerships import queries as partnerships
from alongside.referrals import access, rules
from alongside.referrals.models import Link


@trail.command("referrals.link.sent", trail.Verb.DISCLOSURE)
def send_link(
    *,
    actor: Actor,
    name: str,
    organisation: str,
    source: str,
    email: str,
    address: str,
    days: int,
    now: dt.datetime,
) -> Link:
    """Send a link to a named person of an organisation, by which they refer one child. ``address`` is that of the page
    without the key; ``days`` how long it may be used. Neither we nor anybody who reads our tables can make the link.
    """
    access.may_send_link(actor).or_raise()
    if source not in rules.LINK_SOURCES:
        raise NotNow("Choose what kind of organisation they work for.")
    key = rules.new_key()
    row = Link.objects.create(
        partnership_id=actor.partnership_id,
        digest=rules.digest_of(key),
        name=name,
        organisation=organisation,
        source=source,
        email=email,
        sent_by_id=actor.membership_id,
        sent_at=now,
        expires_at=rules.expires_at(now, days),
    )
    notifications.queue_email(
        actor=actor,
        letter="referral_link",
        to=email,
        about=row.ref,
        values={
            "area": actor.partnership_name,
            "day": calendar.spoken(calendar.london_date(row.expires_at)),
            "address": f"{address}{key}/",
        },
        now=now,
    )
    trail.record(actor, "referrals.link.sent", about=[row.ref], now=now, detail={"source": source, "days": days})
    return row


@trail.command("referrals.link.revoked")
def revoke_link(*, actor: Actor, link: Link, now: dt.datetime) -> Link:
    """Take a link back: from now on it opens nothing. What was sent by it stays."""
    row = prepared.locked(actor.partnership_id, Link, link.pk)
    access.may_revoke_link(actor, row, now).or_raise()
    row.revoked_by, row.revoked_at = partnerships.membership_or_404(actor, actor.membership_ref), now
    row.save(update_fields=["revoked_by", "revoked_at"])
    trail.record(actor, "referrals.link.revoked", about=[row.ref], now=now)
    return row
