"""What this subject publishes for measures: limits of the law that were kept or missed, and nothing of the plans."""

from __future__ import annotations

from alongside.core.facts import PARTNERSHIP, Column, Fact

LIMIT = Fact(
    name="ehcp_fact_limit",
    meaning=(
        "One row a limit of an EHC case that was kept, or that still has to be. One that the law no longer sets (a"
        " review called off, a request refused, a child detained, for whom another clock counts on) is not here."
    ),
    columns=(
        PARTNERSHIP,
        Column("limit_id", "int", "the clock, to count each once"),
        Column("child_id", "int", "the child"),
        Column("what", "text", "final_plan, decide_to_assess, review_decision or phase_transfer"),
        Column("locality", "text", "locality of the child"),
        Column("due_on", "date", "last day that the law allows; an exception does not move it"),
        Column("done_on", "date", "day on which it was done; empty while it still has to be"),
        Column("is_excepted", "bool", "an exception was claimed and not withdrawn"),
    ),
    # A child who is detained or released in between has two clocks for one limit: the second is counted, and an
    # exception that was claimed for the first is kept with it.
    select="""
        SELECT k.partnership_id, k.id, k.child_id,
               CASE WHEN k.rule IN ('ehc_final_plan_20w', 'ehc_detained_final_plan_20w') THEN 'final_plan'
                    WHEN k.rule IN ('ehc_decide_to_assess_6w', 'ehc_detained_decide_to_assess_6w')
                    THEN 'decide_to_assess'
                    WHEN k.rule = 'annual_review_decision_4w' THEN 'review_decision'
                    ELSE 'phase_transfer' END,
               l.name, k.due_on, k.met_on,
               EXISTS (
                   SELECT 1 FROM deadlines_clock f
                   JOIN deadlines_claim e ON e.partnership_id = f.partnership_id AND e.clock_id = f.id
                   WHERE f.partnership_id = k.partnership_id AND f.child_id = k.child_id AND f.about = k.about
                   AND replace(f.rule, 'ehc_detained_', 'ehc_') = replace(k.rule, 'ehc_detained_', 'ehc_')
                   AND f.started_on = k.started_on AND e.withdrawn_on IS NULL
               )
        FROM deadlines_clock k
        JOIN children_child c ON c.partnership_id = k.partnership_id AND c.id = k.child_id
        LEFT JOIN partnerships_locality l ON l.partnership_id = c.partnership_id AND l.id = c.locality_id
        WHERE k.status <> 'ended' AND k.rule IN (
            'ehc_final_plan_20w', 'ehc_detained_final_plan_20w',
            'ehc_decide_to_assess_6w', 'ehc_detained_decide_to_assess_6w',
            'annual_review_decision_4w',
            'phase_transfer_post16', 'phase_transfer_other', 'phase_transfer_between_post16_5m'
        )
    """,
)

FACTS = (LIMIT,)
