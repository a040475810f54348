"""Setting priorities, changing them, saying how far they have come, and giving them to somebody else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field

from alongside.audit import trail
from alongside.core import calendar
from alongside.core.actor import Actor
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.governance import access, rules
from alongside.governance.models import Priority, PriorityReview
from alongside.justice.rules import FINDINGS
from alongside.measures.definitions import DEFINITIONS
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership

CHANGED_MEANWHILE = "Somebody else changed this while you were writing. Both versions are below. Nothing is lost."


@dataclass(frozen=True, slots=True)
class Content:
    """What a priority says. ``measure`` is the code of a measure or empty; ``should`` (``rise`` or ``fall``) may be
    left out where the measure itself says what is better."""

    title: str
    aim: str
    why: str
    level: str
    findings: Iterable[str] = field(default=())
    measure: str = ""
    should: str = ""

    def columns(self) -> dict[str, object]:
        """The columns of the row. Raises NotNow for a figure that is none, or without a way to go."""
        if not (self.title.strip() and self.aim.strip() and self.why.strip()):
            raise NotNow("Say what the priority is, what will be different for children, and what led to it.")
        if self.level not in rules.LEVELS:
            raise NotNow("Choose who set it.")
        chosen = set(self.findings)
        return {
            "title": self.title.strip(),
            "aim": self.aim.strip(),
            "why": self.why.strip(),
            "level": self.level,
            "findings": [code for code in FINDINGS if code in chosen],
            "measure": self.measure,
            "should": self._way(),
        }

    def _way(self) -> str:
        if not self.measure:
            return ""
        if self.measure not in DEFINITIONS:
            raise NotNow("Choose a measure from the list, or none.")
        better = rules.WAY_OF_BETTER.get(DEFINITIONS[self.measure].better, "")
        should = self.should or better
        if should not in rules.WAYS:
            raise NotNow("Say whether the figure should rise or fall.")
        if better and should != better:
            raise NotNow(
                f"“{DEFINITIONS[self.measure].title}” is better when it {better}s. Choose that, or another measure."
            )
        return should


def _day_ahead(review_on: dt.date | None, now: dt.datetime) -> dt.date:
    if review_on is None or review_on <= calendar.london_date(now):
        raise NotNow("Choose a day after today on which it is looked at again.")
    return review_on


@trail.command("governance.priority.set", trail.Verb.COLLECTION)
def set_priority(
    *, actor: Actor, content: Content, owner: Membership, review_on: dt.date, now: dt.datetime
) -> Priority:
    """Write down what the partnership has decided to work towards. Its owner reviews it by the day."""
    access.may_set_priorities(actor).or_raise()
    access.may_own(owner, calendar.london_date(now)).or_raise()
    row = Priority.objects.create(
        partnership_id=actor.partnership_id,
        owner=owner,
        set_by_id=actor.membership_id,
        set_on=calendar.london_date(now),
        review_on=_day_ahead(review_on, now),
        **content.columns(),
    )
    trail.record(
        actor,
        "governance.priority.set",
        about=[row.ref, owner.ref],
        now=now,
        detail={"level": row.level, "findings": row.findings, "measure": row.measure},
    )
    return row


@trail.command("governance.priority.changed")
def change_priority(*, actor: Actor, priority: Priority, version: int, content: Content, now: dt.datetime) -> Priority:
    """Change what a priority says. Raises Changed with both versions when somebody saved first."""
    row = _locked(actor, priority)
    access.may_change_priority(actor, row).or_raise()
    columns = content.columns()
    if row.version != version:
        shown = ("title", "aim", "why")
        raise Changed(
            CHANGED_MEANWHILE,
            theirs={name: str(getattr(row, name)) for name in shown},
            yours={name: str(columns[name]) for name in shown},
        )
    changed = [name for name, value in columns.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, columns[name])
    row.version += 1
    row.save(update_fields=[*columns, "version"])
    trail.record(actor, "governance.priority.changed", about=[row.ref], now=now, detail={"changed": changed})
    return row


@trail.command("governance.priority.reviewed")
def review_priority(
    *,
    actor: Actor,
    priority: Priority,
    done: str,
    comes_next: str = "",
    status: str,
    review_on: dt.date | None = None,
    now: dt.datetime,
) -> PriorityReview:
    """Say what was done since, and whether it goes on (until the next review), was reached, or ends without."""
    row = _locked(actor, priority)
    access.may_review_priority(actor, row).or_raise()
    if not rules.may_follow("Priority", row.status, status):
        raise NotNow(access.ENDED)
    if not done.strip():
        raise NotNow("Say what was done since, even if it was nothing.")
    today = calendar.london_date(now)
    row.status = status
    if status == Priority.Status.OPEN:
        row.review_on = _day_ahead(review_on, now)
    else:
        row.review_on, row.ended_on = None, today
    row.save(update_fields=["status", "review_on", "ended_on"])
    review = PriorityReview.objects.create(
        partnership_id=actor.partnership_id,
        priority=row,
        reviewed_on=today,
        done=done,
        comes_next=comes_next,
        outcome=status,
        reviewed_by_id=actor.membership_id,
    )
    trail.record(actor, "governance.priority.reviewed", about=[row.ref], now=now, detail={"status": status})
    return review


@trail.command("governance.priority.handed_over")
def hand_over_priority(*, actor: Actor, priority: Priority, owner: Membership, now: dt.datetime) -> Priority:
    """Give an open priority to somebody else."""
    is_decided = trail.is_part_of_a_command()
    row = _locked(actor, priority)
    if not is_decided:
        access.may_change_priority(actor, row).or_raise()
    access.may_own(owner, calendar.london_date(now)).or_raise()
    if owner.pk == row.owner_id:
        raise NotNow("This person has the priority already.")
    former = row.owner
    row.owner = owner
    row.save(update_fields=["owner"])
    trail.record(actor, "governance.priority.handed_over", about=[row.ref, former.ref, owner.ref], now=now)
    return row


@trail.command("governance.priority.passed_on")
def hand_over_priority_of(*, actor: Actor, ref: str, to: Membership, now: dt.datetime) -> Priority:
    """A priority of a leaver is somebody else's. For the command that hands over what the leaver had."""
    if not trail.is_part_of_a_command():
        raise NotPermitted("Hand this over on the page of what the person has.")
    found = wall.own(Priority.objects.all(), actor).get(ref=ref)
    trail.record(actor, "governance.priority.passed_on", about=[found.ref, to.ref], now=now)
    return hand_over_priority(actor=actor, priority=found, owner=to, now=now)


def _locked(actor: Actor, priority: Priority) -> Priority:
    return prepared.locked(actor.partnership_id, Priority, priority.pk, "owner__user")
