"""Contacts with a child, in the strands that the reader may see."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.partnerships import prepared
from alongside.plans import access
from alongside.plans.models import Contact

CONTACTS_SHOWN = 20


@dataclass(frozen=True, slots=True)
class ContactLine:
    """A contact, as the list shows it."""

    ref: str
    happened_on: dt.date
    with_whom: str
    how: str
    kind: str
    attended: str
    attended_title: str
    text: str
    by: str
    agency: str


def contacts(
    child: Child,
    standing: Standing,
    look: trail.Look,
    *,
    limit: int = CONTACTS_SHOWN,
    others: Sequence[children.Joined] = (),
) -> tuple[ContactLine, ...]:
    """The latest contacts in the strands that the reader may see, with those of other records. One query for each."""
    look.insist(child.ref)
    rows = [
        row
        for held in (standing, *(one.standing for one in others))
        for row in _contacts(look.actor, held, limit=limit)
    ]
    lines = tuple(
        ContactLine(
            row.ref,
            row.happened_on,
            Contact.With(row.with_whom).label,
            Contact.How(row.how).label,
            Contact.Kind(row.kind).label,
            row.attended,
            Contact.Attended(row.attended).label,
            row.text,
            row.made_by.user.name,
            row.made_by.agency.name,
        )
        for row in rows
    )
    return tuple(sorted(lines, key=lambda line: line.happened_on, reverse=True)[:limit]) if others else lines


@prepared.question
def _contacts(actor: Actor, standing: Standing, *, limit: int) -> QuerySet[Contact]:
    rows = access.visible_contacts(actor, standing).select_related("made_by__user", "made_by__agency")
    return rows.order_by("-happened_on", "-id")[:limit]
