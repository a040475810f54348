"""Putting a mail into the outbox, and sending what waits there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import structlog
from django.conf import settings
from django.core.mail import EmailMessage

from alongside.audit import trail
from alongside.core.actor import Actor
from alongside.notifications import rules
from alongside.notifications.models import Outgoing

log = structlog.get_logger(__name__)


@trail.command("notifications.email.queued")
def queue_email(
    *, actor: Actor, letter: str, to: str, about: str, values: Mapping[str, str], now: dt.datetime
) -> Outgoing:
    """Put a mail into the outbox: it is sent when the work that it belongs to is kept, and not otherwise.

    Raises ValueError for a value that a letter may not hold: there is no place for a name.
    """
    if not set(values) <= rules.MAY_VARY:
        raise ValueError(f"A letter holds nothing but {', '.join(sorted(rules.MAY_VARY))}")
    found = rules.LETTERS[letter]
    row = Outgoing.objects.create(
        partnership_id=actor.partnership_id,
        letter=letter,
        to_address=to,
        subject=found.subject,
        body=found.body.format(**values),
        about=about,
        queued_at=now,
        try_at=now,
    )
    trail.record(actor, "notifications.email.queued", about=[about], now=now, detail={"letter": letter})
    return row


@trail.command("notifications.email.sent", trail.Verb.DISCLOSURE)
def send_next(*, actor: Actor, now: dt.datetime) -> bool:
    """Send the mail that waits longest, in the partnership of the context; whether there was one.

    Two workers never take the same one. A fault is kept by its kind and tried again later; the address stays out of the
    log. Should the worker die between sending and noting it, the mail is sent twice rather than never.
    """
    row = (
        Outgoing.objects.select_for_update(skip_locked=True)
        .filter(partnership_id=actor.partnership_id, try_at__lte=now)
        .order_by("try_at", "id")
        .first()
    )
    if row is None:
        trail.record(actor, "notifications.email.sent", about=[], now=now, detail={"sent": False})
        return False
    row.tries += 1
    try:
        EmailMessage(row.subject, row.body, settings.DEFAULT_FROM_EMAIL, [row.to_address]).send()
    except Exception as fault:
        row.fault = type(fault).__name__
        row.try_at = rules.next_try(row.tries, now) if row.tries < rules.TRIES else None
        log.warning("notifications.not_sent", about=row.about, fault=row.fault, tries=row.tries)
    else:
        row.sent_at, row.try_at, row.body, row.fault = now, None, "", ""
    row.save(update_fields=["tries", "sent_at", "try_at", "body", "fault"])
    detail = {"letter": row.letter, "sent": row.sent_at is not None, "fault": row.fault}
    trail.record(actor, "notifications.email.sent", about=[row.about], now=now, detail=detail)
    return True
