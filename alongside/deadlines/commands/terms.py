"""Saying when schools meet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import Max

from alongside.audit import trail
from alongside.core import clocks
from alongside.core.actor import Actor
from alongside.core.verdict import Changed, NotNow
from alongside.deadlines import access, rules
from alongside.deadlines.models import TermDates
from alongside.partnerships.models import AreaPartnership


@trail.command("deadlines.term_dates.saved")
def save_term_dates(
    *,
    actor: Actor,
    school_year: int,
    terms: Sequence[tuple[dt.date, dt.date]],
    closed: Sequence[dt.date] = (),
    source: str,
    edition: int,
    now: dt.datetime,
) -> TermDates:
    """Save the term dates of a school year as a new edition. Dates that were counted by an earlier one keep it.

    ``edition`` is the one that the writer saw (0 for none). Raises Changed where somebody else saved since, and NotNow
    where terms overlap or lie outside the school year.
    """
    access.may_keep_term_dates(actor).or_raise()
    # Two people who save the same year at once are one after the other.
    AreaPartnership.objects.select_for_update().get(pk=actor.partnership_id)
    saved = access.visible_term_dates(actor).filter(school_year=school_year).aggregate(newest=Max("edition"))["newest"]
    if (saved or 0) != edition:
        raise Changed(
            "Somebody else changed these term dates while you were writing. Look at theirs, then save yours.",
            theirs={"edition": str(saved)},
            yours={"edition": str(edition)},
        )
    if not terms:
        raise NotNow("Enter at least one term.")
    if not rules.in_school_year(terms, school_year):
        raise NotNow(
            f"Every term lies between 1 September {school_year} and 31 August {school_year + 1}. Check the years."
        )
    try:
        days = clocks.of_terms(terms, closed)
    except ValueError as fault:
        raise NotNow(str(fault)) from fault
    row = TermDates.objects.create(
        partnership_id=actor.partnership_id,
        school_year=school_year,
        edition=edition + 1,
        first_days=[first for first, _ in days.terms],
        last_days=[last for _, last in days.terms],
        closed_days=sorted(days.closed),
        source=source,
        saved_by_id=actor.membership_id,
        saved_at=now,
    )
    trail.record(
        actor,
        "deadlines.term_dates.saved",
        about=[],
        now=now,
        detail={"school_year": school_year, "edition": row.edition},
    )
    return row
