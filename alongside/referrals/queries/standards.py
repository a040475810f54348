"""What the standards of a partnership are."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.partnerships import prepared
from alongside.referrals import rules
from alongside.referrals.models import PublicContact, StandardChange


def standards(partnership_id: int) -> rules.Standards:
    """The partnership's own numbers by day, our defaults where it has set none. One query."""
    return rules.Standards.of(rules.Change(*row) for row in _changes(partnership_id))


@prepared.question
def _changes(partnership_id: int) -> QuerySet[StandardChange, tuple[str, int, dt.date]]:
    rows = StandardChange.objects.filter(partnership_id=partnership_id).order_by("from_on", "id")
    return rows.values_list("code", "value", "from_on")


def public_contact(partnership_id: int, today: dt.date) -> PublicContact | None:
    """On which number a family reaches a person; None where none is set, or was taken off the page. One query."""
    row = next(iter(_contact(partnership_id, today)), None)
    return row if row is not None and row.phone else None


@prepared.question
def _contact(partnership_id: int, today: dt.date) -> QuerySet[PublicContact]:
    rows = PublicContact.objects.filter(partnership_id=partnership_id, from_on__lte=today)
    return rows.order_by("-from_on", "-id")[:1]


@dataclass(frozen=True, slots=True)
class StandardLine:
    """A standard as its page shows it."""

    code: str
    title: str
    unit: str
    value: int
    default: int
    since: dt.date | None


def standard_lines(found: rules.Standards, today: dt.date) -> tuple[StandardLine, ...]:
    """Each standard with what holds today and our default."""
    lines = []
    for code, standard in rules.STANDARDS.items():
        change = found.change(code, today)
        value = found.value(code, today)
        since = change.from_on if change else None
        lines.append(StandardLine(code, standard.title, standard.unit, value, standard.default, since))
    return tuple(lines)
