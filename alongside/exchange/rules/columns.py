"""Which column of a list means what: what we ask for, and how systems such as Synergy name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Column:
    """Something that a list can say of a child; ``names`` are words by which systems head such a column."""

    code: str
    title: str
    hint: str = ""
    names: tuple[str, ...] = ()
    is_date: bool = False


FIELDS = (
    Column(
        "reference",
        "Their reference for the child",
        "With it a child is known again next week, even when a name is corrected.",
        ("reference", "ref", "person id", "student id", "pupil id", "case id", "synergy id", "upn", "id"),
    ),
    Column("given_name", "First name", "", ("forename", "first name", "given name", "legal forename")),
    Column("family_name", "Last name", "", ("surname", "last name", "family name", "legal surname")),
    Column(
        "full_name",
        "Whole name in one column",
        "Only where first and last name have no columns of their own.",
        ("full name", "name", "pupil name", "student name", "child name", "young person"),
    ),
    Column("born_on", "Date of birth", "", ("date of birth", "dob", "birth date", "born"), is_date=True),
    Column(
        "status",
        "Where the case stands",
        "You say next what its words mean.",
        ("status", "ehcp status", "stage", "ehc status", "sen status", "case status"),
    ),
    Column(
        "requested_on",
        "Day of the request",
        "",
        ("request date", "date requested", "request received", "date of request", "received date"),
        is_date=True,
    ),
    Column(
        "decided_on",
        "Day of the decision whether to assess",
        "",
        ("decision date", "decision to assess", "date of decision", "assessment decision date", "date decided"),
        is_date=True,
    ),
    Column(
        "draft_on",
        "Day the draft was sent",
        "",
        ("draft date", "draft plan date", "date draft issued", "draft issued", "proposed plan date"),
        is_date=True,
    ),
    Column(
        "plan_on",
        "Day of the final plan",
        "",
        (
            "final plan date",
            "plan date",
            "date plan issued",
            "ehcp start date",
            "final ehcp",
            "issue date",
            "start date",
        ),
        is_date=True,
    ),
    Column(
        "reviewed_on",
        "Day of the last review",
        "",
        ("last review", "review date", "last annual review", "date of last review", "ar date"),
        is_date=True,
    ),
    Column(
        "ended_on",
        "Day the plan ended",
        "",
        ("cease date", "ceased date", "date ceased", "end date", "date closed", "closed date"),
        is_date=True,
    ),
    Column(
        "setting",
        "School or college",
        "",
        ("school", "setting", "placement", "establishment", "base", "current school", "named setting"),
    ),
)
"""In the order of the page."""

FIELDS_BY_CODE = {column.code: column for column in FIELDS}


def guess_columns(heads: Sequence[str], remembered: Mapping[str, str]) -> dict[str, str]:
    """Field code to head: as it was mapped before where that head is there again, else by the words of the head."""
    found = {code: head for code, head in remembered.items() if head in heads and code in FIELDS_BY_CODE}
    taken = set(found.values())
    for column in FIELDS:
        if column.code in found or column.code in remembered:
            continue
        for name in column.names:
            head = next((head for head in heads if head not in taken and _plain(head) == name), "")
            if head:
                found[column.code] = head
                taken.add(head)
                break
    if "given_name" in found and "family_name" in found and "full_name" not in remembered:
        found.pop("full_name", None)
    return found


def missing_columns(columns: Mapping[str, str]) -> list[str]:
    """What a mapping lacks without which no child can be told from another, as sentences."""
    faults = []
    if not columns.get("full_name") and not (columns.get("given_name") and columns.get("family_name")):
        faults.append("Choose the columns of the first and the last name, or the one of the whole name.")
    if not columns.get("born_on"):
        faults.append("Choose the column of the date of birth.")
    if not columns.get("status"):
        faults.append("Choose the column that says where the case stands.")
    used = [head for head in columns.values() if head]
    for head in sorted({head for head in used if used.count(head) > 1}):
        faults.append(f"The column “{head}” is chosen twice. Each column means one thing.")
    return faults


_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("ended", ("ceas", "closed", "ended", "lapsed", "left", "withdrawn", "moved out")),
    ("refused", ("refus", "not to assess", "no to assess", "not issu", "declin", "no plan")),
    ("drafting", ("draft", "proposed")),
    ("considering", ("request", "consider", "referral", "6 week", "week 6")),
    ("assessing", ("assess", "advice", "ehcna")),
    ("maintained", ("final", "maintain", "active", "current", "in force", "ehcp", "ehc plan", "plan")),
)


def guess_status(word: str) -> str:
    """What a status of the list probably means; empty where nothing tells. A person says so in the end."""
    plain = _plain(word)
    return next((code for code, marks in _WORDS if any(mark in plain for mark in marks)), "")


def heads_chosen(columns: Mapping[str, str], heads: Iterable[str]) -> dict[str, int]:
    """Field code to the place of its column."""
    place = {head: number for number, head in reversed(list(enumerate(heads)))}
    return {code: place[head] for code, head in columns.items() if head in place}


def _plain(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.casefold()).strip()
