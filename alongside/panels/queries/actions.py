"""Questions about actions: mine, and those of one item."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db.models import QuerySet

from alongside.audit import trail
from alongside.core.actor import Actor
from alongside.panels import access
from alongside.panels.models import Action, AgendaItem
from alongside.partnerships import prepared, wall

ACTIONS_VIEWED = trail.sight("panels.actions.viewed", "Somebody saw the actions that they have to do.")

ACTIONS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class ActionLine:
    """Something to do: what, for whom, by whom and by when."""

    ref: str
    what: str
    kind: str
    owner: str
    owner_agency: str
    due_on: dt.date
    status: str
    status_title: str
    done_on: dt.date | None
    outcome: str
    is_mine: bool
    child_ref: str
    child_name: str
    panel: str
    met_on: dt.date

    @property
    def is_open(self) -> bool:
        """Whether it is still to do."""
        return self.status == Action.Status.OPEN


def action_line(row: Action, actor: Actor) -> ActionLine:
    """The action as pages show it. The row comes with its child, owner, and item's meeting and series."""
    meeting = row.item.meeting
    return ActionLine(
        ref=row.ref,
        what=row.what,
        kind=row.kind,
        owner=row.owner.user.name,
        owner_agency=row.owner.agency.name,
        due_on=row.due_on,
        status=row.status,
        status_title=Action.Status(row.status).label,
        done_on=row.done_on,
        outcome=row.outcome,
        is_mine=row.owner_id == actor.membership_id,
        child_ref=row.child.ref,
        child_name=row.child.called,
        panel=meeting.series.name,
        met_on=meeting.meets_on,
    )


def my_actions(actor: Actor, now: dt.datetime) -> trail.Untraced[tuple[ActionLine, ...]]:
    """The actor's open actions, the soonest first. Two queries."""
    rows = (
        access.own_actions(actor, now)
        .filter(status=Action.Status.OPEN)
        .select_related("child", "owner__user", "owner__agency", "item__meeting__series")
        .order_by("due_on", "id")[:ACTIONS_SHOWN]
    )
    lines = tuple(action_line(row, actor) for row in rows)
    return trail.Untraced(lines, tuple(dict.fromkeys(line.child_ref for line in lines)))


def actions_of(item: AgendaItem, look: trail.Look) -> tuple[ActionLine, ...]:
    """The actions of one item, in the order in which they were agreed. The caller has loaded it through ``access``."""
    look.insist(item.child.ref)
    return tuple(action_line(row, look.actor) for row in _of_item(look.actor, item.pk))


@prepared.question
def _of_item(actor: Actor, item_id: int) -> QuerySet[Action]:
    rows = wall.own(Action.objects.all(), actor).filter(item_id=item_id)
    return rows.select_related("child", "owner__user", "owner__agency", "item__meeting__series").order_by("id")
