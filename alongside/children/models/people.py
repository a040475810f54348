"""People who matter to the child."""

from __future__ import annotations

from django.db import models

from alongside.children.models.child import Child
from alongside.core.privacy import IDENTITY, SYSTEM, describe
from alongside.partnerships.models import PartnershipRow
from alongside.partnerships.wall import SamePartnership


class Carer(PartnershipRow):
    """A parent, carer or other person who matters to the child."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    name = models.TextField()
    relation = models.TextField()
    phone = models.TextField(blank=True, default="")
    has_parental_responsibility = models.BooleanField(null=True)

    privacy = describe((SYSTEM, "id partnership"), (IDENTITY, "child name relation phone has_parental_responsibility"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_carer"
        indexes = [models.Index(fields=["partnership", "child"], name="children_carer_of_child")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_carer_child"),
        ]
