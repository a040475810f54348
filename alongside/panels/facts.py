"""What this subject publishes for measures."""

from __future__ import annotations

from alongside.core.facts import PARTNERSHIP, Column, Fact

ATTENDANCE = Fact(
    name="panels_fact_attendance",
    meaning="One row an agency and a meeting that was held, whether the agency is core or came case by case.",
    columns=(
        PARTNERSHIP,
        Column("attendance_id", "int", "the attendance"),
        Column("panel", "text", "type of the panel, such as joint_decision_making"),
        Column("agency", "text", "the agency"),
        Column("is_core", "bool", "the agency sits in every meeting of the series"),
        Column("is_present", "bool", "somebody of the agency was there"),
        Column("met_on", "date", "day of the meeting"),
    ),
    select="""
        SELECT x.partnership_id, x.id, s.kind, a.name, x.is_core, x.mark = 'present', m.meets_on
        FROM panels_attendance x
        JOIN panels_meeting m ON m.partnership_id = x.partnership_id AND m.id = x.meeting_id
        JOIN panels_series s ON s.partnership_id = m.partnership_id AND s.id = m.series_id
        JOIN partnerships_agency a ON a.partnership_id = x.partnership_id AND a.id = x.agency_id
        WHERE m.status IN ('held', 'closed')
    """,
)

FACTS = (ATTENDANCE,)
