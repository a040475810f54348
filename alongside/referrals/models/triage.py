"""What triage writes beside a decision: what was said of Turnaround's rules, and what the referrer was told."""

from __future__ import annotations

from django.db import models

from alongside.core import refs
from alongside.core.privacy import JUSTICE, PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, PartnershipRow, RefRow
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.referral import Referral, choices


def new_reply_ref() -> str:
    return refs.new(refs.Kind.REPLY)


class TurnaroundCheck(PartnershipRow):
    """What somebody said that bears on Turnaround's rules, and who said it. The last one counts."""

    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    event = models.TextField(blank=True, default="", help_text="A code of the rules, none, or empty: not known")
    event_on = models.DateField(null=True)
    had_turnaround = models.TextField(choices=choices(rules.KNOWN))
    had_order = models.TextField(choices=choices(rules.KNOWN))
    looked_after = models.TextField(choices=choices(rules.KNOWN))
    protection_plan = models.TextField(choices=choices(rules.KNOWN))
    early_help_lead = models.TextField(choices=choices(rules.KNOWN))
    said_by = models.TextField(help_text="Who said so, and when")
    checked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    checked_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership referral"),
        (STAFF, "checked_by checked_at"),
        (JUSTICE, "event event_on had_turnaround had_order said_by"),
        (PLAN, "looked_after protection_plan early_help_lead"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "referrals_turnaround_check"
        indexes = [models.Index(fields=["partnership", "referral", "-id"], name="referrals_turnaround_latest")]
        constraints = [
            *PartnershipRow.Meta.constraints,
            SamePartnership(field="referral", to="referrals_referral", name="referrals_turnaround_referral"),
            SamePartnership(field="checked_by", to="partnerships_membership", name="referrals_turnaround_by"),
        ]

    @property
    def facts(self) -> rules.TurnaroundFacts:
        """What was said, as the rules take it."""
        return rules.TurnaroundFacts(
            event=self.event,
            event_on=self.event_on,
            had_turnaround=self.had_turnaround,
            had_order=self.had_order,
            looked_after=self.looked_after,
            protection_plan=self.protection_plan,
            early_help_lead=self.early_help_lead,
        )


class Reply(RefRow):
    """What whoever referred was told with the decision: the words as they were sent."""

    ref = models.TextField(default=new_reply_ref)
    referral = models.ForeignKey(Referral, on_delete=models.CASCADE, related_name="+", db_constraint=False)
    kind = models.TextField(choices=choices(rules.SOURCES), help_text="The kind of referrer for whom it was written")
    outcome = models.TextField()
    text = models.TextField()
    told_how = models.TextField(
        choices=choices(rules.HOW_ANSWERED), blank=True, default="", help_text="Empty where they read it in Alongside"
    )
    sent_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    sent_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id partnership ref created_at referral"),
        (STAFF, "kind sent_by sent_at"),
        (PLAN, "outcome text told_how"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_reply"
        indexes = [models.Index(fields=["partnership", "referral", "-id"], name="referrals_reply_latest")]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="referral", to="referrals_referral", name="referrals_reply_referral"),
            SamePartnership(field="sent_by", to="partnerships_membership", name="referrals_reply_sent_by"),
        ]
