"""What a partnership chose about its papers for children."""

from __future__ import annotations

from django.db import models

from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, PartnershipRow
from alongside.partnerships.wall import SamePartnership


class NamesOnPaper(PartnershipRow):
    """Whether the paper on who looked names people, from a day. Never changed: a later row holds from its day on."""

    names_people = models.BooleanField()
    from_on = models.DateField()
    set_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    set_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership names_people from_on set_at"), (STAFF, "set_by"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_names_on_paper"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="set_by", to="partnerships_membership", name="children_names_on_paper_set_by"),
        ]
