"""What children's social care does for the child, from a day to a day."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import PLAN, SYSTEM, describe
from alongside.partnerships.models import RefRow
from alongside.partnerships.wall import SamePartnership


def new_care_ref() -> str:
    return refs.new(refs.Kind.CARE_SPELL)


class CareSpell(RefRow):
    """A care status from a day to a day, with the legal status of a looked after child and who told us.

    It belongs to the plan: a school reads who a child is, and not this.
    """

    ref = models.TextField(default=new_care_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    care = models.TextField(help_text="Code of rules.CARE_STATUSES")
    legal = models.TextField(blank=True, default="", help_text="Code of rules.LEGAL_STATUSES")
    from_on = models.DateField()
    to_on = models.DateField(null=True)
    told_by = models.TextField(blank=True, default="", help_text="Where this is known from")
    recorded_by = models.TextField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child recorded_by"), (PLAN, "care legal from_on to_on told_by")
    )

    class Meta(RefRow.Meta):
        db_table = "children_care_spell"
        indexes = [models.Index(fields=["partnership", "child", "-from_on"], name="children_care_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_care_child"),
            models.UniqueConstraint(
                fields=["partnership", "child"], condition=Q(to_on__isnull=True), name="children_care_one_now"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="children_care_order"
            ),
            models.CheckConstraint(
                condition=Q(legal="") | Q(care="looked_after"), name="children_care_legal_when_looked_after"
            ),
        ]
