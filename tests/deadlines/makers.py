"""Children whose dates are counted, all reached through commands."""

from __future__ import annotations

import datetime as dt
from typing import Any

from alongside.children.models import Child
from alongside.deadlines import commands
from alongside.deadlines.models import Clock
from alongside.partnerships import wall
from tests import people
from tests.people import NOW, TODAY, acting, membership_of

REQUESTED = TODAY - dt.timedelta(days=63)
"""Nine weeks ago."""


def a_child(slug: str = "swindon", **more: Any) -> Child:
    """A child who is allocated to the practitioner, supervised by the manager, and on the SEND officer's caseload."""
    child = people.a_child(slug, **more)
    people.grant(slug, child, "practitioner", "allocated")
    people.grant(slug, child, "team_manager", "supervision")
    people.grant(slug, child, "send_officer", "send")
    return child


def a_clock(
    child: Child,
    slug: str = "swindon",
    *,
    by: str = "send_officer",
    owner: str = "send_officer",
    rule: str = "ehc_final_plan_20w",
    started_on: dt.date = REQUESTED,
    now: dt.datetime = NOW,
) -> Clock:
    """A clock that runs."""
    with acting(slug, by) as actor:
        return commands.start_clock(
            actor=actor, child=child, rule=rule, started_on=started_on, owner=membership_of(slug, owner), now=now
        )


def of(child: Child) -> list[Clock]:
    """Every clock of the child, oldest first."""
    with wall.inside(child.partnership_id):
        return list(Clock.objects.filter(child=child).select_related("owner__user", "child").order_by("id"))


def terms(slug: str = "swindon", *, by: str = "send_officer", edition: int = 0, last: int = 23) -> None:
    """Term dates of 2026/27 with a half-term holiday."""
    with acting(slug, by) as actor:
        commands.save_term_dates(
            actor=actor,
            school_year=2026,
            terms=[(dt.date(2026, 9, 2), dt.date(2026, 10, last)), (dt.date(2026, 11, 2), dt.date(2026, 12, 18))],
            closed=[dt.date(2026, 11, 27)],
            source="https://www.example.org/term-dates",
            edition=edition,
            now=NOW,
        )
