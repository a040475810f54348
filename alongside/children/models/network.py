"""People of other services who work with the child and do not use this system."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, SYSTEM, describe
from alongside.partnerships.models import RefRow
from alongside.partnerships.wall import SamePartnership


def new_professional_ref() -> str:
    return refs.new(refs.Kind.NETWORK)


class Professional(RefRow):
    """A professional whom somebody typed in: a general practitioner, a solicitor, a youth worker.

    Who uses this system stands in the network by the grants of their work, and is not written down again.
    """

    ref = models.TextField(default=new_professional_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    name = models.TextField()
    role = models.TextField()
    agency = models.TextField(blank=True, default="")
    phone = models.TextField(blank=True, default="")
    reason = models.TextField(blank=True, default="")
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    recorded_by = models.TextField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child recorded_by"),
        (IDENTITY, "name role agency phone reason from_on to_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_professional"
        indexes = [models.Index(fields=["partnership", "child"], name="children_professional_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_professional_of"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="children_professional_order",
            ),
        ]
