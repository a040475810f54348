"""Days from the first day of work to the first screen."""

from __future__ import annotations

from typing import Any

from alongside.measures.rules import DAYS, PERIOD, Counted, Definition, Times


def rows(facts: dict[str, Any], times: Times) -> Any:
    """One row an involvement opened in the period, with the days until the child's first screen after it."""
    spell, screen = facts["referrals_fact_involvement"], facts["needs_fact_screen"]
    opened = spell.filter(spell.opened_on.between(times.first, times.last))
    done = screen.filter(screen.tier == 1, screen.done_on <= times.last).select(
        screen_of="partnership_id", screened_child="child_id", done_on="done_on"
    )
    joined = opened.left_join(
        done,
        [
            opened.partnership_id == done.screen_of,
            opened.child_id == done.screened_child,
            opened.opened_on <= done.done_on,
        ],
    )
    first = joined.group_by("involvement_id", "opened_on", "ended_on", "locality", "stream", "agency").aggregate(
        screened_on=joined.done_on.min()
    )
    return first.select(
        counted=first.involvement_id,
        days=first.screened_on.delta(first.opened_on, unit="day"),
        waiting=(first.screened_on.isnull() & first.ended_on.isnull()).ifelse(
            times.last.delta(first.opened_on, unit="day"), None
        ),
        locality=first.locality,
        stream=first.stream,
        agency=first.agency,
    )


DEFINITION = Definition(
    code="days_to_screen",
    title="Days to the first screen",
    question="How soon do we ask a child what helps?",
    unit=DAYS,
    when=PERIOD,
    numerator="Calendar days from the first day of an involvement to the first screen done on or after it",
    denominator="Involvements that began in the period and were followed by a screen",
    counts="Those not screened yet are not in the median. They are shown beside it, with the longest wait.",
    source="Ours",
    splits=("locality", "stream", "agency"),
    facts=("referrals_fact_involvement", "needs_fact_screen"),
    rows=rows,
    counted=Counted("involvements begun and screened"),
    better="less",
    of="involvements",
)
