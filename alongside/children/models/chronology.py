"""What happened, a line at a time."""

from __future__ import annotations

from django.db import models

from alongside.children.models.child import Child
from alongside.children.models.withdrawal import Withdrawable, withdrawn_with_a_reason
from alongside.core import refs
from alongside.core.privacy import PLAN, SYSTEM, describe
from alongside.partnerships.models import Agency, RefRow
from alongside.partnerships.wall import SamePartnership


def new_entry_ref() -> str:
    return refs.new(refs.Kind.ENTRY)


class Entry(Withdrawable, RefRow):
    """A line of the chronology, in one strand. ``source`` is the reference of what it speaks of."""

    ref = models.TextField(default=new_entry_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    happened_on = models.DateField()
    strand = models.TextField()
    kind = models.TextField()
    text = models.TextField()
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    recorded_by = models.TextField()
    source = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child source agency recorded_by strand kind withdrawn_at withdrawn_by"),
        (PLAN, "happened_on text withdrawn_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_entry"
        indexes = [models.Index(fields=["partnership", "child", "-happened_on", "-id"], name="children_entry_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_entry_child"),
            SamePartnership(field="agency", to="partnerships_agency", name="children_entry_agency"),
            withdrawn_with_a_reason("children_entry_withdrawn_why"),
        ]
