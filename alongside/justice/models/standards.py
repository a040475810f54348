"""A partnership's own numbers for the hand-overs of custody."""

from __future__ import annotations

from django.db import models

from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.justice import rules
from alongside.partnerships.models import Membership, PartnershipRow
from alongside.partnerships.wall import SamePartnership


class StandardChange(PartnershipRow):
    """One number, from a day. Never changed: a later row holds from its day on. 0 is the same day."""

    code = models.TextField(choices=[(code, standard.title) for code, standard in rules.STANDARDS.items()])
    value = models.PositiveSmallIntegerField()
    from_on = models.DateField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    set_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership code value from_on set_at"), (STAFF, "set_by"))

    class Meta(PartnershipRow.Meta):
        db_table = "justice_standard_change"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="set_by", to="partnerships_membership", name="justice_standard_set_by"),
        ]
