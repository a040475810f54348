"""Asking that a sealed record be opened again, or that one more person may know of it."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.core import refs
from alongside.core.privacy import STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership


def new_seal_ask_ref() -> str:
    return refs.new(refs.Kind.SEAL_ASK)


class SealAsk(RefRow):
    """One person asks for a change to a seal, and another decides. Names the record by its reference only.

    Seen by the people who may know of the record, and through the door ``sealed``.
    """

    class Wish(models.TextChoices):
        UNSEAL = "unseal", "Open the record again"
        NAME_READER = "name_reader", "Let one more person know of it"

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for a second person"
        AGREED = "agreed", "Agreed and done"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.TextField(default=new_seal_ask_ref)
    child_id = models.BigIntegerField()
    child_ref = models.TextField()
    wish = models.TextField(choices=Wish.choices)
    reader = models.ForeignKey(Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    reason_digest = models.TextField()
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    asked_at = models.DateTimeField()
    decide_by_on = models.DateField()
    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    decided_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    decided_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child_id child_ref wish status"),
        (STAFF, "reader reason_digest asked_by asked_at decide_by_on decided_by decided_at"),
    )

    class Meta(RefRow.Meta):
        db_table = "children_seal_ask"
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child_id", to="children_child", name="children_seal_ask_child"),
            SamePartnership(field="reader", to="partnerships_membership", name="children_seal_ask_reader"),
            SamePartnership(field="asked_by", to="partnerships_membership", name="children_seal_ask_asked_by"),
            SamePartnership(field="decided_by", to="partnerships_membership", name="children_seal_ask_decided_by"),
            models.UniqueConstraint(
                fields=["partnership", "child_id"], condition=Q(status="waiting"), name="children_seal_ask_one_waits"
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | (Q(decided_by__isnull=False) & ~Q(decided_by=F("asked_by"))),
                name="children_seal_ask_two_people",
            ),
            models.CheckConstraint(
                condition=Q(wish="unseal", reader__isnull=True) | Q(wish="name_reader", reader__isnull=False),
                name="children_seal_ask_names_whom",
            ),
        ]
