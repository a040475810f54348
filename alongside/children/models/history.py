"""What the record said before, and who changed it."""

from __future__ import annotations

from django.db import models

from alongside.children.models.child import Child
from alongside.core.privacy import FAMILY, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, PartnershipRow
from alongside.partnerships.wall import SamePartnership


class Change(PartnershipRow):
    """One field of a child's record as it was and as it became. Nothing of a restricted address stands here.

    ``about`` is the reference of what was changed: the child, or somebody of the family.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    about = models.TextField()
    field = models.TextField()
    was = models.TextField(blank=True, default="")
    became = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=0, help_text="The version of the record that the change made")
    changed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    changed_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership child about field version"), (STAFF, "changed_by changed_at"), (FAMILY, "was became")
    )

    class Meta(PartnershipRow.Meta):
        db_table = "children_change"
        indexes = [models.Index(fields=["partnership", "child", "-changed_at", "-id"], name="children_change_of_child")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_change_child"),
            SamePartnership(field="changed_by", to="partnerships_membership", name="children_change_by"),
        ]
