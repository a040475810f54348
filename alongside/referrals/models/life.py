"""What happens to a spell of work while it lasts: handed to another, paused, covered, said goodbye to, stepped down."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.children.models import Child
from alongside.core import refs
from alongside.core.privacy import IDENTITY, PLAN, STAFF, SYSTEM, describe
from alongside.partnerships.models import Membership, PartnershipRow, RefRow, Team
from alongside.partnerships.wall import SamePartnership
from alongside.referrals import rules
from alongside.referrals.models.involvement import Involvement
from alongside.referrals.models.referral import choices


def new_transfer_ref() -> str:
    return refs.new(refs.Kind.TRANSFER)


def new_goodbye_ref() -> str:
    return refs.new(refs.Kind.GOODBYE)


def new_pause_ref() -> str:
    return refs.new(refs.Kind.PAUSE)


def new_absence_ref() -> str:
    return refs.new(refs.Kind.ABSENCE)


def new_step_down_ref() -> str:
    return refs.new(refs.Kind.STEP_DOWN)


def _work() -> models.ForeignKey[Involvement, Involvement]:
    return models.ForeignKey(Involvement, on_delete=models.CASCADE, related_name="+", db_constraint=False)


def _child() -> models.ForeignKey[Child, Child]:
    return models.ForeignKey(Child, on_delete=models.CASCADE, related_name="+", db_constraint=False)


def _of_work(name: str) -> list[SamePartnership]:
    return [
        SamePartnership(field="involvement", to="referrals_involvement", name=f"referrals_{name}_work"),
        SamePartnership(field="child", to="children_child", name=f"referrals_{name}_child"),
    ]


class Transfer(RefRow):
    """Somebody, or a team, is asked to take over work with a child. Until they say yes, it is whose it was."""

    class Status(models.TextChoices):
        ASKED = "asked", "Waiting for an answer"
        ACCEPTED = "accepted", "Accepted"
        REFUSED = "refused", "Refused"
        WITHDRAWN = "withdrawn", "Withdrawn"

    ref = models.TextField(default=new_transfer_ref)
    involvement = _work()
    child = _child()
    from_worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    to_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    to_worker = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    reason = models.TextField()
    status = models.TextField(choices=Status.choices, default=Status.ASKED)
    asked_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    asked_at = models.DateTimeField()
    answer_by_on = models.DateField()
    answered_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(blank=True, default="", help_text="Why not, where it was refused")

    privacy = describe(
        (SYSTEM, "id partnership ref created_at involvement child status"),
        (STAFF, "from_worker to_team to_worker asked_by asked_at answer_by_on answered_by answered_at"),
        (PLAN, "reason answer"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_transfer"
        indexes = [models.Index(fields=["partnership", "status", "answer_by_on"], name="referrals_transfer_waits")]
        constraints = [
            *RefRow.Meta.constraints,
            *_of_work("transfer"),
            SamePartnership(field="from_worker", to="partnerships_membership", name="referrals_transfer_from"),
            SamePartnership(field="to_team", to="partnerships_team", name="referrals_transfer_team"),
            SamePartnership(field="to_worker", to="partnerships_membership", name="referrals_transfer_to"),
            SamePartnership(field="asked_by", to="partnerships_membership", name="referrals_transfer_asked_by"),
            SamePartnership(field="answered_by", to="partnerships_membership", name="referrals_transfer_answered_by"),
            models.UniqueConstraint(
                fields=["partnership", "involvement"], condition=Q(status="asked"), name="referrals_transfer_one_open"
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(answer=""), name="referrals_transfer_refused_why"
            ),
        ]


class Goodbye(RefRow):
    """Goodbye and hello: when workers change, the child meets both, and is told what happens now."""

    class Status(models.TextChoices):
        DUE = "due", "To be done"
        DONE = "done", "Done"
        NOT_POSSIBLE = "not_possible", "Not possible"

    ref = models.TextField(default=new_goodbye_ref)
    involvement = _work()
    child = _child()
    from_worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    to_worker = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    changed_on = models.DateField()
    due_on = models.DateField()
    status = models.TextField(choices=Status.choices, default=Status.DUE)
    goodbye_on = models.DateField(null=True)
    hello_on = models.DateField(null=True)
    told = models.TextField(blank=True, default="", help_text="What the child was told, or why it was not possible")
    recorded_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False
    )
    recorded_at = models.DateTimeField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at involvement child status"),
        (STAFF, "from_worker to_worker changed_on due_on recorded_by recorded_at"),
        (PLAN, "goodbye_on hello_on told"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_goodbye"
        indexes = [models.Index(fields=["partnership", "status", "due_on"], name="referrals_goodbye_waits")]
        constraints = [
            *RefRow.Meta.constraints,
            *_of_work("goodbye"),
            SamePartnership(field="from_worker", to="partnerships_membership", name="referrals_goodbye_from"),
            SamePartnership(field="to_worker", to="partnerships_membership", name="referrals_goodbye_to"),
            SamePartnership(field="recorded_by", to="partnerships_membership", name="referrals_goodbye_recorded_by"),
            models.CheckConstraint(
                condition=~Q(status="done") | (Q(hello_on__isnull=False) & ~Q(told="")),
                name="referrals_goodbye_done_whole",
            ),
        ]


class Pause(RefRow):
    """A spell of work rests: why, until when, and what goes on meanwhile."""

    ref = models.TextField(default=new_pause_ref)
    involvement = _work()
    child = _child()
    reason = models.TextField(choices=choices(rules.PAUSE_REASONS))
    continues = models.TextField(help_text="What goes on, and whom the child can ring")
    from_on = models.DateField()
    until_on = models.DateField()
    paused_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    resumed_on = models.DateField(null=True)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at involvement child"),
        (STAFF, "paused_by"),
        (PLAN, "reason continues from_on until_on resumed_on"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_pause"
        indexes = [models.Index(fields=["partnership", "involvement", "-id"], name="referrals_pause_latest")]
        constraints = [
            *RefRow.Meta.constraints,
            *_of_work("pause"),
            SamePartnership(field="paused_by", to="partnerships_membership", name="referrals_pause_by"),
            models.CheckConstraint(condition=Q(until_on__gt=F("from_on")), name="referrals_pause_order"),
        ]


class Absence(RefRow):
    """A worker is away for some days, and a colleague sees to their children: through grants that end by themselves."""

    ref = models.TextField(default=new_absence_ref)
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    cover = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    why = models.TextField(choices=choices(rules.ABSENCE_REASONS))
    from_on = models.DateField()
    until_on = models.DateField()
    ended_at = models.DateTimeField(null=True, help_text="When it was called off, or the worker came back before")
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at"),
        (STAFF, "membership cover why from_on until_on ended_at recorded_by"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_absence"
        indexes = [
            models.Index(fields=["partnership", "membership", "until_on"], name="referrals_absence_of"),
            models.Index(fields=["partnership", "cover", "until_on"], name="referrals_absence_cover"),
        ]
        constraints = [
            *RefRow.Meta.constraints,
            SamePartnership(field="membership", to="partnerships_membership", name="referrals_absence_person"),
            SamePartnership(field="cover", to="partnerships_membership", name="referrals_absence_covered_by"),
            SamePartnership(field="recorded_by", to="partnerships_membership", name="referrals_absence_recorded_by"),
            models.CheckConstraint(
                condition=Q(until_on__gte=F("from_on")) & ~Q(cover=F("membership")), name="referrals_absence_order"
            ),
        ]


class StepDown(RefRow):
    """A child needs less: who helps from now on, from when, and what the child was told and said."""

    ref = models.TextField(default=new_step_down_ref)
    involvement = _work()
    child = _child()
    to = models.TextField(choices=choices(rules.STEP_DOWN_TO))
    who = models.TextField(help_text="Who takes over, with a number to ring")
    next = models.ForeignKey(Involvement, on_delete=models.PROTECT, null=True, related_name="+", db_constraint=False)
    told_on = models.DateField()
    told = models.TextField(help_text="What the child was told")
    child_words = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership ref created_at involvement child next"),
        (STAFF, "recorded_by"),
        (IDENTITY, "child_words"),
        (PLAN, "to who told_on told"),
    )

    class Meta(RefRow.Meta):
        db_table = "referrals_step_down"
        constraints = [
            *RefRow.Meta.constraints,
            *_of_work("step_down"),
            SamePartnership(field="next", to="referrals_involvement", name="referrals_step_down_next"),
            SamePartnership(field="recorded_by", to="partnerships_membership", name="referrals_step_down_by"),
            models.UniqueConstraint(fields=["partnership", "involvement"], name="referrals_step_down_once"),
        ]


class Withdrawal(PartnershipRow):
    """The child or the family takes back their agreement to voluntary work. Consent to share is another thing."""

    involvement = _work()
    child = _child()
    who = models.TextField(choices=choices(rules.WHO_WITHDREW))
    withdrawn_on = models.DateField()
    words = models.TextField(blank=True, default="")
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+", db_constraint=False)

    privacy = describe(
        (SYSTEM, "id partnership involvement child"),
        (STAFF, "recorded_by"),
        (IDENTITY, "words"),
        (PLAN, "who withdrawn_on"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "referrals_withdrawal"
        constraints = [
            *PartnershipRow.Meta.constraints,
            *_of_work("withdrawal"),
            SamePartnership(field="recorded_by", to="partnerships_membership", name="referrals_withdrawal_by"),
            models.UniqueConstraint(fields=["partnership", "involvement"], name="referrals_withdrawal_once"),
        ]
