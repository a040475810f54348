"""Figures that others published, and rows of theirs that were refused. About areas, never about a child."""

from __future__ import annotations

from django.db import models

from alongside.core.privacy import SYSTEM, describe


class PublishedFigure(models.Model):
    """One published rate with its source and edition. A newer edition stands beside it and does not change it."""

    id = models.BigAutoField(primary_key=True)
    measure = models.TextField()
    method = models.TextField()
    area = models.TextField()
    period = models.TextField()
    year = models.IntegerField(null=True)
    rate = models.FloatField()
    count = models.IntegerField(null=True)
    population = models.IntegerField(null=True)
    source_url = models.TextField()
    edition = models.TextField(blank=True, default="")
    loaded_at = models.DateTimeField()

    privacy = describe(
        (SYSTEM, "id measure method area period year rate count population source_url edition loaded_at")
    )

    class Meta:
        db_table = "comparators_published_figure"
        indexes = [models.Index(fields=["measure", "method", "year", "area"], name="comparators_published_find")]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "method", "area", "period", "source_url"], name="comparators_published_once"
            ),
            models.CheckConstraint(
                condition=models.Q(rate__gte=0, rate__lt=100_000), name="comparators_published_is_a_rate"
            ),
            models.CheckConstraint(condition=~models.Q(source_url=""), name="comparators_published_has_source"),
        ]


class RefusedFigure(models.Model):
    """A published row that is not used, and why: so that a page can say why a figure is missing."""

    id = models.BigAutoField(primary_key=True)
    measure = models.TextField()
    method = models.TextField()
    area = models.TextField()
    period = models.TextField()
    line = models.IntegerField()
    rate = models.FloatField(null=True)
    source_url = models.TextField()
    why = models.TextField()
    loaded_at = models.DateTimeField()

    privacy = describe((SYSTEM, "id measure method area period line rate source_url why loaded_at"))

    class Meta:
        db_table = "comparators_refused_figure"
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "method", "area", "period", "source_url"], name="comparators_refused_once"
            ),
        ]
