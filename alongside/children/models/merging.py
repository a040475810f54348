"""Two records of one child: proposed by one person, joined by another, and parted again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_merge_ref() -> str:
    return refs.new(refs.Kind.MERGE)


class Merge(RefRow):
    """What was decided about two records: that they are of one child (``kept`` is the one in which work goes on), or of
    two. No row of either record is moved: the other becomes an alias (``Child.joined_to``), and stops being one when
    the records are parted."""

    class Status(models.TextChoices):
        PROPOSED = "proposed", "Waits for a second person"
        JOINED = "joined", "One child"
        DIFFERENT = "different", "Two children"
        PARTED = "parted", "Parted again"

    ref = models.TextField(default=new_merge_ref)
    kept = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    other = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices)
    why = models.TextField(help_text="Why they are thought to be one child, or two")
    proposed_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(null=True)
    parted_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    parted_at = models.DateTimeField(null=True)
    parted_why = models.TextField(blank=True, default="")

    privacy = describe(
        (
            SYSTEM,
            (
                "id partnership ref created_at kept other status proposed_by proposed_at decided_by decided_at"
                " parted_by parted_at"
            ),
        ),
        (IDENTITY, "why parted_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_merge"
        indexes = [models.Index(fields=["partnership", "status"], name="children_merge_status")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="kept", to="children_child", name="children_merge_kept"),
            SamePartnership(field="other", to="children_child", name="children_merge_other"),
            SamePartnership(field="proposed_by", to="partnerships_membership", name="children_merge_proposed_by"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="children_merge_decided_by"),
            SamePartnership(field="parted_by", to="partnerships_membership", name="children_merge_parted_by"),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="children_merge_two_records"),
            models.CheckConstraint(
                condition=Q(status__in=["proposed", "different"])
                | (Q(decided_by__isnull=False) & ~Q(decided_by=F("proposed_by"))),
                name="children_merge_two_people",
            ),
            models.UniqueConstraint(
                fields=["partnership", "other"],
                condition=Q(status__in=["proposed", "joined"]),
                name="children_merge_once",
            ),
        ]
