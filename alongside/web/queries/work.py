"""What waits for somebody in every subject: *my work*, and the calendar of a private link."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from alongside.audit import trail
from alongside.children import queries as children
from alongside.core import calendar, ical
from alongside.core.actor import Actor
from alongside.core.work import Work
from alongside.deadlines import queries as deadlines
from alongside.ehcp import queries as ehcp
from alongside.governance import queries as governance
from alongside.justice import queries as justice
from alongside.needs import queries as needs
from alongside.panels import queries as panels
from alongside.partnerships import queries as partnerships
from alongside.plans import queries as plans
from alongside.referrals import queries as referrals
from alongside.web.queries.sealed import sealed_work_for

WORK_VIEWED = trail.sight("web.work.viewed", "Somebody saw the work that waits for them.")

WORK: tuple[Callable[[Actor, dt.datetime], list[Work]], ...] = (
    partnerships.work_for,
    children.work_for,
    deadlines.work_for,
    needs.work_for,
    referrals.work_for,
    ehcp.work_for,
    plans.work_for,
    panels.work_for,
    justice.work_for,
    governance.work_for,
    sealed_work_for,
)
"""Each subject's answer to "what waits for this person?"; each costs the same number of queries whatever waits."""

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Group:
    """Work of one urgency, as *my work* shows it."""

    code: str
    title: str
    items: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class MyWork:
    """The first screen: what waits for somebody, and the children whom they work with."""

    groups: tuple[Group, ...]
    due_now: int
    this_week: int
    mine: tuple[children.Mine, ...]

    @property
    def is_empty(self) -> bool:
        return not self.groups


def my_work(actor: Actor, now: dt.datetime) -> trail.Untraced[MyWork]:
    """What waits for the actor, urgent first, then by date; and the actor's children."""
    work = work_for(actor, now)
    groups = grouped(work, calendar.london_date(now))
    sizes = {group.code: len(group.items) for group in groups}
    shown = children.my_children(actor, now).map(
        lambda mine: MyWork(groups, sizes.get("now", 0), sizes.get("week", 0), mine)
    )
    return shown.also(item.child_ref for item in work if item.child_ref)


def work_for(actor: Actor, now: dt.datetime) -> list[Work]:
    """What waits for the actor in every subject."""
    return [item for ask in WORK for item in ask(actor, now)]


def grouped(work: list[Work], today: dt.date) -> tuple[Group, ...]:
    """Work by when it is due: now (urgent, or due today or before), this week, later, and without a date."""
    groups: dict[str, list[Work]] = {"now": [], "week": [], "later": [], "waiting": []}
    for item in work:
        groups[_when(item, today)].append(item)
    return tuple(Group(code, TITLES[code], tuple(sorted(items, key=_order))) for code, items in groups.items() if items)


TITLES = {"now": "Due now", "week": "In the next seven days", "later": "Later", "waiting": "Waiting, without a date"}


def _when(item: Work, today: dt.date) -> str:
    if item.urgent or (item.due_on is not None and item.due_on <= today):
        return "now"
    if item.due_on is None:
        return "waiting"
    return "week" if item.due_on <= today + WEEK else "later"


def _order(item: Work) -> tuple[bool, bool, dt.date, dt.date, str]:
    """Harm before anything else, then what is urgent, then by date."""
    is_harm = item.urgent and item.kind == "concern"
    return not is_harm, not item.urgent, item.due_on or dt.date.max, item.waiting_since or dt.date.max, item.what


# The calendar of a private link

_IN_CALENDAR = {
    "action": "Action of a panel",
    "arrival": "Referral",
    "contribution": "Contribution to a panel",
    "date": "Date that the law sets",
    "ehc_case": "EHC case",
    "first_contact": "First contact",
    "look_back": "Look back on a year",
    "meeting": "Meeting",
    "plan": "Plan",
    "priority": "Review of a priority",
    "review": "Review of a plan",
    "screen": "Screen",
    "step": "Step of a plan",
    "support": "Support",
    "tell_back": "Tell a child what changed",
}
"""What a calendar says of a kind of work. What somebody typed could name a child, so none of it leaves."""


def calendar_events(actor: Actor, now: dt.datetime, *, base: str) -> trail.Untraced[list[ical.Event]]:
    """What is due for the actor, each as a whole day: the kind and a reference. ``base`` begins the addresses."""
    dated = [(item, item.due_on) for item in work_for(actor, now) if item.due_on is not None]
    events = [
        ical.Event(
            uid=f"{item.kind}-{hashlib.sha256(item.url.encode()).hexdigest()[:24]}@alongside",
            on=due_on,
            summary=f"{_IN_CALENDAR.get(item.kind, 'Work')} {item.child_ref}".strip(),
            url=f"{base}{item.url}",
        )
        for item, due_on in dated
    ]
    return trail.Untraced(events, tuple(dict.fromkeys(item.child_ref for item, _ in dated if item.child_ref)))
