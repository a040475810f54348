"""Questions that cross subjects: what waits for somebody, what a team or a person has, and all on the child's page."""

from alongside.web.queries.child import ChildPage, child_page, due_for
from alongside.web.queries.look_back import LookingBack, looking_back
from alongside.web.queries.moving import what_travels
from alongside.web.queries.persons import (
    PERSONS_WORK_VIEWED,
    Held,
    PersonsWork,
    Taker,
    held,
    key_of,
    persons_work,
    takers,
)
from alongside.web.queries.team import TEAM_WORK_VIEWED, TeamWork, Thing, open_things, ownerless, team_work
from alongside.web.queries.work import WORK_VIEWED, MyWork, calendar_events, my_work, work_for

__all__ = [
    "PERSONS_WORK_VIEWED",
    "TEAM_WORK_VIEWED",
    "WORK_VIEWED",
    "ChildPage",
    "Held",
    "LookingBack",
    "MyWork",
    "PersonsWork",
    "Taker",
    "TeamWork",
    "Thing",
    "calendar_events",
    "child_page",
    "due_for",
    "held",
    "key_of",
    "looking_back",
    "my_work",
    "open_things",
    "ownerless",
    "persons_work",
    "takers",
    "team_work",
    "what_travels",
    "work_for",
]
