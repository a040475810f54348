"""``alongside load-published-figures [FILE]``: keep published figures with their source, and refuse known errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from alongside.comparators import commands, rules


class Command(BaseCommand):
    help = "Load published figures to compare with, and list the rows that are refused"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "file", nargs="?", type=Path, default=rules.PUBLISHED_FILE, help="a CSV file (default: the one that ships)"
        )
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, **options: Any) -> None:
        file: Path = options["file"]
        try:
            reading = commands.load_published(text=file.read_text(encoding="utf-8-sig"), now=timezone.now())
        except OSError as fault:
            raise CommandError(f"{file} could not be read: {fault.strerror}.") from None
        except (UnicodeDecodeError, rules.UnreadableFile) as fault:
            raise CommandError(f"{file} is no file of published figures. {fault}") from None
        if options["json"]:
            self.stdout.write(
                json.dumps(
                    {
                        "kept": len(reading.kept),
                        "refused": [
                            {"line": row.line, "area": row.area, "period": row.period, "rate": row.rate, "why": row.why}
                            for row in reading.refused
                        ],
                        "other_measures": reading.others,
                    },
                    indent=2,
                )
            )
            return
        self.stdout.write(
            f"{len(reading.kept)} figures kept, {len(reading.refused)} refused,"
            f" {reading.others} of measures that are not compared."
        )
        for row in reading.refused:
            self.stdout.write(f"    line {row.line}: {row.area}, {row.period}. {row.why}.")
