"""The outbox."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships.models import PartnershipRow


class Outgoing(PartnershipRow):
    """A mail that is to be sent, written in the transaction of the work that sends it.

    Its text is emptied once it has gone: a link in it is a key.
    """

    letter = models.TextField()
    to_address = models.TextField()
    subject = models.TextField()
    body = models.TextField(blank=True)
    about = models.TextField(help_text="The reference of the work that sends it")
    queued_at = models.DateTimeField()
    try_at = models.DateTimeField(null=True, help_text="Empty once it was sent or given up")
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    fault = models.TextField(blank=True, default="", help_text="The kind of the last fault, never its text")

    privacy = describe(
        (SYSTEM, "id partnership letter about queued_at try_at tries sent_at fault"),
        (STAFF, "to_address subject body"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "notifications_outgoing"
        indexes = [
            models.Index(fields=["partnership", "try_at"], condition=Q(try_at__isnull=False), name="notifications_due"),
        ]
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.CheckConstraint(
                condition=Q(sent_at__isnull=True) | Q(try_at__isnull=True, body=""), name="notifications_sent_is_empty"
            ),
        ]
