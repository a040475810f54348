"""Loading published figures.

They belong to no partnership: what was loaded is told on the command line and kept with each row (source, edition,
moment), rather than in the trail of one partnership.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction

from alongside.comparators import rules
from alongside.comparators.models import PublishedFigure, RefusedFigure
from alongside.comparators.rules import send


@transaction.atomic
def load_published(*, text: str, now: dt.datetime) -> rules.Reading:
    """Load a file of published figures: what it gives again replaces the same row of the same source; nothing is lost.

    A row that is refused now and stood there before is taken out, and kept among the refused.

    Raises rules.UnreadableFile.
    """
    reading = rules.read_published(text)
    same = ["measure", "method", "area", "period", "source_url"]
    PublishedFigure.objects.bulk_create(
        (
            PublishedFigure(
                measure=rules.FIRST_TIME_ENTRANTS,
                method=row.method,
                area=row.area,
                period=row.period,
                year=row.year,
                rate=row.rate,
                count=row.count,
                population=row.population,
                source_url=row.source_url,
                edition=row.edition,
                loaded_at=now,
            )
            for row in reading.kept
        ),
        update_conflicts=True,
        unique_fields=same,
        update_fields=["year", "rate", "count", "population", "edition", "loaded_at"],
    )
    refused = {(row.method, row.area, row.period, row.source_url): row for row in reading.refused}
    kept = {(row.method, row.area, row.period, row.source_url) for row in reading.kept}
    RefusedFigure.objects.bulk_create(
        (
            RefusedFigure(
                measure=rules.FIRST_TIME_ENTRANTS,
                method=row.method,
                area=row.area,
                period=row.period,
                line=row.line,
                rate=row.rate,
                source_url=row.source_url,
                why=row.why,
                loaded_at=now,
            )
            for row in refused.values()
        ),
        update_conflicts=True,
        unique_fields=same,
        update_fields=["line", "rate", "why", "loaded_at"],
    )
    for key, row in refused.items():
        if key not in kept:
            PublishedFigure.objects.filter(
                measure=rules.FIRST_TIME_ENTRANTS,
                method=row.method,
                area=row.area,
                period=row.period,
                source_url=row.source_url,
            ).delete()
    return reading


@transaction.atomic
def load_send(*, text: str, now: dt.datetime) -> send.SendReading:
    """Load a file of published figures on EHC plans, in the same way: what is refused now is no longer shown.

    Raises rules.UnreadableFile.
    """
    reading = send.read_send(text)
    same = ["measure", "method", "area", "period", "source_url"]
    for row in reading.refused:
        PublishedFigure.objects.filter(
            measure=row.method, method=send.METHOD, area=row.area, period=row.period, source_url=row.source_url
        ).delete()
    PublishedFigure.objects.bulk_create(
        (
            PublishedFigure(
                measure=row.measure,
                method=send.METHOD,
                area=row.area,
                period=row.period,
                year=row.year,
                rate=row.percent,
                source_url=row.source_url,
                edition=row.edition,
                loaded_at=now,
            )
            for row in reading.kept
        ),
        update_conflicts=True,
        unique_fields=same,
        update_fields=["year", "rate", "edition", "loaded_at"],
    )
    refused = {(row.method, row.area, row.period, row.source_url): row for row in reading.refused}
    RefusedFigure.objects.bulk_create(
        (
            RefusedFigure(
                measure=row.method,
                method=send.METHOD,
                area=row.area,
                period=row.period,
                line=row.line,
                rate=None,
                source_url=row.source_url,
                why=row.why,
                loaded_at=now,
            )
            for row in refused.values()
        ),
        update_conflicts=True,
        unique_fields=same,
        update_fields=["line", "why", "loaded_at"],
    )
    return reading
