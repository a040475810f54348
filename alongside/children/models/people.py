"""Family, and others who matter to the child."""

from __future__ import annotations

import datetime as dt

from django.db import models
from django.db.models import F, Q

from alongside.children import rules
from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import FAMILY, SYSTEM, describe
from alongside.partnerships.models import RefRow
from alongside.partnerships.wall import SamePartnership


def new_person_ref() -> str:
    return refs.new(refs.Kind.RELATION)


class Person(RefRow):
    """Somebody in the child's family, or who matters to the child and is not family.

    ``known`` is the record of a brother, sister or other child who is known here too. Row security hides the whole row
    from whoever may not know of that child once the record is sealed; pages link to it only for readers of both.
    ``through`` is whose parent, partner or child the person is, where that is somebody else of the family: the picture
    draws the line to them.
    """

    ref = models.TextField(default=new_person_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    name = models.TextField()
    kin = models.TextField(default="other")
    relation = models.TextField(blank=True, default="", help_text="What the child calls them, or how people say it")
    born_on = models.DateField(null=True)
    has_died = models.BooleanField(default=False)
    phone = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    responsibility = models.TextField(blank=True, default="", help_text="Parental responsibility: yes, no or not known")
    responsibility_basis = models.TextField(blank=True, default="")
    responsibility_from_on = models.DateField(null=True)
    responsibility_to_on = models.DateField(null=True)
    lives_with = models.TextField(blank=True, default="", help_text="Whether the child lives with them")
    safe_to_contact = models.TextField(blank=True, default="")
    contact_note = models.TextField(blank=True, default="")
    is_restricted = models.BooleanField(default=False)
    through = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    known = models.ForeignKey(Child, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child through known withdrawn_at withdrawn_by version"),
        (
            FAMILY,
            (
                "name kin relation born_on has_died phone language responsibility responsibility_basis"
                " responsibility_from_on responsibility_to_on lives_with safe_to_contact contact_note is_restricted"
            ),
        ),
    )

    class Meta(RefRow.Meta):
        db_table = "children_person"
        indexes = [
            models.Index(fields=["partnership", "child"], name="children_person_of_child"),
            models.Index(fields=["partnership", "known"], name="children_person_known"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_person_child"),
            SamePartnership(field="known", to="children_child", name="children_person_known_child"),
            SamePartnership(field="through", to="children_person", name="children_person_through"),
            models.CheckConstraint(
                condition=Q(known__isnull=True) | ~Q(known=F("child")), name="children_person_not_oneself"
            ),
            models.CheckConstraint(
                condition=Q(responsibility_to_on__isnull=True)
                | Q(responsibility_from_on__isnull=True)
                | Q(responsibility_to_on__gte=F("responsibility_from_on")),
                name="children_person_responsibility_order",
            ),
        ]

    @property
    def who(self) -> str:
        """Who they are to the child: the words that people use, else the kind."""
        return self.relation or rules.KIN[self.kin].title

    def decides_on(self, day: dt.date) -> bool:
        """Whether they hold parental responsibility on this day, as recorded."""
        return rules.holds_responsibility(
            self.responsibility, self.responsibility_from_on, self.responsibility_to_on, day
        )
