"""A child who moves to another area: what we sent, and what came to us."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.referral import Referral

MOVE_CHOICES = [(code, title) for code, (title, _) in rules.MOVE_KINDS.items()]


def new_move_ref() -> str:
    return refs.new(refs.Kind.MOVE)


def new_moved_in_ref() -> str:
    return refs.new(refs.Kind.MOVED_IN)


class Move(RefRow):
    """A copy about a child was sent to another area, which answers. Nothing of ours can be looked at from there."""

    class Status(models.TextChoices):
        SENT = "sent", "Waiting for their answer"
        ACCEPTED = "accepted", "They accepted"
        REFUSED = "refused", "They refused"
        CLOSED = "closed", "Closed"

    ref = models.TextField(default=new_move_ref)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=MOVE_CHOICES)
    to_slug = models.TextField()
    to_name = models.TextField()
    moves_on = models.DateField()
    why = models.TextField()
    sections = models.JSONField(help_text="Codes of the parts that travelled")
    disclosure = models.TextField(help_text="Reference of the line in the sharing ledger")
    status = models.TextField(choices=Status.choices, default=Status.SENT)
    owner = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sent_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at child disclosure status"),
        (STAFF, "owner sent_at answered_at"),
        (PLAN, "kind to_slug to_name moves_on why sections answer"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_move"
        indexes = [models.Index(fields=["partnership", "owner", "status"], name="referrals_move_of")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="child", to="children_child", name="referrals_move_child"),
            SamePartnership(field="owner", to="partnerships_membership", name="referrals_move_owner"),
            models.UniqueConstraint(
                fields=["partnership", "child"], condition=~Q(status="closed"), name="referrals_move_one_open"
            ),
        ]


class MovedIn(RefRow):
    """What another area sent of a child who moves here: a copy of our own, emptied where we refuse."""

    class Status(models.TextChoices):
        WAITING = "waiting", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"

    ref = models.TextField(default=new_moved_in_ref)
    kind = models.TextField(choices=MOVE_CHOICES)
    from_slug = models.TextField()
    from_name = models.TextField()
    from_ref = models.TextField(help_text="Reference of the move there")
    sender = models.TextField(help_text="Who sent it, with a number to ring")
    moves_on = models.DateField()
    why = models.TextField()
    copy = models.JSONField()
    law = models.TextField(help_text="Under which law it was shared")
    received_at = models.DateTimeField()
    status = models.TextField(choices=Status.choices, default=Status.WAITING)
    referral = models.ForeignKey(Referral, on_delete=models.SET_NULL, null=True, related_name="+", db_constraint=False)
    answered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="")
    taken_over_at = models.DateTimeField(null=True, help_text="When the worker took it into the child's record")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at from_slug from_ref status referral"),
        (STAFF, "sender received_at answered_by answered_at taken_over_at"),
        (PLAN, "kind from_name moves_on why copy law answer"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_moved_in"
        indexes = [models.Index(fields=["partnership", "status", "received_at"], name="referrals_moved_in_waits")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="referral", to="referrals_referral", name="referrals_moved_in_referral"),
            SamePartnership(field="answered_by", to="partnerships_membership", name="referrals_moved_in_by"),
            models.UniqueConstraint(fields=["partnership", "from_ref"], name="referrals_moved_in_once"),
        ]
