"""What the child and the family answered."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, RefRow
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.referral import Referral, choices


def new_agreement_ref() -> str:
    return refs.new(refs.Kind.AGREEMENT)


class Agreement(RefRow):
    """Who told the child and the parent or carer what the work is about, how, on which day, and what each answered."""

    ref = models.TextField(default=new_agreement_ref)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    child = models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    told_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    told_on = models.DateField()
    how = models.TextField(choices=choices(rules.HOW_TOLD))
    child_answer = models.TextField(choices=choices(rules.ANSWERS))
    carer_answer = models.TextField(choices=choices(rules.CARER_ANSWERS))
    carer_reason = models.TextField(blank=True, default="", help_text="Why the parent or carer was not asked")
    child_words = models.TextField(blank=True, default="")
    recorded_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at referral child"),
        (STAFF, "told_by recorded_at"),
        (IDENTITY, "child_words"),
        (PLAN, "told_on how child_answer carer_answer carer_reason"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_agreement"
        indexes = [models.Index(fields=["partnership", "referral", "-id"], name="referrals_agreement_latest")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="referral", to="referrals_referral", name="referrals_agreement_referral"),
            SamePartnership(field="child", to="children_child", name="referrals_agreement_child"),
            SamePartnership(field="told_by", to="partnerships_membership", name="referrals_agreement_told_by"),
            models.CheckConstraint(
                condition=~Q(carer_answer="not_needed") | ~Q(carer_reason=""),
                name="referrals_agreement_reason",
            ),
        ]
