"""What this subject publishes for measures: findings of look-backs, and never what was written with them."""

from __future__ import annotations

from alongside.core.facts import PARTNERSHIP, Column, Fact

FINDING = Fact(
    name="justice_fact_finding",
    meaning="One row a finding of a look back that is done.",
    columns=(
        PARTNERSHIP,
        Column("look_back_id", "int", "the look back, to count each once"),
        Column("child_id", "int", "the child"),
        Column("finding", "text", "code of what was found"),
        Column("locality", "text", "locality of the child"),
        Column("done_on", "date", "day on which it was done"),
    ),
    select="""
        SELECT b.partnership_id, b.id, b.child_id, f.finding, l.name, b.done_on
        FROM justice_look_back b
        CROSS JOIN LATERAL unnest(b.findings) AS f (finding)
        JOIN children_child c ON c.partnership_id = b.partnership_id AND c.id = b.child_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = c.partnership_id AND l.id = c.locality_id
        WHERE b.status = 'done'
    """,
)

FACTS = (FINDING,)
