"""``alongside load-published-figures [FILE]``: keep published figures with their source, and refuse known errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.comparators import commands, rules
from alongside.comparators.rules import send


class Command(BaseCommand):
    help = "Load published figures to compare with, and list the rows that are refused"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="a CSV file (default: the two that ship)")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        files = [options["file"]] if options["file"] else [rules.PUBLISHED_FILE, send.SEND_FILE]
        kept, others = 0, 0
        refused: list[rules.Refused] = []
        for file in files:
            reading = _load(file)
            kept, others = kept + len(reading.kept), others + reading.others
            refused += reading.refused
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "kept": kept,
                        "refused": [
                            {"line": row.line, "area": row.area, "period": row.period, "rate": row.rate, "why": row.why}
                            for row in refused
                        ],
                        "other_measures": others,
                    },
                    indent=2,
                )
            )
            return
        self.stdout.write(f"{kept} figures kept, {len(refused)} refused, {others} of measures that are not compared.")
        for row in refused:
            self.stdout.write(f"    line {row.line}: {row.area}, {row.period}. {row.why}.")


def _load(file: Path) -> rules.Reading | send.SendReading:
    try:
        text = file.read_text(encoding="utf-8-sig")
        if send.is_send(text):
            return commands.load_send(text=text, now=timezone.now())
        return commands.load_published(text=text, now=timezone.now())
    except OSError as fault:
        raise CommandError(f"{file} could not be read: {fault.strerror}.") from None
    except (UnicodeDecodeError, rules.UnreadableFile) as fault:
        raise CommandError(f"{file} is no file of published figures. {fault}") from None
