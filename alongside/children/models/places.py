"""Where the child lives and lived, and who may know of an address that is restricted."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models.child import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, SYSTEM, describe
from alongside.partnerships.models import PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership


def new_address_ref() -> str:
    return refs.new(refs.Kind.ADDRESS)


class Address(RefRow):
    """An address of the child from a day to a day.

    A restricted one is walled: a second row-security policy shows it to the people named for this child only, whatever
    grant others hold. It is never printed, and stands in no history.
    """

    class Kind(models.TextChoices):
        HOME = "home", "Home"
        STAYING = "staying", "Staying for a while"
        PLACEMENT = "placement", "Placed by the local authority"
        OTHER = "other", "Another address"

    ref = models.TextField(default=new_address_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=Kind.choices)
    lines = models.TextField()
    postcode = models.TextField(blank=True, default="")
    from_on = models.DateField(null=True)
    to_on = models.DateField(null=True)
    is_restricted = models.BooleanField(default=False)
    recorded_by = models.TextField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child is_restricted recorded_by"),
        (IDENTITY, "kind lines postcode from_on to_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_address"
        indexes = [models.Index(fields=["partnership", "child"], name="children_address_of_child")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="children_address_child"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(from_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="children_address_order",
            ),
        ]


class AddressReader(PartnershipRow):
    """A person who may know of the restricted addresses of a child: the second row-security policy asks this table.

    While the record is joined with another (ADR 11), what the other says of where the child lives is restricted too,
    up to the day on which the child left the last restricted address: a third policy keeps it to the people named here.
    """

    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    user_id = models.BigIntegerField()
    named_by = models.TextField()
    named_at = models.DateTimeField()
    until_on = models.DateField(null=True, help_text="When the child left the last of them; empty while at one")

    privacy = describe((SYSTEM, "id partnership child user_id named_by named_at until_on"))

    class Meta(PartnershipRow.Meta):
        db_table = "children_address_reader"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "child", "user_id"], name="children_address_reader_once"),
            SamePartnership(field="child", to="children_child", name="children_address_reader_child"),
        ]
