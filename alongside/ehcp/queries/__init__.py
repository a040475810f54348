"""Questions about EHC cases: one child's, the board of all, what waits, and whose it is."""

from alongside.ehcp.queries.board import BOARD_VIEWED, Board, Narrowing, board, officers, settings_named
from alongside.ehcp.queries.case import (
    case_or_404,
    case_page,
    child_summary,
    matter_or_404,
    newest_edition,
    title_of,
)
from alongside.ehcp.queries.corrections import later_steps, resting_on, said_of, step_or_404
from alongside.ehcp.queries.detained import Detained, RecipientLine, line_of, recipient_or_404, recipients_of_child
from alongside.ehcp.queries.lines import (
    Act,
    CasePage,
    MatterLine,
    SectionLine,
    Summary,
)
from alongside.ehcp.queries.requests import (
    PartLine,
    RequestPaper,
    digest,
    fill_from,
    gather,
    request_or_404,
    request_paper,
    requests_here,
)
from alongside.ehcp.queries.work import has_live_case, in_force_since, open_things, work_for

__all__ = [
    "BOARD_VIEWED",
    "Act",
    "Board",
    "CasePage",
    "Detained",
    "MatterLine",
    "Narrowing",
    "PartLine",
    "RecipientLine",
    "RequestPaper",
    "SectionLine",
    "Summary",
    "board",
    "case_or_404",
    "case_page",
    "child_summary",
    "digest",
    "fill_from",
    "gather",
    "has_live_case",
    "in_force_since",
    "later_steps",
    "line_of",
    "matter_or_404",
    "newest_edition",
    "officers",
    "open_things",
    "recipient_or_404",
    "recipients_of_child",
    "request_or_404",
    "request_paper",
    "requests_here",
    "resting_on",
    "said_of",
    "settings_named",
    "step_or_404",
    "title_of",
    "work_for",
]
