"""``alongside recount-dates``: count every date that is kept again, and write those that come out otherwise."""

from __future__ import annotations

import datetime as dt
import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.deadlines import commands
from alongside.partnerships import commands as partnership_commands
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


class Command(BaseCommand):
    help = "Count every date that is kept again, and write those that come out otherwise"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", metavar="SLUG", help="only this area partnership; default: every one")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        now = dt.datetime.now(dt.UTC)
        found: dict[str, dict[str, float]] = {}
        for area in partnerships.areas(options["partnership"]):
            begun = time.perf_counter()
            with wall.inside(area.pk):
                recount = commands.recount(actor=partnership_commands.founder(area), now=now)
            seconds = time.perf_counter() - begun
            found[area.slug] = {
                "clocks": recount.clocks,
                "inputs": recount.inputs,
                "changed": recount.changed,
                "seconds": round(seconds, 3),
                "rows_per_second": round(recount.clocks / seconds),
            }
        if not found:
            raise CommandError("There is no such area partnership.")
        if options["json"]:
            self.stdout.write(json.dumps(found, indent=2))
            return
        for slug, one in found.items():
            self.stdout.write(
                f"{slug}: {one['clocks']} dates counted in {one['seconds']} s, {one['changed']} came out otherwise"
            )
