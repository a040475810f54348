"""The child, and who may see what of the child."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from alongside.core import refs
from alongside.core.privacy import IDENTITY, PLAN, SAFEGUARDING, STAFF, SYSTEM, describe
from alongside.partnerships.models import Agency, Locality, Membership, PartnershipRow, RefRow, Team
from alongside.partnerships.wall import SamePartnership


def new_child_ref() -> str:
    return refs.new(refs.Kind.CHILD)


def new_grant_ref() -> str:
    return refs.new(refs.Kind.GRANT)


def new_concern_ref() -> str:
    return refs.new(refs.Kind.CONCERN)


def new_entry_ref() -> str:
    return refs.new(refs.Kind.ENTRY)


def new_voice_ref() -> str:
    return refs.new(refs.Kind.VOICE)


def new_break_glass_ref() -> str:
    return refs.new(refs.Kind.BREAK_GLASS)


class Child(RefRow):
    """A child. What is said first on every page: preferred name, strengths, own words."""

    ref = models.TextField(default=new_child_ref)
    given_name = models.TextField()
    family_name = models.TextField()
    preferred_name = models.TextField(blank=True, default="")
    former_names = models.TextField(blank=True, default="")
    pronouns = models.TextField(blank=True, default="")
    born_on = models.DateField()
    ethnicity = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="English")
    needs_interpreter = models.BooleanField(default=False)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    strengths = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")
    is_sealed = models.BooleanField(default=False)
    sort_name = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at version sort_name is_sealed"),
        (
            IDENTITY,
            (
                "given_name family_name preferred_name former_names pronouns born_on ethnicity language"
                " needs_interpreter locality school strengths own_words"
            ),
        ),
    )

    class Meta(RefRow.Meta):
        db_table = "children_child"
        indexes = [
            models.Index(fields=["partnership", "sort_name"], name="children_child_sorted"),
            models.Index(fields=["partnership", "born_on"], name="children_child_born"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="locality", to="partnerships_locality", name="children_child_locality"),
            SamePartnership(field="school", to="partnerships_agency", name="children_child_school"),
        ]

    @property
    def called(self) -> str:
        """The name that the child wants to be called by, with the family name."""
        return f"{self.preferred_name or self.given_name} {self.family_name}"

    @property
    def first_called(self) -> str:
        """The name that the child wants to be called by."""
        return self.preferred_name or self.given_name


class NameToken(PartnershipRow):
    """A normalised piece of a child's name, for search.

    Compared by equality and range, which an index serves under row security (a trigram index does not).
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField()
    token = models.TextField()

    privacy = describe((SYSTEM, "id partnership"), (IDENTITY, "child kind token"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_name_token"
        indexes = [
            models.Index(fields=["partnership", "kind", "token", "child"], name="children_name_token_find"),
        ]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_name_token_child"),
        ]


class SealedReader(PartnershipRow):
    """A person who may know of a sealed child. Nobody else does: the second row-security policy asks this table."""

    child_id = models.BigIntegerField()
    user_id = models.BigIntegerField()
    named_by = models.TextField()
    named_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership child_id user_id named_by named_at"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_sealed_reader"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "child_id", "user_id"], name="children_sealed_reader_once"),
            SamePartnership(field="child_id", to="children_child", name="children_sealed_reader_child"),
        ]


class Grant(RefRow):
    """This person or team may see these strands of this child, for this reason, from a moment until a moment."""

    class Reason(models.TextChoices):
        ALLOCATED = "allocated", "You are allocated to work with this child"
        TEAM = "team", "Your team works with this child"
        FRONT_DOOR = "front_door", "The front door is deciding what happens next"
        SPECIALIST = "specialist", "Support from your service was asked for or is given"
        SUPERVISION = "supervision", "You supervise the work with this child"
        MEETING = "meeting", "The child is on the agenda of a meeting in which you sit"
        REFERRER = "referrer", "You referred this child"
        SETTING = "setting", "The child learns at your setting"
        SEND = "send", "The child is on your SEND caseload"
        COVER = "cover", "You cover for a colleague"
        SAFEGUARDING = "safeguarding", "You were told of a safeguarding concern"
        ACTION = "action", "You have an action to do for this child"
        BREAK_GLASS = "break_glass", "You opened this record in an emergency"

    ref = models.TextField(default=new_grant_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    membership = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    team = models.ForeignKey(Team, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    reason = models.TextField(choices=Reason.choices)
    strands = ArrayField(models.TextField())
    source = models.TextField(help_text="Reference of the work from which the grant arises; it ends with it")
    from_at = models.DateTimeField()
    until_at = models.DateTimeField(null=True)
    given_by = models.TextField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child source"),
        (STAFF, "membership team reason strands from_at until_at given_by"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_grant"
        indexes = [
            models.Index(fields=["partnership", "membership", "child"], name="children_grant_of_person"),
            models.Index(fields=["partnership", "team", "child"], name="children_grant_of_team"),
            models.Index(fields=["partnership", "source"], name="children_grant_source"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_grant_child"),
            SamePartnership(field="membership", to="partnerships_membership", name="children_grant_membership"),
            SamePartnership(field="team", to="partnerships_team", name="children_grant_team"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False, team__isnull=True)
                | Q(membership__isnull=True, team__isnull=False),
                name="children_grant_one_holder",
            ),
            models.CheckConstraint(
                condition=Q(until_at__isnull=True) | Q(until_at__gte=F("from_at")),
                name="children_grant_order",
            ),
        ]


class BreakGlass(RefRow):
    """An emergency opening of one child's record by one person, and its review by somebody else."""

    class Outcome(models.TextChoices):
        OPEN = "open", "Waiting for review"
        JUSTIFIED = "justified", "Justified"
        NOT_JUSTIFIED = "not_justified", "Not justified"

    ref = models.TextField(default=new_break_glass_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    reason_digest = models.TextField()
    opened_at = models.DateTimeField()
    until_at = models.DateTimeField()
    review_due_on = models.DateField()
    outcome = models.TextField(choices=Outcome.choices, default=Outcome.OPEN)
    reviewed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    reviewed_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child"),
        (STAFF, "membership reason_digest opened_at until_at review_due_on outcome reviewed_by reviewed_at"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_break_glass"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_break_glass_child"),
            SamePartnership(field="membership", to="partnerships_membership", name="children_break_glass_person"),
            SamePartnership(field="reviewed_by", to="partnerships_membership", name="children_break_glass_reviewer"),
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("membership")),
                name="children_break_glass_other_reviewer",
            ),
        ]


class Carer(PartnershipRow):
    """A parent, carer or other person who matters to the child."""

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    name = models.TextField()
    relation = models.TextField()
    phone = models.TextField(blank=True, default="")
    has_parental_responsibility = models.BooleanField(null=True)

    privacy = describe((SYSTEM, "id partnership"), (IDENTITY, "child name relation phone has_parental_responsibility"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_carer"
        indexes = [models.Index(fields=["partnership", "child"], name="children_carer_of_child")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_carer_child"),
        ]


class Entry(RefRow):
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
        (SYSTEM, "id partnership ref created_at child source agency recorded_by strand kind"),
        (PLAN, "happened_on text"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_entry"
        indexes = [models.Index(fields=["partnership", "child", "-happened_on", "-id"], name="children_entry_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_entry_child"),
            SamePartnership(field="agency", to="partnerships_agency", name="children_entry_agency"),
        ]


class Voice(RefRow):
    """What the child said, how it was gathered, what changed because of it, and when the child was told."""

    ref = models.TextField(default=new_voice_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    about = models.TextField(blank=True, default="", help_text="Reference of what it was about")
    said = models.TextField()
    gathered = models.TextField()
    heard_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    said_on = models.DateField()
    changed = models.TextField(blank=True, default="")
    told_back_on = models.DateField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child about heard_by"),
        (IDENTITY, "said gathered said_on changed told_back_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_voice"
        indexes = [models.Index(fields=["partnership", "child", "-said_on"], name="children_voice_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_voice_child"),
            SamePartnership(field="heard_by", to="partnerships_membership", name="children_voice_heard_by"),
        ]


class Concern(RefRow):
    """ "This child may be at risk of harm now": who was told in social care, when, by whom.

    Never gated: a concern can be written about a child without a record (``named``), by anyone signed in.
    """

    class Status(models.TextChoices):
        OPEN = "open", "Open"
        CLOSED = "closed", "Closed"

    ref = models.TextField(default=new_concern_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, null=True, related_name="+", db_constraint=False)
    named = models.TextField(blank=True, default="")
    about = models.TextField(blank=True, default="", help_text="Reference of the page on which it was raised")
    what = models.TextField()
    raised_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    raised_at = models.DateTimeField()
    told_whom = models.TextField(blank=True, default="")
    told_at = models.DateTimeField(null=True)
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    status = models.TextField(choices=Status.choices, default=Status.OPEN)
    outcome = models.TextField(blank=True, default="")
    closed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    closed_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child about raised_by told_by closed_by status"),
        (SAFEGUARDING, "named what raised_at told_whom told_at outcome closed_at"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_concern"
        indexes = [models.Index(fields=["partnership", "status", "raised_at"], name="children_concern_open")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_concern_child"),
            SamePartnership(field="raised_by", to="partnerships_membership", name="children_concern_raised_by"),
            SamePartnership(field="told_by", to="partnerships_membership", name="children_concern_told_by"),
            SamePartnership(field="closed_by", to="partnerships_membership", name="children_concern_closed_by"),
            models.CheckConstraint(
                condition=~Q(status="closed") | (Q(told_at__isnull=False) & ~Q(told_whom="")),
                name="children_concern_told_before_closed",
            ),
        ]
