"""``alongside check-owners``: does anything open wait on nobody?"""

from __future__ import annotations

import datetime as dt
import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.partnerships import commands as partnership_commands
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall
from alongside.web import queries


class Command(BaseCommand):
    help = "List what is open and waits on nobody: on a leaver, an empty team, or no one"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", metavar="SLUG", help="only this area partnership; default: every one")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        now = dt.datetime.now(dt.UTC)
        found = {}
        for area in partnerships.areas(options["partnership"]):
            with wall.inside(area.pk):
                found[area.slug] = queries.ownerless(partnership_commands.founder(area), now)
        if not found:
            raise CommandError("There is no such area partnership.")
        if options["json"]:
            answer = {
                slug: [
                    {name: value for name, value in asdict(thing).items() if not name.endswith("_id")}
                    for thing in things
                ]
                for slug, things in found.items()
            }
            self.stdout.write(json.dumps(answer, indent=2, default=str))
        else:
            for slug, things in found.items():
                self.stdout.write(f"{slug}: {len(things)} open without an owner" if things else f"{slug}: nothing")
                for thing in things:
                    self.stdout.write(f"  {thing.ref}  {thing.what}, since {thing.since}")
        if any(found.values()):
            raise CommandError("Something waits on nobody.", returncode=1)
