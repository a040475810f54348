"""A partnership's own numbers for the standards of its front door, and the telephone on its public page."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, PartnershipRow
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.referral import choices


class StandardChange(PartnershipRow):
    """One number, from a day. Never changed: a later row holds from its day on."""

    code = models.TextField(choices=choices({code: standard.title for code, standard in rules.STANDARDS.items()}))
    value = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    set_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership code value from_on set_at"), (STAFF, "set_by"))

    class Meta(PartnershipRow.Meta):
        db_table = "referrals_standard_change"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="set_by", to="partnerships_membership", name="referrals_standard_set_by"),
            models.CheckConstraint(condition=Q(value__gt=0), name="referrals_standard_positive"),
        ]


class PublicContact(PartnershipRow):
    """On which number a family reaches a person, and when, from a day. Never changed: a later row holds from its day
    on. On the public page, for everybody to read."""

    phone = models.TextField(blank=True, default="", help_text="Empty: the public page shows no number")
    hours = models.TextField(blank=True, default="", help_text="When somebody answers, in words")
    from_on = models.DateField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    set_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership phone hours from_on set_at"), (STAFF, "set_by"))

    class Meta(PartnershipRow.Meta):
        db_table = "referrals_public_contact"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="set_by", to="partnerships_membership", name="referrals_public_contact_set_by"),
        ]

    @property
    def number(self) -> str:
        """What a telephone dials."""
        return "".join(sign for sign in self.phone if sign.isdigit() or sign == "+")
