"""What this subject publishes for measures. A refused agreement is nowhere here: it is never held against a child."""

from __future__ import annotations

from alongside.core.facts import PARTNERSHIP, Column, Fact

REFERRAL = Fact(
    name="referrals_fact_referral",
    meaning="One row a referral received.",
    columns=(
        PARTNERSHIP,
        Column("referral_id", "int", "the referral"),
        Column("received_on", "date", "day in London on which it was received"),
        Column("source", "text", "who referred: school, social_care, police, early_help, family, health or other"),
        Column("agency", "text", "the agency that referred"),
        Column("locality", "text", "locality of the child as given"),
        Column("stream", "text", "stream decided on, empty until then"),
    ),
    select="""
        SELECT r.partnership_id, r.id, r.received_on, r.source, a.name, l.name, r.stream
        FROM referrals_referral r
        JOIN partnerships_agency a ON a.partnership_id = r.partnership_id AND a.id = r.agency_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = r.partnership_id AND l.id = r.locality_id
    """,
)

INVOLVEMENT = Fact(
    name="referrals_fact_involvement",
    meaning="One row a spell of work with a child in one stream.",
    columns=(
        PARTNERSHIP,
        Column("involvement_id", "int", "the involvement"),
        Column("child_id", "int", "the child, to count each once"),
        Column(
            "stream", "text", "prevention, turnaround, diversion, court_order, remand, custody, resettlement, voluntary"
        ),
        Column("source", "text", "who referred"),
        Column("agency", "text", "agency of the team"),
        Column("locality", "text", "locality of the child"),
        Column("opened_on", "date", "first day"),
        Column("ended_on", "date", "last day, if it has ended"),
    ),
    select="""
        SELECT i.partnership_id, i.id, i.child_id, i.stream, i.source, a.name, l.name, i.opened_on, i.ended_on
        FROM referrals_involvement i
        JOIN partnerships_team t ON t.partnership_id = i.partnership_id AND t.id = i.team_id
        JOIN partnerships_agency a ON a.partnership_id = t.partnership_id AND a.id = t.agency_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = i.partnership_id AND l.id = i.locality_id
    """,
)

FACTS = (REFERRAL, INVOLVEMENT)
