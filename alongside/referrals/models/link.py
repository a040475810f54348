"""A link by which somebody without an account refers one child."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.core import refs
from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.referral import choices


def new_link_ref() -> str:
    return refs.new(refs.Kind.LINK)


class Link(RefRow):
    """Sent to one named person of one organisation, for one referral, until a day. Only a digest of its key is kept."""

    ref = models.TextField(default=new_link_ref)
    digest = models.TextField(unique=True, help_text="SHA-256 of the key in the address, hexadecimal")
    name = models.TextField()
    organisation = models.TextField()
    source = models.TextField(choices=choices(rules.LINK_SOURCES))
    email = models.TextField()
    sent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    revoked_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at digest"),
        (STAFF, "name organisation source email sent_by sent_at expires_at revoked_by revoked_at"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_link"
        indexes = [models.Index(fields=["partnership", "-sent_at"], name="referrals_link_latest")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="sent_by", to="partnerships_membership", name="referrals_link_sent_by"),
            SamePartnership(field="revoked_by", to="partnerships_membership", name="referrals_link_revoked_by"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("sent_at")), name="referrals_link_order"),
            models.CheckConstraint(
                condition=Q(revoked_at__isnull=True, revoked_by__isnull=True)
                | Q(revoked_at__isnull=False, revoked_by__isnull=False),
                name="referrals_link_revoked_whole",
            ),
        ]
