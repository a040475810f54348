"""What this subject publishes for measures: what is known of a child and what nobody has asked, care, and voices."""

from __future__ import annotations

from alongside.children import rules
from alongside.core.facts import PARTNERSHIP, Column, Fact


def _group_of_code() -> str:
    lines = (f"WHEN '{group.code}' THEN '{group.group}'" for group in rules.ETHNIC_GROUPS.values())
    return f"CASE c.ethnic_group {' '.join(lines)} ELSE '' END"


CHILD = Fact(
    name="children_fact_child",
    meaning="One row a child: what is known, and what nobody has asked yet. No name and no date of birth.",
    columns=(
        PARTNERSHIP,
        Column("child_id", "int", "the child, one for two joined records"),
        Column("locality", "text", "locality of the child, empty when not known"),
        Column("ethnicity_recorded", "bool", "whether the ethnic group was asked; not to say counts"),
        Column("ethnic_group", "text", "group of the youth justice returns, empty when nobody has asked"),
        Column("religion_recorded", "bool", "whether the child was asked for a religion"),
        Column("language_recorded", "bool", "whether the language at home is known"),
        Column("interpreter_needed", "bool", "whether the child needs an interpreter"),
        Column("upn_recorded", "bool", "whether the unique pupil number is known"),
        Column("nhs_number_recorded", "bool", "whether the NHS number is known"),
        Column("responsibility_recorded", "bool", "whether somebody with parental responsibility is written down"),
    ),
    # Two records of one child are one child: what either of them knows is known, and the kept one comes first.
    select="""
        SELECT c.partnership_id, coalesce(c.joined_to_id, c.id),
               coalesce(max(l.name) FILTER (WHERE c.joined_to_id IS NULL), max(l.name), ''),
               bool_or(c.ethnic_group <> ''),
               coalesce(max(nullif([GROUP], '')) FILTER (WHERE c.joined_to_id IS NULL), max([GROUP])),
               bool_or(c.religion <> ''), bool_or(c.language <> ''), bool_or(c.needs_interpreter), bool_or(c.upn <> ''),
               bool_or(c.nhs_number <> ''),
               bool_or(EXISTS (SELECT 1 FROM children_person p
                               WHERE p.partnership_id = c.partnership_id AND p.child_id = c.id
                                 AND p.responsibility = 'yes' AND p.withdrawn_at IS NULL))
        FROM children_child c
        LEFT JOIN partnerships_locality l ON l.partnership_id = c.partnership_id AND l.id = c.locality_id
        GROUP BY c.partnership_id, coalesce(c.joined_to_id, c.id)
    """.replace("[GROUP]", _group_of_code()),
)

CARE = Fact(
    name="children_fact_care",
    meaning="One row a care status from a day to a day.",
    columns=(
        PARTNERSHIP,
        Column("child_id", "int", "the child, one for two joined records"),
        Column("care", "text", "none, early_help, child_in_need, child_protection, looked_after or care_leaver"),
        Column("from_on", "date", "first day"),
        Column("to_on", "date", "day on which the next one began or it ended, empty while it lasts"),
    ),
    select="""
        SELECT s.partnership_id, coalesce(c.joined_to_id, c.id), s.care, s.from_on, s.to_on
        FROM children_care_spell s
        JOIN children_child c ON c.partnership_id = s.partnership_id AND c.id = s.child_id
    """,
)

VOICE = Fact(
    name="children_fact_voice",
    meaning="One row a thing that a child said and that was not withdrawn. Never what was said.",
    columns=(
        PARTNERSHIP,
        Column("child_id", "int", "the child, one for two joined records"),
        Column("said_on", "date", "day on which the child said it"),
        Column("told_back_on", "date", "day on which the child was told what came of it, empty until then"),
    ),
    select="""
        SELECT v.partnership_id, coalesce(c.joined_to_id, c.id), v.said_on, v.told_back_on
        FROM children_voice v
        JOIN children_child c ON c.partnership_id = v.partnership_id AND c.id = v.child_id
        WHERE v.withdrawn_at IS NULL
    """,
)

FACTS = (CHILD, CARE, VOICE)
