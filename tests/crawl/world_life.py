"""What happens to the work with a child of the crawl: it changed hands, somebody is asked, somebody is away."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from alongside.children import queries as children
from alongside.children.models import Child
from alongside.referrals import commands as referrals
from alongside.referrals.models import Goodbye, Involvement
from alongside.web import commands
from tests import people
from tests.people import TODAY, acting


def happens(
    token: Callable[..., str], found: dict[str, str], child: Child, *, worker: str, away_from: int, now: dt.datetime
) -> None:
    """The work of this group: with another worker for a while and back again, so that a goodbye is due; the other
    worker is asked to take it over; and the worker will be away."""
    other = "colleague" if worker == "practitioner" else "practitioner"
    for key in (other, worker):
        with acting("swindon", "team_manager") as actor:
            referrals.transfer(
                actor=actor,
                involvement=Involvement.objects.get(child=child),
                membership=people.membership_of("swindon", key),
                team=people.team_of("swindon", "prevention"),
                reason="Evens out the load",
                now=now,
            )
    with acting("swindon", worker) as actor:
        involvement = Involvement.objects.get(child=child)
        asked = referrals.ask_transfer(
            actor=actor,
            involvement=involvement,
            team=people.team_of("swindon", "prevention"),
            membership=people.membership_of("swindon", other),
            reason=token("plan", "why the work changes hands"),
            now=now,
        )
        found["transfer"] = asked.ref
        found["goodbye"] = Goodbye.objects.get(involvement=involvement, status="due").ref
    with acting("swindon", "team_manager") as actor:
        absence = referrals.record_absence(
            actor=actor,
            membership=people.membership_of("swindon", worker),
            cover=people.membership_of("swindon", other),
            from_on=TODAY + dt.timedelta(days=away_from),
            until_on=TODAY + dt.timedelta(days=away_from + 4),
            why="leave",
            now=max(now, people.NOW),
        )
        found["absence"] = absence.ref
    with acting("swindon", worker) as actor:
        row = Child.objects.get(pk=child.pk)
        _, look = children.look_at(actor, row, now)
        sent = commands.move_child(
            actor=actor,
            child=row,
            look=look,
            to=people.partnership("hampshire"),
            kind="caretaking",
            moves_on=TODAY + dt.timedelta(days=20),
            why=token("plan", "what the other area should know"),
            gateway="ca2004_s10",
            told="told",
            told_on=TODAY,
            now=now,
        )
        found["move"] = sent
