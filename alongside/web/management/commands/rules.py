"""``alongside rules``: every rule of time, what starts it, how long it is and where it stands."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from alongside.core import clocks


class Command(BaseCommand):
    help = "List the rules of time: code, what is due, from what, how long, and the source"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["json"]:
            self.stdout.write(json.dumps([rule.as_json() for rule in clocks.every()], indent=2))
            return
        for rule in clocks.every():
            self.stdout.write(f"{rule.code}  ({rule.status.value})")
            self.stdout.write(f"    {rule.sentence} Who must act: {rule.acts[:1].lower()}{rule.acts[1:]}.")
            self.stdout.write(f"    {rule.source.citation}")
