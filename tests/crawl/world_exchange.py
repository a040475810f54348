"""A list of EHC plans that was read, with a line for certain and one to decide, and one whose columns are known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from alongside.children.models import Child
from alongside.exchange import commands, queries, rules
from tests.exchange.makers import STATUSES, csv_of, row
from tests.people import NOW, TODAY, acting

_MOMENT = NOW + dt.timedelta(hours=3)


def build(token: Callable[[str, str], str], found: dict[str, str], child: Child, *, worker: str) -> None:
    """The worker uploads two lists. The first is read: line 2 is the child, line 3 may be, line 4 cannot be used."""
    with acting("swindon", worker):
        child.refresh_from_db()
    names = {"given": child.given_name, "family": child.family_name}
    content = csv_of(
        row("S1", born=child.born_on, school=token("education", "the setting in a list"), **names),
        row("S2", born=child.born_on + dt.timedelta(days=1), school="", **names),
        row("S3", born="31/02/2013"),
    )
    with acting("swindon", worker) as actor:
        read = commands.upload_list(actor=actor, content=content, now=_MOMENT)
        read = commands.map_columns(actor=actor, ehc_list=read, columns=read.columns, now=_MOMENT)
        read = commands.queue_list(actor=actor, ehc_list=read, statuses=STATUSES, now=_MOMENT)
        came = rules.read_lines(queries.sheet_of(actor, read), read.columns, read.statuses, TODAY)
        matcher = rules.Matcher(queries.known_children(actor, _MOMENT))
        commands.match_lines(actor=actor, ehc_list=read, lines=came.lines, matcher=matcher, now=_MOMENT)
        commands.finish_list(actor=actor, ehc_list=read, faulty=came.faulty, left_out=0, now=_MOMENT)
        mapped = commands.upload_list(actor=actor, content=content, now=_MOMENT)
        mapped = commands.map_columns(actor=actor, ehc_list=mapped, columns=mapped.columns, now=_MOMENT)
    found |= {"ehc_list": read.ref, "mapped_list": mapped.ref}
