"""Files in the child's record."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import PLAN, SYSTEM, describe
from alongside.partnerships.models import Agency, RefRow
from alongside.partnerships.wall import SamePartnership


def new_document_ref() -> str:
    return refs.new(refs.Kind.DOCUMENT)


class Document(RefRow):
    """A file in one strand of the child's record. The file lies outside the database, named by the reference.

    ``source`` is the reference of what it belongs to. One that is wrong, or in the wrong record, is withdrawn: the
    row stays, and the file is given to nobody.
    """

    class Kind(models.TextChoices):
        LETTER = "letter", "Letter or e-mail"
        REPORT = "report", "Report or advice"
        ASSESSMENT = "assessment", "Assessment"
        PLAN = "plan", "Plan"
        MINUTES = "minutes", "Notes of a meeting"
        FORM = "form", "Form or agreement"
        OWN_WORK = "own_work", "Something the child made"
        OTHER = "other", "Something else"

    ref = models.TextField(default=new_document_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    strand = models.TextField()
    kind = models.TextField(choices=Kind.choices)
    title = models.TextField()
    dated_on = models.DateField(help_text="The day that stands on it")
    file_name = models.TextField(help_text="As it was called where it came from")
    media_type = models.TextField(help_text="Found from the content")
    size = models.PositiveBigIntegerField(help_text="Bytes")
    digest = models.TextField(help_text="SHA-256 of the content")
    is_made_here = models.BooleanField(default=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    recorded_by = models.TextField()
    source = models.TextField(blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True, default="")
    withdrawn_why = models.TextField(blank=True, default="")

    privacy = describe(
        (
            SYSTEM,
            (
                "id partnership ref created_at child strand kind media_type size digest is_made_here agency recorded_by"
                " source withdrawn_at withdrawn_by"
            ),
        ),
        (PLAN, "title dated_on file_name withdrawn_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_document"
        indexes = [models.Index(fields=["partnership", "child", "-dated_on", "-id"], name="children_document_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_document_child"),
            SamePartnership(field="agency", to="partnerships_agency", name="children_document_agency"),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name="children_document_withdrawn_why"
            ),
        ]
