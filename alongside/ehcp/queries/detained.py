"""What is shown on a case because the child is detained, or was when the plan was made final."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404

from alongside.audit import trail
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import clocks
from alongside.ehcp import access, rules
from alongside.ehcp.models import Case, Recipient


@dataclass(frozen=True, slots=True)
class RecipientLine:
    """One of those to whom the final plan goes: whether they have it, since when, and by which disclosure."""

    ref: str
    title: str
    status: str
    due_on: dt.date
    sent_on: dt.date | None
    to_whom: str
    law: str
    disclosure: str
    received_on: dt.date | None
    note: str

    @property
    def waits(self) -> bool:
        """Whether it has still to be sent to them."""
        return self.status == Recipient.Status.WAITING

    @property
    def is_sent(self) -> bool:
        """Whether it was sent to them."""
        return self.status == Recipient.Status.SENT


@dataclass(frozen=True, slots=True)
class Detained:
    """The regime for detained children on one case. What holds and what may be appealed is empty after a release."""

    holds: tuple[rules.OnRelease, ...]
    release: tuple[rules.OnRelease, ...]
    appeals: tuple[rules.AppealRight, ...]
    doubt: str
    recipients: tuple[RecipientLine, ...]
    source: clocks.Source = rules.RECIPIENTS_SOURCE

    @property
    def may_appeal(self) -> tuple[rules.AppealRight, ...]:
        """Decisions that may be appealed while the child is detained."""
        return tuple(right for right in self.appeals if right.allowed)

    @property
    def may_not_appeal(self) -> tuple[rules.AppealRight, ...]:
        """Decisions that may not."""
        return tuple(right for right in self.appeals if not right.allowed)

    @property
    def waiting(self) -> tuple[RecipientLine, ...]:
        """Those who do not have the plan yet."""
        return tuple(line for line in self.recipients if line.waits)

    @property
    def needed(self) -> tuple[RecipientLine, ...]:
        """Those who have to have it."""
        return tuple(line for line in self.recipients if line.waits or line.is_sent)


def recipients_of_child(child: Child, standing: Standing, look: trail.Look) -> list[Recipient]:
    """To whom final plans of the child had to go, the newest sending first. One query."""
    look.insist(child.ref)
    rows = access.recipients_of(look.actor, child, standing).filter(step__taken_back_at__isnull=True)
    return sorted(rows.select_related("disclosure").order_by("id"), key=lambda row: -row.step_id)


def recipient_or_404(child: Child, standing: Standing, ref: str, look: trail.Look) -> Recipient:
    """One of them, with its case. Http404 for "there is none" and "not yours to know" alike."""
    look.insist(child.ref)
    rows = access.recipients_of(look.actor, child, standing).select_related(
        "disclosure", "case__officer__user", "case__team__agency"
    )
    row = rows.filter(ref=ref).first()
    if row is None:
        raise Http404
    row.child = row.case.child = child
    return row


def detained_part(case: Case, standing: Standing, recipients: Sequence[Recipient], today: dt.date) -> Detained | None:
    """What the case's page says of the regime; None where nothing of it holds or held, or the reader may not know."""
    if not access.sees_detention(standing):
        return None
    of_case = [row for row in recipients if row.case_id == case.pk]
    newest = of_case[0].step_id if of_case else 0
    lines = tuple(line_of(row) for row in of_case if row.step_id == newest)
    is_now = case.is_detained and case.is_live
    if not is_now and not lines:
        return None
    return Detained(
        holds=rules.IN_DETENTION if is_now else (),
        release=rules.ON_RELEASE if is_now else (),
        appeals=rules.appeal_rights(today) if is_now else (),
        doubt=rules.APPEALS_DOUBT if is_now else "",
        recipients=lines,
    )


def line_of(row: Recipient) -> RecipientLine:
    """A recipient as lists show it."""
    shared = row.disclosure
    return RecipientLine(
        ref=row.ref,
        title=row.of_rule.title,
        status=row.status,
        due_on=row.due_on,
        sent_on=row.sent_on,
        to_whom=_in_a_sentence(shared.to_whom) if shared else "",
        law=shared.law if shared else "",
        disclosure=shared.ref if shared else "",
        received_on=shared.received_on if shared else None,
        note=row.note,
    )


def _in_a_sentence(office: str) -> str:
    return f"the {office[4:]}" if office.startswith("The ") else office
