"""``alongside measure CODE --partnership SLUG``: one figure, or one by a split."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.comparators import queries as comparators
from alongside.measures import queries, rules
from alongside.measures.definitions import DEFINITIONS
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import AreaPartnership


class Command(BaseCommand):
    help = "Answer one measure for one partnership"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("code", help="see: alongside measures")
        parser.add_argument("--partnership", required=True, help="such as hampshire")
        parser.add_argument("--from", dest="first", type=_day, help="first day, 2026-10-01 (default: of this quarter)")
        parser.add_argument("--to", dest="last", type=_day, help="last day (default: today)")
        parser.add_argument("--by", choices=rules.SPLITS, default="", help="split the figure")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        code = options["code"]
        if code not in DEFINITIONS:
            raise CommandError(f"There is no measure {code}. There are: {', '.join(DEFINITIONS)}.")
        last = options["last"] or timezone.localdate()
        first = options["first"] or rules.quarter(last)[0]
        if first > last:
            raise CommandError("The first day is after the last. Swap --from and --to.")
        try:
            area = partnerships.partnership(options["partnership"])
        except AreaPartnership.DoesNotExist:
            raise CommandError(f"There is no partnership {options['partnership']}.") from None
        with wall.inside(area.pk):
            try:
                measured = queries.measure(code, partnership_id=area.pk, first=first, last=last, by=options["by"])
            except ValueError as refusal:
                raise CommandError(str(refusal)) from None
        beside = comparators.beside([code], area.slug).get(code)
        if options["json"]:
            self.stdout.write(json.dumps(_answer(measured) | {"published": _published(beside)}, indent=2))
        else:
            self._print(measured)
            if beside is not None:
                self._print_beside(beside)

    def _print(self, measured: queries.Measured) -> None:
        definition = measured.definition
        when = f"on {measured.last}" if measured.first is None else f"from {measured.first} to {measured.last}"
        self.stdout.write(f"{definition.title}, {when} ({definition.unit})")
        for figure in (measured.total, *measured.parts):
            said = rules.rounded(figure.value)
            words = "nothing to say yet" if said is None else str(said)
            if figure.waiting:
                words += f"; {figure.waiting} still wait, the longest {figure.longest} days"
            self.stdout.write(f"    {figure.by or 'All'}: {words}")

    def _print_beside(self, beside: comparators.Beside) -> None:
        for year in beside.years:
            said = ", ".join(
                f"{area} {'not published' if percent is None else f'{percent:g}%'}"
                for area, percent in zip(beside.areas, year.percents, strict=True)
            )
            self.stdout.write(f"    Published for {year.year}: {said}")
        self.stdout.write(f"    {beside.note or beside.differs}")


def _published(beside: comparators.Beside | None) -> dict[str, Any] | None:
    """What stands beside it, in percent from 0 to 100; None for a measure that is compared with nothing."""
    if beside is None:
        return None
    return {
        "figures": [
            {"area": area, "year": year.year, "value": percent, "unit": "percent"}
            for year in beside.years
            for area, percent in zip(beside.areas, year.percents, strict=True)
            if percent is not None
        ],
        "published_as": beside.published_as,
        "differs": beside.differs,
        "source": beside.source,
        "source_url": beside.source_url,
        "edition": beside.edition,
    }


def _answer(measured: queries.Measured) -> dict[str, Any]:
    """The keys of the JSON answer: code, value, unit, numerator, denominator, median, p90, n, from, to, by."""
    return {
        "code": measured.definition.code,
        **_figure(measured.total),
        "unit": measured.definition.unit,
        "from": None if measured.first is None else measured.first.isoformat(),
        "to": measured.last.isoformat(),
        "by": [{measured.by: part.by, **_figure(part)} for part in measured.parts] if measured.by else None,
    }


def _figure(figure: rules.Figure) -> dict[str, float | int | None]:
    return {
        "value": rules.rounded(figure.value),
        "numerator": rules.rounded(figure.numerator),
        "denominator": rules.rounded(figure.denominator),
        "median": rules.rounded(figure.median),
        "p90": rules.rounded(figure.p90),
        "n": figure.n,
        "waiting": figure.waiting,
        "longest": figure.longest,
    }


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
