"""The trail's tables. No foreign keys: nothing blocks an erasure, and history outlives the rows that it speaks of."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from alongside.core.privacy import STAFF, SYSTEM, TRAIL, describe


class Event(models.Model):
    """One act: a look, a change, a disclosure, a refusal. Appended by ``trail`` only, never changed."""

    id = models.BigAutoField(primary_key=True)
    partnership_id = models.BigIntegerField(null=True)
    at = models.DateTimeField()
    verb = models.TextField()
    action = models.TextField()
    user_ref = models.TextField()
    user_name = models.TextField()
    agency_ref = models.TextField()
    agency_name = models.TextField()
    role = models.TextField()
    about = ArrayField(models.TextField())
    basis = models.TextField()
    outcome = models.TextField()
    detail = models.JSONField()
    reason_digest = models.TextField()
    transaction_id = models.BigIntegerField(editable=False)

    privacy = describe(
        (SYSTEM, "id partnership_id transaction_id"),
        (TRAIL, "at verb action agency_ref agency_name role about basis outcome detail reason_digest"),
        (STAFF, "user_ref user_name"),
    )

    class Meta:
        db_table = "audit_event"
        indexes = [
            models.Index(fields=["partnership_id", "transaction_id", "id"], name="audit_event_sealing"),
            models.Index(fields=["partnership_id", "-at"], name="audit_event_recent"),
            models.Index(fields=["partnership_id", "user_ref", "-at"], name="audit_event_by_person"),
            GinIndex(fields=["about"], name="audit_event_about"),
        ]


class Reason(models.Model):
    """A reason that a person typed. It can be erased; the event keeps only its digest (UK GDPR Art. 17)."""

    id = models.BigAutoField(primary_key=True)
    partnership_id = models.BigIntegerField()
    digest = models.TextField()
    text = models.TextField()
    at = models.DateTimeField()

    privacy = describe((SYSTEM, "id partnership_id digest at"), (TRAIL, "text"))

    class Meta:
        db_table = "audit_reason"
        indexes = [models.Index(fields=["partnership_id", "digest"], name="audit_reason_digest")]


class Seal(models.Model):
    """One link of a partnership's chain: a batch of events, their digest, and the digest of the link before."""

    id = models.BigAutoField(primary_key=True)
    partnership_id = models.BigIntegerField()
    number = models.BigIntegerField()
    from_transaction = models.BigIntegerField()
    until_transaction = models.BigIntegerField()
    events = models.BigIntegerField()
    previous = models.TextField()
    digest = models.TextField()
    sealed_at = models.DateTimeField()

    privacy = describe(
        (
            SYSTEM,
            "id partnership_id number from_transaction until_transaction events previous digest sealed_at",
        )
    )

    class Meta:
        db_table = "audit_seal"
        constraints = [
            models.UniqueConstraint(fields=["partnership_id", "number"], name="audit_seal_one_per_number"),
        ]


class Head(models.Model):
    """Where a partnership's chain ends: kept apart, since a chain alone does not notice that its last link is gone."""

    partnership_id = models.BigIntegerField(primary_key=True)
    number = models.BigIntegerField()
    until_transaction = models.BigIntegerField()
    events = models.BigIntegerField()
    digest = models.TextField()
    sealed_at = models.DateTimeField()

    privacy = describe((SYSTEM, "partnership_id number until_transaction events digest sealed_at"))

    class Meta:
        db_table = "audit_head"


class Segment(models.Model):
    """A stretch of the trail within which the database counted its transactions without a break.

    A restored database may live in a cluster that counts from the beginning again. What an event carries is therefore
    the cluster's number plus the ``shift`` of its segment, chosen when the database was restored so that numbers go on
    growing (``config.backup.begin_segment``). Made by the owner's role and by nobody else.
    """

    number = models.IntegerField(primary_key=True)
    shift = models.BigIntegerField()
    first_transaction = models.BigIntegerField()
    why = models.TextField()
    began_at = models.DateTimeField()

    privacy = describe((SYSTEM, "number shift first_transaction why began_at"))

    class Meta:
        db_table = "audit_segment"
