"""What was shared of a child and what was not, consents to share, and copies that somebody asked for."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, STAFF, SYSTEM, describe
from alongside.partnerships.models import Agency, Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_disclosure_ref() -> str:
    return refs.new(refs.Kind.DISCLOSURE)


def new_consent_ref() -> str:
    return refs.new(refs.Kind.CONSENT)


def new_subject_access_ref() -> str:
    return refs.new(refs.Kind.SUBJECT_ACCESS)


class Disclosure(RefRow):
    """Something of a child's record that left the hands of who held it, or the decision that it should not.

    Both have the same form, since a decision not to share needs its reason as much.
    """

    class Outcome(models.TextChoices):
        SHARED = "shared", "Shared"
        NOT_SHARED = "not_shared", "Not shared"

    class Told(models.TextChoices):
        TOLD = "told", "Told"
        TO_TELL = "to_tell", "Still to be told"
        NOT_TOLD = "not_told", "Not told, with a reason"

    class How(models.TextChoices):
        HERE = "here", "In Alongside"
        SPOKEN = "spoken", "Spoken, in person or by telephone"
        SECURE_EMAIL = "secure_email", "Secure e-mail"
        LINK = "link", "Link that expires"
        PAPER = "paper", "On paper"
        MEETING = "meeting", "At a meeting"

    class Checked(models.TextChoices):
        CHECKED = "checked", "Somebody checked what had to be left out"
        NOTHING = "nothing", "There was nothing to leave out"
        BY_STRAND = "by_strand", "Alongside left out the parts that the reader may not see"

    ref = models.TextField(default=new_disclosure_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    outcome = models.TextField(choices=Outcome.choices)
    what = models.TextField()
    strands = ArrayField(models.TextField())
    about = ArrayField(models.TextField(), default=list, help_text="References of what was shared")
    source = models.TextField(
        blank=True, default="", help_text="Reference of the work that shared it by itself; empty when a person did"
    )
    to_whom = models.TextField(help_text="Person and organisation, as they were told or not told")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    controller = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    purpose = models.TextField(help_text="What for; or why not")
    gateway = models.TextField(blank=True, default="")
    law = models.TextField(blank=True, default="", help_text="The provision as the gateway named it on the day")
    how = models.TextField(choices=How.choices, blank=True, default="")
    checked = models.TextField(choices=Checked.choices, blank=True, default="")
    shared_at = models.DateTimeField()
    shared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    expires_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    told = models.TextField(choices=Told.choices)
    told_on = models.DateField(null=True)
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    not_told_why = models.TextField(blank=True, default="")
    told_to_stop_on = models.DateField(null=True, help_text="When consent was taken back: the recipient was told")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child about source to_agency controller shared_by told_by"),
        (
            IDENTITY,
            (
                "outcome what strands to_whom purpose gateway law how checked shared_at expires_on received_on told"
                " told_on not_told_why told_to_stop_on"
            ),
        ),
    )

    class Meta(RefRow.Meta):
        db_table = "children_disclosure"
        indexes = [
            models.Index(fields=["partnership", "child", "-shared_at"], name="children_disclosure_of_child"),
            models.Index(fields=["partnership", "told", "shared_at"], name="children_disclosure_to_tell"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_disclosure_child"),
            SamePartnership(field="to_agency", to="partnerships_agency", name="children_disclosure_to"),
            SamePartnership(field="controller", to="partnerships_agency", name="children_disclosure_controller"),
            SamePartnership(field="shared_by", to="partnerships_membership", name="children_disclosure_by"),
            SamePartnership(field="told_by", to="partnerships_membership", name="children_disclosure_told_by"),
            models.CheckConstraint(
                condition=Q(outcome="not_shared") | ~Q(gateway=""), name="children_disclosure_has_gateway"
            ),
            models.CheckConstraint(
                condition=(Q(told="told", told_on__isnull=False) | (~Q(told="told") & Q(told_on__isnull=True))),
                name="children_disclosure_told_on",
            ),
            models.CheckConstraint(
                condition=~Q(told="not_told") | ~Q(not_told_why=""), name="children_disclosure_not_told_why"
            ),
            models.UniqueConstraint(
                fields=["partnership", "source", "child", "to_whom"],
                condition=~Q(source=""),
                name="children_disclosure_once",
            ),
        ]


class Consent(RefRow):
    """A child's or parent's agreement that something may be shared. It is not the agreement to work together."""

    class Status(models.TextChoices):
        GIVEN = "given", "Given"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Taken back"

    class By(models.TextChoices):
        CHILD = "child", "The child"
        PARENT = "parent", "Somebody with parental responsibility"
        BOTH = "both", "Both"

    ref = models.TextField(default=new_consent_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    by = models.TextField(choices=By.choices)
    by_name = models.TextField(blank=True, default="")
    what = models.TextField()
    strands = ArrayField(models.TextField())
    with_whom = models.TextField()
    with_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    purpose = models.TextField()
    understood = models.TextField(help_text="How it was explained, and how we know that they understood")
    answered_on = models.DateField()
    until_on = models.DateField(null=True)
    status = models.TextField(choices=Status.choices)
    withdrawn_on = models.DateField(null=True)
    withdrawn_words = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child with_agency recorded_by status"),
        (
            IDENTITY,
            ("by by_name what strands with_whom purpose understood answered_on until_on withdrawn_on withdrawn_words"),
        ),
    )

    class Meta(RefRow.Meta):
        db_table = "children_consent"
        indexes = [models.Index(fields=["partnership", "child", "-answered_on"], name="children_consent_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_consent_child"),
            SamePartnership(field="with_agency", to="partnerships_agency", name="children_consent_with"),
            SamePartnership(field="recorded_by", to="partnerships_membership", name="children_consent_by"),
            models.CheckConstraint(
                condition=Q(status="withdrawn", withdrawn_on__isnull=False)
                | (~Q(status="withdrawn") & Q(withdrawn_on__isnull=True)),
                name="children_consent_withdrawn_on",
            ),
            models.CheckConstraint(
                condition=Q(until_on__isnull=True) | Q(until_on__gte=F("answered_on")), name="children_consent_order"
            ),
        ]


class SubjectAccess(RefRow):
    """Somebody asked who looked at a record and what was shared. One person prepares the copy, another releases it."""

    class Status(models.TextChoices):
        PREPARING = "preparing", "Being prepared"
        TO_RELEASE = "to_release", "Waiting for a second person"
        RELEASED = "released", "Released"
        REFUSED = "refused", "Refused"

    class By(models.TextChoices):
        CHILD = "child", "The child"
        PARENT = "parent", "A parent or carer, for the child"
        OTHER = "other", "Somebody else who may act for the child"

    ref = models.TextField(default=new_subject_access_ref)
    child_ref = models.TextField(help_text="The record, by reference: whoever prepares the copy need not open it")
    asked_by = models.TextField(choices=By.choices)
    asked_on = models.DateField()
    identity_on = models.DateField(null=True, help_text="When it was clear who asks: the clock starts then")
    may_act = models.TextField(help_text="How we know who asks, and that they understand or may act for the child")
    due_on = models.DateField()
    status = models.TextField(choices=Status.choices, default=Status.PREPARING)
    left_out = ArrayField(
        models.TextField(), default=list, help_text="Lines left out, each with its reason after a colon"
    )
    prepared_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    released_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    up_to = models.DateTimeField(help_text="The copy tells of everything until this moment")
    released_at = models.DateTimeField(null=True)
    outcome = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child_ref status prepared_by released_by up_to"),
        (STAFF, "asked_by asked_on identity_on may_act due_on left_out released_at outcome"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_subject_access"
        indexes = [models.Index(fields=["partnership", "status", "due_on"], name="children_subject_access_open")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="prepared_by", to="partnerships_membership", name="children_subject_access_by"),
            SamePartnership(field="released_by", to="partnerships_membership", name="children_subject_access_second"),
            models.CheckConstraint(
                condition=Q(released_by__isnull=True) | ~Q(released_by=F("prepared_by")),
                name="children_subject_access_two_people",
            ),
        ]
