"""Who is held now, where, since when; what a detention started, in both directions, and how each stands."""

from alongside.justice.queries.board import CUSTODY_VIEWED, Board, Direction, Held, Mark, custody
from alongside.justice.queries.detention import (
    DetentionPage,
    Line,
    StayLine,
    Summary,
    ToTell,
    child_summary,
    detention_page,
    is_detained,
    line,
    newest,
    to_tell,
)

__all__ = [
    "CUSTODY_VIEWED",
    "Board",
    "DetentionPage",
    "Direction",
    "Held",
    "Line",
    "Mark",
    "StayLine",
    "Summary",
    "ToTell",
    "child_summary",
    "custody",
    "detention_page",
    "is_detained",
    "line",
    "newest",
    "to_tell",
]
