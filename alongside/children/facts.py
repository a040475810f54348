"""What this subject publishes for measures: what is known of a child and what nobody has asked, care, and voices."""

from __future__ import annotations

from alongside.children import rules
from alongside.core.facts import PARTNERSHIP, Column, Fact


def _group_of_code() -> str:
    lines = (f"WHEN '{group.code}' THEN '{group.group}'" for group in rules.ETHNIC_GROUPS.values())
    return f"CASE ethnic_group {' '.join(lines)} ELSE '' END"


CHILD = Fact(
    name="children_fact_child",
    meaning="One row a child: what is known, and what nobody has asked yet. No name and no date of birth.",
    columns=(
        PARTNERSHIP,
        Column("child_id", "int", "the child"),
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
    select="""
        SELECT c.partnership_id, c.id, coalesce(l.name, ''), c.ethnic_group <> '', [GROUP], c.religion <> '',
               c.language <> '', c.needs_interpreter, c.upn <> '', c.nhs_number <> '',
               EXISTS (SELECT 1 FROM children_person p
                       WHERE p.partnership_id = c.partnership_id AND p.child_id = c.id
                         AND p.responsibility = 'yes' AND p.withdrawn_at IS NULL)
        FROM children_child c
        LEFT JOIN partnerships_locality l ON l.partnership_id = c.partnership_id AND l.id = c.locality_id
    """.replace("[GROUP]", _group_of_code()),
)

CARE = Fact(
    name="children_fact_care",
    meaning="One row a care status from a day to a day.",
    columns=(
        PARTNERSHIP,
        Column("child_id", "int", "the child"),
        Column("care", "text", "none, early_help, child_in_need, child_protection, looked_after or care_leaver"),
        Column("from_on", "date", "first day"),
        Column("to_on", "date", "day on which the next one began or it ended, empty while it lasts"),
    ),
    select="SELECT partnership_id, child_id, care, from_on, to_on FROM children_care_spell",
)

VOICE = Fact(
    name="children_fact_voice",
    meaning="One row a thing that a child said and that was not withdrawn. Never what was said.",
    columns=(
        PARTNERSHIP,
        Column("child_id", "int", "the child"),
        Column("said_on", "date", "day on which the child said it"),
        Column("told_back_on", "date", "day on which the child was told what came of it, empty until then"),
    ),
    select="SELECT partnership_id, child_id, said_on, told_back_on FROM children_voice WHERE withdrawn_at IS NULL",
)

FACTS = (CHILD, CARE, VOICE)
