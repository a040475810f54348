"""What this subject publishes for measures."""

from __future__ import annotations

from alongside.core.facts import PARTNERSHIP, Column, Fact

POST = Fact(
    name="partnerships_fact_post",
    meaning="One row a post, filled or vacant.",
    columns=(
        PARTNERSHIP,
        Column("post_id", "int", "the post"),
        Column("duty", "text", "duty of its team, such as prevention"),
        Column("agency", "text", "agency of its team"),
        Column("locality", "text", "locality of its team"),
        Column("specialism", "text", "specialism of the post"),
        Column("full_time_equivalent", "decimal", "size of the post in full-time equivalents"),
        Column("is_filled", "bool", "somebody holds it"),
        Column("from_on", "date", "first day of the post"),
        Column("to_on", "date", "last day of the post, if it has one"),
    ),
    select="""
        SELECT p.partnership_id, p.id, t.duty, a.name, l.name, p.specialism, p.full_time_equivalent,
               p.held_by_id IS NOT NULL, p.from_on, p.to_on
        FROM partnerships_post p
        JOIN partnerships_team t ON t.partnership_id = p.partnership_id AND t.id = p.team_id
        JOIN partnerships_agency a ON a.partnership_id = t.partnership_id AND a.id = t.agency_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = t.partnership_id AND l.id = t.locality_id
    """,
)

FACTS = (POST,)
