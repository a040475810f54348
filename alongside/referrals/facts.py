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
        Column("decided_on", "date", "day on which the front door decided"),
        Column(
            "outcome", "text", "taken_on, declined or signposted; empty until decided. Never what a family answered"
        ),
        Column("first_contact_on", "date", "day on which a worker first met or spoke to the child after it"),
        Column("closed_on", "date", "day since which nobody waits for a first contact, for whatever reason"),
    ),
    select="""
        SELECT r.partnership_id, r.id, r.received_on, r.source, a.name, l.name, r.stream,
               (r.decided_at AT TIME ZONE 'Europe/London')::date,
               CASE WHEN r.decided_at IS NULL THEN ''
                    WHEN r.status IN ('declined', 'signposted') THEN r.status ELSE 'taken_on' END,
               i.reached_on,
               CASE WHEN i.id IS NOT NULL THEN i.ended_on
                    WHEN r.status = 'refused' THEN (r.answered_at AT TIME ZONE 'Europe/London')::date
                    WHEN r.status IN ('declined', 'signposted')
                    THEN (r.decided_at AT TIME ZONE 'Europe/London')::date END
        FROM referrals_referral r
        JOIN partnerships_agency a ON a.partnership_id = r.partnership_id AND a.id = r.agency_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = r.partnership_id AND l.id = r.locality_id
        LEFT JOIN referrals_involvement i ON i.partnership_id = r.partnership_id AND i.referral_id = r.id
    """,
)

INVOLVEMENT = Fact(
    name="referrals_fact_involvement",
    meaning="One row a spell of work with a child in one stream.",
    columns=(
        PARTNERSHIP,
        Column("involvement_id", "int", "the involvement"),
        Column("child_id", "int", "the child, to count each once, also with two joined records"),
        Column(
            "stream", "text", "prevention, turnaround, diversion, court_order, remand, custody, resettlement, voluntary"
        ),
        Column("source", "text", "who referred"),
        Column("agency", "text", "agency of the team"),
        Column("locality", "text", "locality of the child"),
        Column("worker", "text", "reference of the worker's membership, to count each once"),
        Column("opened_on", "date", "first day"),
        Column("ended_on", "date", "last day, if it has ended"),
    ),
    select="""
        SELECT i.partnership_id, i.id, coalesce(c.joined_to_id, c.id), i.stream, i.source, a.name, l.name, w.ref,
               i.opened_on, i.ended_on
        FROM referrals_involvement i
        JOIN children_child c ON c.partnership_id = i.partnership_id AND c.id = i.child_id
        JOIN partnerships_team t ON t.partnership_id = i.partnership_id AND t.id = i.team_id
        JOIN partnerships_agency a ON a.partnership_id = t.partnership_id AND a.id = t.agency_id
        JOIN partnerships_membership w ON w.partnership_id = i.partnership_id AND w.id = i.worker_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = i.partnership_id AND l.id = i.locality_id
    """,
)

FACTS = (REFERRAL, INVOLVEMENT)
