"""``alongside load-demonstration``: two area partnerships with invented people, and two years of their work."""

from __future__ import annotations

import datetime as dt
import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.comparators import commands as comparators
from alongside.comparators import rules
from alongside.comparators.rules import send
from alongside.core import calendar
from alongside.partnerships import queries as partnerships
from alongside.web import demonstration


class Command(BaseCommand):
    help = "Load the demonstration: Swindon and Hampshire, with invented children and people"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--date",
            type=_day,
            help="the demonstration's first day, 2026-11-20: today or before (default:"
            " ALONGSIDE_DEMONSTRATION_DATE, else today)",
        )
        parser.add_argument("--seed", type=int, default=1, help="another number gives other people (default: 1)")
        parser.add_argument(
            "--scale", choices=demonstration.SCALES, default="full", help="small: a seventh of the children, for tests"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.MODE not in ("demonstration", "test"):
            raise CommandError("Invented people are only for the demonstration: this copy is for real use.")
        today = timezone.localdate()
        chosen = settings.ENVIRONMENT.demonstration_date
        date = options["date"] or (dt.date.fromisoformat(chosen) if chosen else today)
        if date > today:
            raise CommandError("Choose today or an earlier day: what lies ahead has not been recorded yet.")
        if date < demonstration.EARLIEST:
            raise CommandError(f"Choose {calendar.spoken(demonstration.EARLIEST)} or later: rules before are not here.")
        known = {area.slug for area in partnerships.areas()} & {place.slug for place in demonstration.PLACES}
        if known:
            raise CommandError(
                f"There is an area partnership called {' and '.join(sorted(known))} already. To begin anew, remove the"
                " demonstration first: alongside remove."
            )
        begun = time.monotonic()
        comparators.load_published(
            text=rules.PUBLISHED_FILE.read_text(encoding="utf-8"), now=calendar.start_of_day(date)
        )
        comparators.load_send(text=send.SEND_FILE.read_text(encoding="utf-8"), now=calendar.start_of_day(date))
        try:
            demonstration.load(date=date, seed=options["seed"], scale=options["scale"], say=self._say)
        except demonstration.Halted:
            raise CommandError("The demonstration could not be loaded: see above.") from None
        self._say(f"Loaded in {time.monotonic() - begun:.0f} seconds.")

    def _say(self, text: str) -> None:
        self.stdout.write(text)
        self.stdout.flush()


def _day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)
