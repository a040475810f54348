"""What kind of information a field holds: every field of every model is classified on the day it is added.

A model carries ``privacy = describe((IDENTITY, "given_name family_name"), (SYSTEM, "id created_at"))``. A test
fails for a field that is missed or named twice and prints the line to paste.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Privacy:
    """One class of information.

    ``strand`` is the strand of the child's record, or ``staff``, ``award`` or ``system`` outside it. ``purpose``
    says why it is held, ``retention`` names the retention trigger, and ``in_subject_access`` says whether the
    child's copy has it.
    """

    strand: str
    purpose: str
    retention: str
    in_subject_access: bool


SYSTEM = Privacy("system", "to run the system", "with its record", in_subject_access=False)
IDENTITY = Privacy("identity", "to know and work with the child", "child record", in_subject_access=True)
FAMILY = Privacy(
    "identity",
    "to know who cares for the child, who may decide, and whom it is safe to ring",
    "child record",
    # About somebody else as well: a copy for the child is looked through first (DPA 2018 Sch. 2 para. 16).
    in_subject_access=False,
)
EDUCATION = Privacy("education", "to support the child's education", "child record", in_subject_access=True)
HEALTH = Privacy("health", "to support the child's health and communication", "child record", in_subject_access=True)
PLAN = Privacy("plan", "to plan and give support", "child record", in_subject_access=True)
JUSTICE = Privacy(
    "justice",
    "to prevent offending (Crime and Disorder Act 1998 s.37)",
    "child record",
    in_subject_access=True,
)
VICTIM = Privacy("victim", "to give victims their voice (Victims' Code)", "victim record", in_subject_access=False)
SAFEGUARDING = Privacy(
    "identity",
    "to keep the child safe (Children Act 2004 s.11)",
    "safeguarding record",
    in_subject_access=True,
)
STAFF = Privacy("staff", "to run the service", "employment plus two years", in_subject_access=False)
TRAIL = Privacy("system", "to account for every look and change (DPA 2018 s.62)", "trail", in_subject_access=True)
BOARD = Privacy("system", "to say what the partnership works towards", "with its record", in_subject_access=False)
AWARD = Privacy("award", "to show good practice", "award cycle", in_subject_access=False)


def describe(*classes: tuple[Privacy, str]) -> dict[str, Privacy]:
    """Field name to class. Raises ValueError when a field is named twice."""
    found: dict[str, Privacy] = {}
    for privacy, names in classes:
        for name in names.split():
            if name in found:
                raise ValueError(f"The field {name} is classified twice")
            found[name] = privacy
    return found
