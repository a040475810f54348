"""Figures of quarters that are closed: counted once, and never again."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from alongside.core.privacy import SYSTEM, describe
from alongside.partnerships.models import PartnershipRow


class ClosedMeasure(PartnershipRow):
    """One measure of one closed quarter.

    ``figures`` is what was counted on ``closed_at``; ``shown`` is the same as those may see it who see no child,
    decided once over all measures of the quarter. Neither is ever changed: the application may only add rows. What was
    written up later, and what a definition says since, shows from the next quarter on.
    """

    code = models.TextField()
    first_on = models.DateField()
    last_on = models.DateField()
    version = models.IntegerField(help_text="Version of the definition by which it was counted")
    since_on = models.DateField(null=True, help_text="First day with a record, where that lies within the quarter")
    closed_at = models.DateTimeField()
    figures = models.JSONField()
    shown = models.JSONField()

    privacy = describe(
        (SYSTEM, "id partnership code first_on last_on version since_on closed_at figures shown"),
    )

    class Meta(PartnershipRow.Meta):
        db_table = "measures_closed_measure"
        constraints = [
            *PartnershipRow.Meta.constraints,
            models.UniqueConstraint(fields=["partnership", "first_on", "code"], name="measures_closed_measure_once"),
            models.CheckConstraint(condition=Q(last_on__gt=F("first_on")), name="measures_closed_measure_order"),
        ]
