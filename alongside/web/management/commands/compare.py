"""``alongside compare first_time_entrants --partnership SLUG --year YEAR``: an area beside others, with sources."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.comparators import queries, rules
from alongside.core import calendar


class Command(BaseCommand):
    help = "Compare a published figure of an area with its region, statistical neighbours and the nation"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("measure", choices=[rules.FIRST_TIME_ENTRANTS])
        parser.add_argument("--partnership", required=True, help="such as swindon")
        parser.add_argument("--year", type=int, help="the year that ends in December (default: the latest)")
        parser.add_argument("--method", choices=list(rules.BY_CODE), default=rules.METHODS[0].code)
        parser.add_argument(
            "--neighbours-on", type=dt.date.fromisoformat, help="use the set of neighbours of this day (default: today)"
        )
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        area = queries.area_of(options["partnership"])
        if not area:
            raise CommandError(f"No published figures are known for a partnership {options['partnership']}.")
        method = rules.BY_CODE[options["method"]]
        series = queries.first_time_entrants(area, method, set_on=options["neighbours_on"] or timezone.localdate())
        if not series.years:
            raise CommandError(
                f"Nothing is published for {area} by this method ({method.title})."
                " If nothing is loaded yet: alongside load-published-figures."
            )
        found = series.latest if options["year"] is None else series.of_year(options["year"])
        if found is None:
            years = ", ".join(str(one.year) for one in series.years)
            raise CommandError(f"Nothing is published for {area} in {options['year']}. There are: {years}.")
        self.stdout.write(json.dumps(_answer(found), indent=2) if options["json"] else _words(found))


def _answer(found: rules.Comparison) -> dict[str, Any]:
    of = found.neighbour_set
    return {
        "measure": rules.FIRST_TIME_ENTRANTS,
        "year": found.year,
        "unit": rules.UNIT,
        "method": found.method.code,
        "area": _value(found.area),
        "region": _value(found.region),
        "neighbours": [{**_value(one), "closeness": one.closeness} for one in found.neighbours],
        "neighbours_mean": None if found.neighbours_mean is None else round(found.neighbours_mean, 4),
        "neighbours_n": len(found.with_value),
        "neighbour_set": None if of is None else {"from": of.from_on.isoformat(), "source": of.source},
        "nation": {**_value(found.nation), "note": found.nation_note},
    }


def _value(one: rules.Value) -> dict[str, Any]:
    return {
        "name": one.name,
        "value": one.rate,
        "source": one.source,
        "source_url": one.source_url,
        "edition": one.edition,
    }


def _words(found: rules.Comparison) -> str:
    def line(one: rules.Value) -> str:
        return f"    {one.name}: {'not published' if one.rate is None else f'{one.rate:g}'}"

    mean = found.neighbours_mean
    of = found.neighbour_set
    lines = [
        f"First time entrants in {found.year}, {rules.UNIT} ({found.method.title})",
        line(found.area),
        line(found.region),
        (found.nation_note and f"    {found.nation_note}") or line(found.nation),
        f"  Statistical neighbours of {calendar.spoken(of.from_on)} ({of.source}):" if of else "  No neighbours known",
        *(line(one) for one in found.neighbours),
    ]
    if mean is not None:
        lines.append(f"    mean of {len(found.with_value)}: {mean:.1f}")
    return "\n".join(lines)
