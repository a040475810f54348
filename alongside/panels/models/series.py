"""A panel that meets again and again, and the agencies that sit on it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.core import refs
from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.panels import rules
from alongside.partnerships.models import Agency, Membership, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership


def new_series_ref() -> str:
    return refs.new(refs.Kind.SERIES)


class Series(RefRow):
    """A weekly panel: its type, when and where it meets, who chairs and prepares it, and its quorum."""

    ref = models.TextField(default=new_series_ref)
    kind = models.TextField(choices=[(kind.code, kind.title) for kind in rules.TYPES.values()])
    name = models.TextField()
    weekday = models.PositiveSmallIntegerField(help_text="0 is Monday")
    begins = models.TimeField(help_text="London time")
    place = models.TextField(blank=True, default="")
    chair = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    prepared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    quorum = models.PositiveSmallIntegerField(help_text="Core agencies that must be there, besides the chair")
    is_active = models.BooleanField(default=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at kind name weekday begins place quorum is_active"),
        (STAFF, "chair prepared_by"),
    )

    class Meta(RefRow.Meta):
        db_table = "panels_series"
        indexes = [models.Index(fields=["partnership", "is_active", "name"], name="panels_series_by_name")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="chair", to="partnerships_membership", name="panels_series_chair"),
            SamePartnership(field="prepared_by", to="partnerships_membership", name="panels_series_prepared_by"),
            models.CheckConstraint(condition=Q(weekday__lte=6), name="panels_series_weekday"),
        ]


class SeriesMember(PartnershipRow):
    """An agency on a panel: core (at every meeting) or case by case, with the person who usually comes."""

    class Part(models.TextChoices):
        CORE = "core", "Comes every time"
        CASE_BY_CASE = "case_by_case", "Comes when a child's case needs it"

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    part = models.TextField(choices=Part.choices)
    is_required = models.BooleanField(default=False, help_text="The panel cannot decide without this agency")

    privacy = describe((SYSTEM, "id partnership series agency part is_required"), (STAFF, "membership"))

    class Meta(PartnershipRow.Meta):
        db_table = "panels_series_member"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "series", "agency"], name="panels_series_member_once"),
            SamePartnership(field="series", to="panels_series", name="panels_series_member_series"),
            SamePartnership(field="agency", to="partnerships_agency", name="panels_series_member_agency"),
            SamePartnership(field="membership", to="partnerships_membership", name="panels_series_member_person"),
            models.CheckConstraint(
                condition=Q(is_required=False) | Q(part="core"), name="panels_series_member_required_is_core"
            ),
        ]
