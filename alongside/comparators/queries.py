"""How an area stands beside its region, its statistical neighbours and the nation."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from alongside.comparators import rules
from alongside.comparators.models import PublishedFigure, RefusedFigure
from alongside.comparators.rules import Comparison, Method, Published, Refused, send


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


@dataclass(frozen=True, slots=True)
class PublishedYear:
    """One year of a published share: percent by area, in the order of ``Beside.areas``; None where none is known."""

    year: int
    percents: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What is published beside a measure of ours, the newest year first; ``differs`` is how the definitions differ.

    ``years`` is empty where nothing valid is published or nothing was loaded: then ``differs`` or ``note`` says so.
    """

    measure: str
    published_as: str
    differs: str
    areas: tuple[str, ...]
    years: tuple[PublishedYear, ...]
    source: str
    source_url: str
    edition: str
    note: str = ""

    @property
    def latest(self) -> PublishedYear | None:
        """The newest year."""
        return self.years[0] if self.years else None

    @property
    def newest(self) -> dict[str, float | None]:
        """The shares of the newest year by area."""
        return dict(zip(self.areas, self.years[0].percents, strict=True)) if self.years else {}


def beside(measures: Iterable[str], slug: str) -> dict[str, Beside]:
    """Published shares beside measures of ours, the area of the partnership first. One query; other codes fall out."""
    wanted = [code for code in measures if code in send.COMPARED]
    if not wanted:
        return {}
    rows = list(
        PublishedFigure.objects.filter(measure__in=wanted, method=send.METHOD, year__isnull=False).order_by(
            "-year", "area", "edition"
        )
    )
    own = area_of(slug)
    found = {}
    for code in wanted:
        mine = [row for row in rows if row.measure == code]
        others = sorted({row.area for row in mine} - {own, rules.NATION})
        areas = tuple(area for area in (own, rules.NATION, *others) if any(row.area == area for row in mine))
        # A later edition comes last, and is the one that is shown.
        shares = {(row.year, row.area): row.rate for row in mine}
        newest = mine[0] if mine else None
        compared = send.COMPARED[code]
        found[code] = Beside(
            measure=code,
            published_as=compared.published_as,
            differs=compared.differs,
            areas=areas,
            years=tuple(
                PublishedYear(year, tuple(shares.get((year, area)) for area in areas))
                for year in sorted({row.year for row in mine if row.year is not None}, reverse=True)
            ),
            source=send.title_of(newest.source_url) if newest else "",
            source_url=newest.source_url if newest else "",
            edition=newest.edition if newest else "",
            note="" if mine or not compared.published_as else "Nothing that is published was loaded yet.",
        )
    return found
