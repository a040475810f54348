"""How an area stands beside its region, its statistical neighbours and the nation."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from alongside.comparators import rules
from alongside.comparators.models import PublishedFigure, RefusedFigure
from alongside.comparators.rules import Comparison, Method, Published, Refused


@dataclass(frozen=True, slots=True)
class Series:
    """One area's comparisons over the years for which its own rate is published, the oldest first."""

    area: str
    method: Method
    years: tuple[Comparison, ...]
    loaded_at: dt.datetime | None

    @property
    def latest(self) -> Comparison | None:
        """The latest year."""
        return self.years[-1] if self.years else None

    def of_year(self, year: int) -> Comparison | None:
        """The comparison of one year; None where the area's own rate is not published."""
        return next((one for one in self.years if one.year == year), None)


def area_of(slug: str) -> str:
    """How published figures name the area of a partnership; empty where none is known."""
    return next((area for area in rules.REGION_OF if area.casefold().replace(" ", "-") == slug), "")


def first_time_entrants(area: str, method: Method, *, set_on: dt.date) -> Series:
    """The area beside others in every year. Two queries, whatever the number of years.

    ``set_on`` is the day whose latest set of statistical neighbours is used for all years, so that a line over the
    years shows the same neighbours.
    """
    found = PublishedFigure.objects.filter(measure=rules.FIRST_TIME_ENTRANTS, method=method.code, year__isnull=False)
    rows = [
        Published(
            row.area,
            row.method,
            row.period,
            row.year,
            row.rate,
            row.count,
            row.population,
            row.source_url,
            row.edition,
        )
        for row in found
    ]
    refused = [
        Refused(row.line, row.area, row.method, row.period, row.rate, row.source_url, row.why)
        for row in RefusedFigure.objects.filter(measure=rules.FIRST_TIME_ENTRANTS, method=method.code)
    ]
    years = sorted({row.year for row in rows if row.area == area and row.year is not None})
    by_year: dict[int, list[Published]] = {}
    for row in rows:
        if row.year is not None:
            by_year.setdefault(row.year, []).append(row)
    return Series(
        area=area,
        method=method,
        years=tuple(
            rules.compare(by_year[year], refused, area=area, method=method, year=year, set_on=set_on) for year in years
        ),
        loaded_at=max((row.loaded_at for row in found), default=None),
    )
