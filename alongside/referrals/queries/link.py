"""Questions about links: which were sent, and what somebody who holds one may do with it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.referrals import access, rules
from alongside.referrals.models import Arrival, Link

LINKS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class LinkLine:
    """A link as whoever sent it sees it. Its state: open, used, ended or taken back."""

    ref: str
    name: str
    organisation: str
    email: str
    sent_by: str
    sent_on: dt.date
    until_on: dt.date
    state: str
    may_revoke: bool


def links(actor: Actor, now: dt.datetime) -> tuple[LinkLine, ...]:
    """Links of the last months, the newest first. One query."""
    used = Arrival.objects.filter(partnership_id=OuterRef("partnership_id"), link_id=OuterRef("pk"))
    rows = (
        access.visible_links(actor, now)
        .annotate(is_used=Exists(used))
        .select_related("sent_by__user")
        .order_by("-sent_at", "-id")[:LINKS_SHOWN]
    )
    return tuple(
        LinkLine(
            ref=row.ref,
            name=row.name,
            organisation=row.organisation,
            email=row.email,
            sent_by=row.sent_by.user.name,
            sent_on=calendar.london_date(row.sent_at),
            until_on=calendar.london_date(row.expires_at),
            state=_state(row, row.is_used, now),
            may_revoke=row.revoked_at is None and row.expires_at > now,
        )
        for row in rows
    )


def _state(row: Link, is_used: bool, now: dt.datetime) -> str:
    if row.revoked_at is not None:
        return "Taken back"
    if is_used:
        return "Used"
    return "Open" if row.expires_at > now else "Ended unused"


def link_of_key(digest: str, now: dt.datetime) -> Link | None:
    """The link of this key, if it opens anything now: in the context of its door. None for one that is unknown, was
    taken back, has ended unused, or was used so long ago that nothing more is to be read."""
    row = Link.objects.filter(digest=digest, revoked_at__isnull=True).select_related("partnership").first()
    if row is None or row.expires_at + dt.timedelta(days=rules.READ_DAYS) <= now:
        return None
    return row


def sent_by_link(link: Link) -> Arrival | None:
    """What was sent by this link, if anything."""
    return Arrival.objects.filter(partnership_id=link.partnership_id, link=link).first()
