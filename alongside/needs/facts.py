"""What this subject publishes for measures: screens and supports. No presumed need stands in any of it."""

from __future__ import annotations

from alongside.core.facts import PARTNERSHIP, Column, Fact

SCREEN = Fact(
    name="needs_fact_screen",
    meaning="One row a screen that was offered.",
    columns=(
        PARTNERSHIP,
        Column("screen_id", "int", "the screen"),
        Column("child_id", "int", "the child, one for two joined records"),
        Column("tier", "int", "1 for the universal screen, 2 for what it led to"),
        Column("status", "text", "offered, done, declined or not_needed"),
        Column("offered_on", "date", "day on which it was offered"),
        Column("done_on", "date", "day on which it was done"),
    ),
    select="""
        SELECT s.partnership_id, s.id, coalesce(c.joined_to_id, c.id), s.tier, s.status, s.offered_on, s.done_on
        FROM needs_screen s
        JOIN children_child c ON c.partnership_id = s.partnership_id AND c.id = s.child_id
    """,
)

SUPPORT = Fact(
    name="needs_fact_support",
    meaning="One row a specialist support that was asked for.",
    columns=(
        PARTNERSHIP,
        Column("support_id", "int", "the support"),
        Column("child_id", "int", "the child, one for two joined records"),
        Column("specialism", "text", "which specialism answers the need"),
        Column("agency", "text", "agency of the team, empty while there is no one to give it"),
        Column("locality", "text", "locality of the child"),
        Column("raised_on", "date", "day in London on which the need was raised: the child's wait begins"),
        Column("started_on", "date", "day of the first support"),
        Column("ended_on", "date", "day on which it ended, with or without support"),
    ),
    select="""
        SELECT s.partnership_id, s.id, coalesce(c.joined_to_id, c.id), s.specialism, a.name, l.name,
               (s.raised_at AT TIME ZONE 'Europe/London')::date, s.started_on, s.ended_on
        FROM needs_support s
        JOIN children_child c ON c.partnership_id = s.partnership_id AND c.id = s.child_id
        LEFT JOIN partnerships_team t ON t.partnership_id = s.partnership_id AND t.id = s.team_id
        LEFT JOIN partnerships_agency a ON a.partnership_id = t.partnership_id AND a.id = t.agency_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = c.partnership_id AND l.id = c.locality_id
    """,
)

NEED = Fact(
    name="needs_fact_need",
    meaning="One row a need that is known of the child. What is only presumed or raised is not here.",
    columns=(
        PARTNERSHIP,
        Column("need_id", "int", "the need"),
        Column("child_id", "int", "the child, one for two joined records"),
        Column("area", "text", "area of need"),
        Column("identified_on", "date", "day since which it is known"),
    ),
    select="""
        SELECT n.partnership_id, n.id, coalesce(c.joined_to_id, c.id), n.area, n.identified_on
        FROM needs_need n
        JOIN children_child c ON c.partnership_id = n.partnership_id AND c.id = n.child_id
        WHERE n.status = 'identified'
    """,
)

FACTS = (SCREEN, SUPPORT, NEED)
