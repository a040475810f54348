"""The child, the names by which search finds the child, and who may know of a sealed one."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.core import refs
from alongside.core.privacy import EDUCATION, HEALTH, IDENTITY, SYSTEM, describe
from alongside.partnerships.models import Agency, Locality, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership


def new_child_ref() -> str:
    return refs.new(refs.Kind.CHILD)


class Child(RefRow):
    """A child. What is said first on every page: preferred name, strengths, own words."""

    ref = models.TextField(default=new_child_ref)
    given_name = models.TextField()
    family_name = models.TextField()
    preferred_name = models.TextField(blank=True, default="")
    former_names = models.TextField(blank=True, default="")
    pronouns = models.TextField(blank=True, default="")
    born_on = models.DateField()
    ethnicity = models.TextField(blank=True, default="", help_text="As the child or the family describes it")
    ethnic_group = models.TextField(blank=True, default="", db_default="", help_text="Code of rules.ETHNIC_GROUPS")
    religion = models.TextField(blank=True, default="", db_default="", help_text="Code of rules.RELIGIONS")
    upn = models.TextField(blank=True, default="", db_default="")
    nhs_number = models.TextField(blank=True, default="", db_default="")
    home_authority = models.TextField(blank=True, default="", db_default="")
    host_authority = models.TextField(blank=True, default="", db_default="")
    communication = models.TextField(blank=True, default="", db_default="")
    language = models.TextField(blank=True, default="English")
    needs_interpreter = models.BooleanField(default=False)
    locality = models.ForeignKey(Locality, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    school = models.ForeignKey(Agency, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    strengths = models.TextField(blank=True, default="")
    own_words = models.TextField(blank=True, default="")
    is_sealed = models.BooleanField(default=False)
    joined_to = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    """The record of the same child in which work goes on; this one is then an alias (``Merge``)."""
    sort_name = models.TextField(default="")
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at version sort_name is_sealed joined_to"),
        (
            IDENTITY,
            (
                "given_name family_name preferred_name former_names pronouns born_on ethnicity ethnic_group religion"
                " home_authority host_authority language needs_interpreter communication locality school strengths"
                " own_words"
            ),
        ),
        (EDUCATION, "upn"),
        (HEALTH, "nhs_number"),
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
            SamePartnership(field="joined_to", to="children_child", name="children_child_joined_to"),
            models.CheckConstraint(
                condition=Q(joined_to__isnull=True) | ~Q(joined_to=F("id")), name="children_child_not_joined_to_itself"
            ),
        ]

    @property
    def called(self) -> str:
        """The name that the child wants to be called by, with the family name."""
        return f"{self.preferred_name or self.given_name} {self.family_name}"

    @property
    def first_called(self) -> str:
        """The name that the child wants to be called by."""
        return self.preferred_name or self.given_name


NAMED = ("ref", "given_name", "family_name", "preferred_name")
"""Columns by which lists name a child: ``rows.only(*NAMED)``."""


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
    """A person who may know of a sealed child. Nobody else does: the second row-security policy asks this table.

    A row is seen by the person whom it names, and through the door ``sealed`` by whoever keeps information governance.
    """

    child_id = models.BigIntegerField()
    child_ref = models.TextField(default="", help_text="So that a sealed record can be spoken of without being read")
    user_id = models.BigIntegerField()
    named_by = models.TextField()
    named_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership child_id child_ref user_id named_by named_at"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_sealed_reader"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "child_id", "user_id"], name="children_sealed_reader_once"),
            SamePartnership(field="child_id", to="children_child", name="children_sealed_reader_child"),
        ]
