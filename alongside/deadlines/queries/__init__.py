"""Questions about dates: of a child, of a person, of a team; term dates; private links."""

from alongside.deadlines.queries.clocks import (
    ClaimLine,
    Line,
    Page,
    Summary,
    all_about,
    child_summary,
    clock_page,
    dates_of,
    due_about,
    excused_about,
    kept_about,
    running_about,
    soonest,
)
from alongside.deadlines.queries.feeds import FEED_READ, actor_of_feed
from alongside.deadlines.queries.terms import School, Year, school_now, school_of, years
from alongside.deadlines.queries.work import DATES_VIEWED, Board, board, last_watch, open_things, url_of, work_for

__all__ = [
    "DATES_VIEWED",
    "FEED_READ",
    "Board",
    "ClaimLine",
    "Line",
    "Page",
    "School",
    "Summary",
    "Year",
    "actor_of_feed",
    "all_about",
    "board",
    "child_summary",
    "clock_page",
    "dates_of",
    "due_about",
    "excused_about",
    "kept_about",
    "last_watch",
    "open_things",
    "running_about",
    "school_now",
    "school_of",
    "soonest",
    "url_of",
    "work_for",
    "years",
]
