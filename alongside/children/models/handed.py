"""What of a record somebody else sees to than whoever wrote it down."""

from __future__ import annotations

from django.db import models

from alongside.children.models.child import Child
from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, PartnershipRow
from alongside.partnerships.wall import SamePartnership


class HandedOn(PartnershipRow):
    """Somebody sees to a concern, to telling a child what changed, or to telling of something shared, in place of
    whoever raised, heard or shared it and has left. Who did so stays as it is written there."""

    about = models.TextField(help_text="Reference of the concern, of what was said, or of what was shared")
    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    handed_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership about child"), (STAFF, "membership handed_at"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_handed_on"
        indexes = [models.Index(fields=["partnership", "membership"], name="children_handed_on_to")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_handed_on_child"),
            SamePartnership(field="membership", to="partnerships_membership", name="children_handed_on_person"),
            models.UniqueConstraint(fields=["partnership", "about"], name="children_handed_on_once"),
        ]
