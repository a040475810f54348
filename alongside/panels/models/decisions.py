"""What agencies say of a child, what the panel decides and why, and what is to be done."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from alongside.children.models import Child, Voice
from alongside.core import refs
from alongside.core.privacy import PLAN, STAFF, SYSTEM, describe
from alongside.panels.models.meetings import AgendaItem
from alongside.partnerships.models import Agency, Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_contribution_ref() -> str:
    return refs.new(refs.Kind.CONTRIBUTION)


def new_decision_ref() -> str:
    return refs.new(refs.Kind.DECISION)


def new_action_ref() -> str:
    return refs.new(refs.Kind.ACTION)


class Contribution(RefRow):
    """One agency's answers for one child: what is going well, what worries, what would help. In the agency's strand."""

    ref = models.TextField(default=new_contribution_ref)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    strand = models.TextField()
    going_well = models.TextField()
    worries = models.TextField(blank=True, default="")
    would_help = models.TextField(blank=True, default="")
    given_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    given_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at item child agency strand given_at version"),
        (STAFF, "given_by"),
        (PLAN, "going_well worries would_help"),
    )

    class Meta(RefRow.Meta):
        db_table = "panels_contribution"
        indexes = [models.Index(fields=["partnership", "child"], name="panels_contribution_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "item", "agency"], name="panels_contribution_once"),
            SamePartnership(field="item", to="panels_agenda_item", name="panels_contribution_item"),
            SamePartnership(field="child", to="children_child", name="panels_contribution_child"),
            SamePartnership(field="agency", to="partnerships_agency", name="panels_contribution_agency"),
            SamePartnership(field="given_by", to="partnerships_membership", name="panels_contribution_given_by"),
        ]


class Decision(RefRow):
    """The one decision on an agenda item: the option, why, which lesser ones were considered, and whether all agreed.

    What the child said about it, and how it changed the decision, is a ``children.Voice``: whoever may read who the
    child is reads it. Without one the decision says why the child was not heard.
    """

    ref = models.TextField(default=new_decision_ref)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    option = models.TextField()
    reason = models.TextField()
    considered = ArrayField(models.TextField(), default=list, help_text="Codes of less intrusive options")
    why_not = models.TextField(blank=True, default="")
    voice = models.ForeignKey(Voice, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    no_view_because = models.TextField(blank=True, default="")
    is_agreed = models.BooleanField(default=True)
    dissent = models.TextField(blank=True, default="")
    agencies_present = ArrayField(models.TextField(), default=list, help_text="References of core agencies")
    decided_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    decided_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at item child voice decided_at agencies_present"),
        (STAFF, "decided_by"),
        (PLAN, "option reason considered why_not no_view_because is_agreed dissent"),
    )

    class Meta(RefRow.Meta):
        db_table = "panels_decision"
        indexes = [models.Index(fields=["partnership", "child", "-decided_at"], name="panels_decision_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "item"], name="panels_decision_one_an_item"),
            SamePartnership(field="item", to="panels_agenda_item", name="panels_decision_item"),
            SamePartnership(field="child", to="children_child", name="panels_decision_child"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="panels_decision_decided_by"),
            models.CheckConstraint(condition=~Q(reason=""), name="panels_decision_says_why"),
            models.CheckConstraint(
                condition=Q(is_agreed=True) | ~Q(dissent=""), name="panels_decision_dissent_is_kept"
            ),
            SamePartnership(field="voice", to="children_voice", name="panels_decision_voice"),
            models.CheckConstraint(
                condition=Q(voice__isnull=False) | ~Q(no_view_because=""), name="panels_decision_child_is_heard"
            ),
        ]


class Action(RefRow):
    """Something that one person will do for the child by a day."""

    class Status(models.TextChoices):
        OPEN = "open", "To do"
        DONE = "done", "Done"
        WITHDRAWN = "withdrawn", "No longer needed"

    class Kind(models.TextChoices):
        OTHER = "other", "Agreed at the meeting"
        TELL_CHILD = "tell_child", "Tell the child what was decided"
        FOLLOW_UP = "follow_up", "Follows from the decision"

    ref = models.TextField(default=new_action_ref)
    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=Kind.choices, default=Kind.OTHER)
    what = models.TextField()
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    due_on = models.DateField()
    status = models.TextField(choices=Status.choices, default=Status.OPEN)
    outcome = models.TextField(blank=True, default="")
    added_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    done_on = models.DateField(null=True)
    ended_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at item child kind status due_on done_on"),
        (STAFF, "owner added_by ended_by"),
        (PLAN, "what outcome"),
    )

    class Meta(RefRow.Meta):
        db_table = "panels_action"
        indexes = [
            models.Index(fields=["partnership", "owner", "status", "due_on"], name="panels_action_of_owner"),
            models.Index(fields=["partnership", "child"], name="panels_action_of_child"),
            models.Index(fields=["partnership", "item"], name="panels_action_of_item"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="item", to="panels_agenda_item", name="panels_action_item"),
            SamePartnership(field="child", to="children_child", name="panels_action_child"),
            SamePartnership(field="owner", to="partnerships_membership", name="panels_action_owner"),
            SamePartnership(field="added_by", to="partnerships_membership", name="panels_action_added_by"),
            SamePartnership(field="ended_by", to="partnerships_membership", name="panels_action_ended_by"),
            models.CheckConstraint(
                condition=Q(status="open", ended_by=None) | (~Q(status="open") & Q(ended_by__isnull=False)),
                name="panels_action_ended_by_somebody",
            ),
        ]
