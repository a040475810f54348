"""``alongside close-quarters``: count the figures of quarters that have ended, and keep them."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.measures import jobs
from alongside.partnerships import queries as partnerships


class Command(BaseCommand):
    help = "Close the quarters that have ended: their figures are counted once and kept (the worker does it each night)"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", metavar="SLUG", help="only this area partnership; default: every one")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        areas = list(partnerships.areas(options["partnership"]))
        if not areas:
            raise CommandError("There is no such area partnership.")
        now = dt.datetime.now(dt.UTC)
        done = {area.slug: [quarter.code for quarter in jobs.close_quarters_of(area, now)] for area in areas}
        if options["json"]:
            self.stdout.write(json.dumps(done, indent=2))
            return
        for slug, quarters in done.items():
            self.stdout.write(f"{slug}: {', '.join(quarters) if quarters else 'nothing to close'}")
