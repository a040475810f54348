"""What was written down wrongly stays, struck out, with who withdrew it and why."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Withdrawable(models.Model):
    """A row that is withdrawn with a reason and never taken away: measures and most readers pass it over."""

    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_by = models.TextField(blank=True, default="")
    withdrawn_why = models.TextField(blank=True, default="")

    class Meta:
        abstract = True


def withdrawn_with_a_reason(name: str) -> models.CheckConstraint:
    """Whatever is withdrawn says why."""
    return models.CheckConstraint(condition=Q(withdrawn_at__isnull=True) | ~Q(withdrawn_why=""), name=name)
