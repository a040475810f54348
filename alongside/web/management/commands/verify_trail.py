"""``alongside verify-trail``: does the chain of every partnership still hold?"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from alongside.audit import queries as audit
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


class Command(BaseCommand):
    help = "Verify that no event of the audit trail was edited, moved or removed"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", metavar="SLUG", help="only this area partnership; default: every one")
        parser.add_argument("--json", action="store_true", help="answer as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        found = []
        for area in partnerships.areas(options["partnership"]):
            with wall.inside(area.pk):
                found.append((area.slug, audit.verify(area.pk)))
        if not found:
            raise CommandError("There is no such area partnership.")
        if options["json"]:
            answer = {slug: {**asdict(result), "holds": result.holds} for slug, result in found}
            self.stdout.write(json.dumps(answer, indent=2))
        else:
            for slug, result in found:
                self.stdout.write(_line(slug, result))
        if not all(result.holds for _, result in found):
            raise CommandError("The trail does not hold.", returncode=1)


def _line(slug: str, result: audit.Verification) -> str:
    counts = f"{result.events:,} events in {result.links:,} links, {result.unsealed:,} not sealed yet"
    if result.segments > 1:
        counts += f"; {result.segments} segments: restored {result.segments - 1} times"
    if result.holds:
        return f"{slug}: the trail holds ({counts})"
    faults = "".join(f"\n  link {fault.number}: {fault.what}" for fault in result.faults)
    return f"{slug}: the trail does NOT hold ({counts}){faults}"
