"""What each partnership works towards: priorities set, looked at again, reached, and one whose day has passed.

The days are the same whatever the seed, and nothing is drawn: what else happens does not change with them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field

from alongside.core import calendar
from alongside.governance import commands as governance
from alongside.governance.commands import Content
from alongside.web.demonstration import hampshire, swindon
from alongside.web.demonstration.life import Area, Story


@dataclass(frozen=True, slots=True)
class Said:
    """A review: so many days before the end, what was done, what comes next, how it stands, and in how many days again
    (0: it is closed)."""

    days_ago: int
    done: str
    comes_next: str = ""
    status: str = "open"
    again_in: int = 91


@dataclass(frozen=True, slots=True)
class Lived:
    """A priority: who sets it so many days before the end, whose it is, and what is said of it."""

    by: str
    owner: str
    days_ago: int
    content: Content
    said: tuple[Said, ...] = field(default=())
    first_again_in: int = 91


LIVED: dict[str, tuple[Lived, ...]] = {
    swindon.SWINDON.name: (
        Lived(
            "head",
            "head",
            300,
            Content(
                title="A centre of excellence for Child First practice",
                aim="Every agency asks first what a child is good at and wants, and works from there.",
                why="Decided at the board’s away day: education, police and health go the same way as we do.",
                level="strategic",
                measure="prevention_share_of_workload",
            ),
            (
                Said(
                    210,
                    "Police and schools were at the first day of training. Pledges were written by twelve agencies.",
                    "Panels begin each child with what is going well.",
                ),
                Said(
                    118,
                    "All three panels begin with strengths. Two schools asked to sit in.",
                    "Children help to choose who is appointed to the resettlement post.",
                ),
                Said(
                    26,
                    "Two young people sat on the interview panel. The board heard what they had changed.",
                    "Look at the words in letters to families, with families.",
                ),
            ),
        ),
        Lived(
            "manager_prevention",
            "manager_prevention",
            190,
            Content(
                title="Help begins before the trouble comes",
                aim="Nobody with a need for speech and language support waits into a second month.",
                why="On looking back, help was offered and came late more than once: the wait was the worst week.",
                level="operational",
                findings=("help_late", "need_missed"),
                measure="days_need_to_first_support",
            ),
            (
                Said(
                    100,
                    "Waits are read out at each team meeting. A second therapist was asked for.",
                    "Offer the first time within the week in which the need was found.",
                ),
            ),
            # Its day has passed: the demonstration has one review that is late.
        ),
        Lived(
            "manager_court",
            "board_1",
            120,
            Content(
                title="A shortened school day is known within the week",
                aim="A child whose hours at school are cut has somebody beside them before the first empty afternoon.",
                why="Schools had known in spring, and it reached us in autumn.",
                level="executive",
                findings=("school_lost", "not_shared"),
            ),
            (
                Said(
                    40,
                    "The schools’ forum agreed to tell the front door of every shortened day.",
                    "Count how many were told, and by whom.",
                ),
            ),
        ),
        Lived(
            "head",
            "manager_court",
            400,
            Content(
                title="Every child is screened in the first weeks",
                aim="No worker guesses how a child understands words.",
                why="Screens came when things had gone wrong already.",
                level="operational",
                measure="screened_share",
            ),
            (
                Said(300, "Screens are offered at the first meeting.", "See who is missed, and why."),
                Said(150, "It is what we do now, and stays in the standards.", status="reached", again_in=0),
            ),
        ),
    ),
    hampshire.HAMPSHIRE.name: (
        Lived(
            "head",
            "board_1",
            260,
            Content(
                title="The same help wherever a child lives",
                aim="A child on the edge of the county is met as soon as one in the middle of it.",
                why="An average for the whole county hid two districts in which families waited twice as long.",
                level="strategic",
                measure="days_to_first_contact",
            ),
            (
                Said(165, "Each district has its own line on the board’s page.", "Two posts move to the north."),
                Said(
                    70,
                    "The posts are filled, and first meetings take place in village halls and at schools.",
                    "Ask families whether the way was too long.",
                ),
            ),
        ),
        Lived(
            "head",
            "manager_ycp",
            150,
            Content(
                title="What one of us knows, the others know",
                aim="No child tells the same story to a third person who should have known it.",
                why="On looking back, what one agency knew had not reached the others.",
                level="operational",
                findings=("not_shared", "known_before"),
                measure="panel_attendance",
            ),
            (Said(60, "Health and schools send what they know before each panel.", "Thank those who do, by name."),),
        ),
    ),
}
"""Name of the partnership to what it works towards."""


def stories(area: Area) -> Iterator[Story]:
    """Each priority that was set after the partnership began here."""
    for lived in LIVED[area.place.name]:
        if area.moment(_day(area, lived.days_ago), 10, 30) > area.since:
            yield _priority(area, lived)


def _day(area: Area, days_ago: int) -> dt.date:
    return calendar.next_working_day(calendar.london_date(area.until) - dt.timedelta(days=days_ago))


def _again(now: dt.datetime, days: int) -> dt.date:
    return calendar.next_working_day(calendar.london_date(now) + dt.timedelta(days=days))


def _priority(area: Area, lived: Lived) -> Story:
    now = yield area.moment(_day(area, lived.days_ago), 10, 30)
    with area.acting(lived.by) as actor:
        row = governance.set_priority(
            actor=actor,
            content=lived.content,
            owner=area.members[lived.owner],
            review_on=_again(now, lived.first_again_in),
            now=now,
        )
    for said in lived.said:
        now = yield area.moment(_day(area, said.days_ago), 15, 0)
        with area.acting(lived.owner) as actor:
            governance.review_priority(
                actor=actor,
                priority=row,
                done=said.done,
                comes_next=said.comes_next,
                status=said.status,
                review_on=_again(now, said.again_in) if said.status == "open" else None,
                now=now,
            )
