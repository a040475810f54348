"""Strands of a child's record: each field belongs to one, and each reader sees some."""

from __future__ import annotations

from enum import StrEnum


class Strand(StrEnum):
    """The parts of a record that are walled from one another within the partnership."""

    IDENTITY = "identity"
    EDUCATION = "education"
    HEALTH = "health"
    PLAN = "plan"
    JUSTICE = "justice"
    VICTIM = "victim"


STRANDS = tuple(Strand)

TITLES = {
    Strand.IDENTITY: "Who I am",
    Strand.EDUCATION: "Education",
    Strand.HEALTH: "Health and communication",
    Strand.PLAN: "Plan and support",
    Strand.JUSTICE: "Justice",
    Strand.VICTIM: "People harmed",
}
