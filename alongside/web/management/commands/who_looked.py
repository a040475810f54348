"""``alongside who-looked C-7F3K2Q --partnership swindon``: who looked at a record, without opening it."""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.children import queries as children
from alongside.core import refs
from alongside.partnerships import commands as partnership_commands
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


class Command(BaseCommand):
    help = "List who looked at a record; asking leaves a trace too"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("reference", help="the reference of the record, such as C-7F3K2Q")
        parser.add_argument("--partnership", metavar="SLUG", required=True, help="the area partnership")
        parser.add_argument("--page", type=int, default=1, help="fifty events a page, newest first")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        if not refs.is_ref(options["reference"]):
            raise CommandError("A reference looks like C-7F3K2Q.")
        areas = partnerships.areas(options["partnership"])
        if not areas:
            raise CommandError("There is no such area partnership.")
        with wall.inside(areas[0].pk):
            looks = children.who_looked(
                partnership_commands.founder(areas[0]),
                options["reference"],
                number=options["page"],
                now=dt.datetime.now(dt.UTC),
            )
        if options["json"]:
            self.stdout.write(json.dumps([asdict(row) for row in looks.rows], indent=2, default=str))
            return
        for row in looks.rows:
            times = f" ({row.times} times)" if row.times > 1 else ""
            self.stdout.write(
                f"{row.at:%Y-%m-%d %H:%M} UTC  {row.who}, {row.role}, {row.agency}: {row.what}{times} {row.why}"
            )
        if looks.more:
            self.stdout.write(f"There is more: --page {looks.number + 1}")
