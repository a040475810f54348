"""What a police force or a court decided for a child, and the look back on a first entry or a custody."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import JUSTICE, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow, Team
from alongside.partnerships.wall import SamePartnership


def new_outcome_ref() -> str:
    return refs.new(refs.Kind.OUTCOME)


def new_look_back_ref() -> str:
    return refs.new(refs.Kind.LOOK_BACK)


class Outcome(RefRow):
    """One outcome, out of court or in court. Withdrawn where it was wrong or changed on appeal: it is never edited."""

    class Status(models.TextChoices):
        STANDS = "stands", "Stands"
        WITHDRAWN = "withdrawn", "Wrong, or changed on appeal"

    ref = models.TextField(default=new_outcome_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    code = models.TextField(help_text="Code of rules.OUTCOME_KINDS")
    given_on = models.DateField()
    status = models.TextField(choices=Status.choices, default=Status.STANDS)
    withdrawn_why = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child status"),
        (STAFF, "recorded_by"),
        (JUSTICE, "code given_on withdrawn_why"),
    )

    class Meta(RefRow.Meta):
        db_table = "justice_outcome"
        indexes = [models.Index(fields=["partnership", "child", "given_on"], name="justice_outcome_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="justice_outcome_child"),
            SamePartnership(field="recorded_by", to="partnerships_membership", name="justice_outcome_recorded_by"),
            models.CheckConstraint(
                condition=~Q(status="withdrawn") | ~Q(withdrawn_why=""), name="justice_outcome_withdrawn_why"
            ),
        ]


class LookBack(RefRow):
    """A look back on one first entry or one custody of a year: what was seen and offered before, and what we find."""

    class Status(models.TextChoices):
        WAITING = "waiting", "To do"
        DONE = "done", "Done"

    class Kind(models.TextChoices):
        FIRST_ENTRY = "first_entry", "First entry"
        CUSTODY = "custody", "Custody"

    ref = models.TextField(default=new_look_back_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=Kind.choices)
    about = models.TextField(help_text="Reference of the outcome or the detention")
    happened_on = models.DateField()
    due_on = models.DateField()
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    findings = ArrayField(models.TextField(), default=list, help_text="Codes of rules.FINDINGS")
    learnt = models.TextField(blank=True, default="")
    done_on = models.DateField(null=True)
    done_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child about status"),
        (STAFF, "team done_by due_on done_on"),
        (JUSTICE, "kind happened_on findings learnt"),
    )

    class Meta(RefRow.Meta):
        db_table = "justice_look_back"
        indexes = [models.Index(fields=["partnership", "status", "due_on"], name="justice_look_back_waiting")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="justice_look_back_child"),
            SamePartnership(field="team", to="partnerships_team", name="justice_look_back_team"),
            SamePartnership(field="done_by", to="partnerships_membership", name="justice_look_back_done_by"),
            models.UniqueConstraint(fields=["partnership", "about"], name="justice_look_back_once"),
            models.CheckConstraint(
                condition=(Q(status="done", done_on__isnull=False, done_by__isnull=False) & ~Q(findings=[]))
                | (Q(status="waiting", done_on__isnull=True, findings=[])),
                name="justice_look_back_done",
            ),
        ]
