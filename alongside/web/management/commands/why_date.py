"""``alongside why-date``: when a rule comes due from a start, and every step to it."""

from __future__ import annotations

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from alongside.core import clocks
from alongside.core.clocks import asked
from alongside.deadlines import queries as deadlines
from alongside.partnerships import commands as partnership_commands
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


def _of_area(slug: str, typed: clocks.Context) -> clocks.Context:
    """The context with the newest term dates of an area partnership. Raises LookupError where there is none."""
    area = next(iter(partnerships.areas(slug)), None)
    if area is None:
        raise LookupError(f"There is no area partnership {slug}.")
    with wall.inside(area.pk):
        school = deadlines.school_now(partnership_commands.founder(area), typed.nation)
    return clocks.Context(typed.nation, school.days)


class Command(BaseCommand):
    help = "Say when a rule comes due from a start, with every step and its source"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("rule", metavar="RULE", help="its code; `alongside rules` lists them")
        parser.add_argument("--start", required=True, metavar="DATE", help="2025-05-21, 2025-07-01T23:30Z, or a year")
        parser.add_argument(
            "--context",
            action="append",
            nargs="+",
            default=[],
            metavar="KEY=VALUE",
            help="; ".join(f"{key}: {meaning}" for key, meaning in asked.KEYS.items()) + "; anything else is a remark",
        )
        parser.add_argument("--area", metavar="SLUG", help="count school days by the term dates of this partnership")
        parser.add_argument("--json", action="store_true", help="machine-readable")

    def handle(self, *args: Any, rule: str, start: str, **options: Any) -> None:
        try:
            day = asked.start(start)
            context = asked.context(text for texts in options["context"] for text in texts)
            counted = _of_area(options["area"], context.context) if options["area"] else context.context
            answer = clocks.explain(clocks.nearest(rule, day), day, counted)
        except (LookupError, ValueError) as refusal:
            raise CommandError(str(refusal.args[0])) from refusal
        if options["json"]:
            self.stdout.write(json.dumps({**answer.as_json(), "context": list(context.remarks)}, indent=2))
            return
        self.stdout.write(f"{answer.rule.title}: {clocks.in_words(answer.due)}.\n")
        for step in (*answer.steps, *answer.warnings):
            self.stdout.write(f"  {step}")
        self.stdout.write(f"\nSource: {answer.rule.source.citation} ({answer.rule.status.value})")
        self.stdout.write(f"        {answer.rule.source.url}")
        for excuse in answer.rule.excuses:
            self.stdout.write(f"Excuses a delay, and moves nothing: {excuse.words}.")
