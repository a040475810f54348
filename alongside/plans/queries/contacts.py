"""Contacts with a child, in the strands that the reader may see."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.audit import trail
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
    child: Child, standing: Standing, look: trail.Look, *, limit: int = CONTACTS_SHOWN
) -> tuple[ContactLine, ...]:
    """The latest contacts in the strands that the reader may see. One query."""
    look.insist(child.ref)
    return tuple(
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
        for row in _contacts(look.actor, standing, limit=limit)
    )


@prepared.question
def _contacts(actor: Actor, standing: Standing, *, limit: int) -> QuerySet[Contact]:
    rows = access.visible_contacts(actor, standing).select_related("made_by__user", "made_by__agency")
    return rows.order_by("-happened_on", "-id")[:limit]
