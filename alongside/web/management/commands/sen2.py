"""``alongside sen2 --partnership SLUG --officer M-7F3K2Q``: the SEN2 return of the children whom an officer keeps."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.verdict import NotPermitted
from alongside.exchange import access, queries, rules
from alongside.partnerships import queries as partnerships
from alongside.partnerships import wall


class Command(BaseCommand):
    help = "Write the SEN2 return of the children held here as XML, and say what is wrong with it; it leaves a trace"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--partnership", metavar="SLUG", required=True, help="the area partnership")
        parser.add_argument(
            "--officer", metavar="REF", required=True, help="for whom: the reference of a SEND officer's membership"
        )
        parser.add_argument("--year", type=int, help="the year of the census (default: the next)")
        parser.add_argument("--output", metavar="FILE", type=Path, help="write the file there (default: only messages)")

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        areas = partnerships.areas(options["partnership"])
        if not areas:
            raise CommandError("There is no such area partnership.")
        now = dt.datetime.now(dt.UTC)
        today = calendar.london_date(now)
        year = options["year"] or rules.sen2.coming_year(today)
        if not rules.sen2.FIRST_YEAR <= year <= rules.sen2.coming_year(today):
            raise CommandError(f"Choose a year from {rules.sen2.FIRST_YEAR} to {rules.sen2.coming_year(today)}.")
        with wall.inside(areas[0].pk):
            who = partnerships.holder_of(options["officer"])
        if who is None:
            raise CommandError("There is no such person in the partnership. A membership looks like M-7F3K2Q.")
        membership_id, user_id = who
        with wall.inside(areas[0].pk, user_id):
            actor = partnerships.actor_for(
                user_id=user_id, membership_id=membership_id, partnership_id=areas[0].pk, today=today
            )
            if actor is None:
                raise CommandError("This person does not work here any more.")
            try:
                access.may_take_sen2(actor).or_raise()
            except NotPermitted as refusal:
                raise CommandError(str(refusal)) from None
            event = queries.SEN2_TAKEN if options["output"] else queries.SEN2_VIEWED
            found = trail.show(actor, event, queries.sen2_return(actor, year, now), now=now)
        if options["output"]:
            options["output"].write_bytes(rules.sen2.to_xml(found, now))
        self.stdout.write(f"SEN2 {year}, census on {calendar.spoken(rules.sen2.census_day(year))}:")
        self.stdout.write(f"    {len(found.persons)} children")
        for message in rules.sen2.messages(found):
            kind = "put right" if message.must else "look at"
            # References, and no names: a command line is read over shoulders and kept in logs.
            self.stdout.write(f"    {kind}: {message.child_ref or 'the file'}, {message.item}: {message.words}")
