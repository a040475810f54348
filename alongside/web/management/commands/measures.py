"""``alongside measures``: codes and definitions."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from alongside.measures.definitions import DEFINITIONS


class Command(BaseCommand):
    help = "List the measures: code, what is counted, and by what it can be split"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            listed = [
                {
                    "code": one.code,
                    "title": one.title,
                    "question": one.question,
                    "unit": one.unit,
                    "when": one.when,
                    "numerator": one.numerator,
                    "denominator": one.denominator,
                    "counts": one.counts,
                    "source": one.source,
                    "by": list(one.splits),
                }
                for one in DEFINITIONS.values()
            ]
            self.stdout.write(json.dumps(listed, indent=2))
            return
        for one in DEFINITIONS.values():
            self.stdout.write(f"{one.code}: {one.title} ({one.unit}, {one.when})")
            self.stdout.write(f"    {one.numerator}")
            if one.denominator:
                self.stdout.write(f"    of: {one.denominator}")
            self.stdout.write(f"    {one.counts}")
            self.stdout.write(f"    by: {', '.join(one.splits)}. Source: {one.source}.")
