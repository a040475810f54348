"""Lists of EHC plans that somebody uploaded: the file until it is read, and of its lines no more than is needed."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import EDUCATION, STAFF, SYSTEM, describe
from alongside.partnerships.models import Agency, Membership, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership


def new_list_ref() -> str:
    return refs.new(refs.Kind.EHC_LIST)


class ListColumns(PartnershipRow):
    """How an agency's lists are read: mapped once, and remembered. One for each agency."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    columns = models.JSONField(default=dict, help_text="Code of what is asked to the head of its column")
    statuses = models.JSONField(default=dict, help_text="Word of the list to what it means here")

    privacy = describe((SYSTEM, "id partnership agency columns statuses"))

    class Meta(PartnershipRow.Meta):
        db_table = "exchange_list_columns"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="agency", to="partnerships_agency", name="exchange_list_columns_agency"),
            models.UniqueConstraint(fields=["partnership", "agency"], name="exchange_list_columns_once"),
        ]


class EhcList(RefRow):
    """One upload. ``content`` is the file, until it is read or its time is over."""

    class Status(models.TextChoices):
        UPLOADED = "uploaded", "Say what its columns mean"
        MAPPED = "mapped", "Say what its words mean"
        QUEUED = "queued", "Being read"
        READ = "read", "Read"
        FAILED = "failed", "Could not be read"

    ref = models.TextField(default=new_list_ref)
    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    uploaded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    uploaded_at = models.DateTimeField()
    status = models.TextField(choices=Status.choices, default=Status.UPLOADED)
    content = models.BinaryField(null=True, help_text="The file; nothing once it was read")
    heads = ArrayField(models.TextField(), default=list)
    notes = ArrayField(models.TextField(), default=list, help_text="What of the file was not read")
    columns = models.JSONField(default=dict)
    statuses = models.JSONField(default=dict)
    total = models.PositiveIntegerField(help_text="Lines of the list")
    done = models.PositiveIntegerField(default=0, help_text="Lines that were dealt with")
    left_out = models.PositiveIntegerField(default=0)
    why_failed = models.TextField(blank=True, default="")
    finished_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at agency heads notes columns statuses total done left_out why_failed"),
        (STAFF, "uploaded_by uploaded_at status finished_at"),
        (EDUCATION, "content"),
    )

    class Meta(RefRow.Meta):
        db_table = "exchange_ehc_list"
        indexes = [models.Index(fields=["partnership", "status"], name="exchange_ehc_list_waiting")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="agency", to="partnerships_agency", name="exchange_ehc_list_agency"),
            SamePartnership(field="uploaded_by", to="partnerships_membership", name="exchange_ehc_list_by"),
            # A list that was read, or could not be, keeps no file.
            models.CheckConstraint(
                condition=~Q(status__in=["read", "failed"]) | Q(content__isnull=True),
                name="exchange_ehc_list_file_is_gone",
            ),
        ]


class ListLine(PartnershipRow):
    """A line of a list. Of one that is about nobody whom the reader may know of, only digests are kept: enough to see
    next week whether it changed, and nothing of a child."""

    class Kind(models.TextChoices):
        MATCHED = "matched", "About this child"
        POSSIBLE = "possible", "May be about this child"
        UNKNOWN = "unknown", "About nobody whom the reader may know of"
        FAULTY = "faulty", "Cannot be used"

    ehc_list = models.ForeignKey(EhcList, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    number = models.PositiveIntegerField()
    kind = models.TextField(choices=Kind.choices)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    key_digest = models.TextField(blank=True, default="")
    value_digest = models.TextField(blank=True, default="")
    said = models.JSONField(default=dict, help_text="What the line says, where it may be about a child known here")
    score = models.FloatField(null=True)
    reasons = ArrayField(models.TextField(), default=list)
    faults = ArrayField(models.TextField(), default=list)
    proposal = models.TextField(blank=True, default="", help_text="agrees, differs or begin")
    words = ArrayField(models.TextField(), default=list)
    begin_on = models.DateField(null=True)
    is_changed = models.BooleanField(default=True, help_text="Whether it says more than the list before")
    outcome = models.TextField(blank=True, default="", help_text="done, or why it could not be")
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ehc_list number kind child key_digest value_digest score is_changed"),
        (STAFF, "decided_by decided_at"),
        (EDUCATION, "said reasons faults proposal words begin_on outcome"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "exchange_list_line"
        indexes = [models.Index(fields=["partnership", "ehc_list", "kind"], name="exchange_list_line_of_list")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="ehc_list", to="exchange_ehc_list", name="exchange_list_line_list"),
            SamePartnership(field="child", to="children_child", name="exchange_list_line_child"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="exchange_list_line_by"),
            models.UniqueConstraint(fields=["partnership", "ehc_list", "number"], name="exchange_list_line_once"),
            models.CheckConstraint(
                condition=Q(kind__in=["matched", "possible"], child__isnull=False)
                | Q(kind__in=["unknown", "faulty"], child__isnull=True, said={}, words=[]),
                name="exchange_list_line_of_a_child",
            ),
        ]


class ListLink(PartnershipRow):
    """What a person said of a line, remembered from week to week: it is this child, or it is not."""

    agency = models.ForeignKey(Agency, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    key_digest = models.TextField()
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    is_same = models.BooleanField()
    said_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    said_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership agency key_digest child is_same"),
        (STAFF, "said_by said_at"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "exchange_list_link"
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="agency", to="partnerships_agency", name="exchange_list_link_agency"),
            SamePartnership(field="child", to="children_child", name="exchange_list_link_child"),
            SamePartnership(field="said_by", to="partnerships_membership", name="exchange_list_link_by"),
            models.UniqueConstraint(
                fields=["partnership", "agency", "key_digest", "child"], name="exchange_list_link_once"
            ),
        ]
