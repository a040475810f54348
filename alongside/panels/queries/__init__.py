"""Questions about panels: series, meetings and agendas, a child's one page, actions, and what waits for whom."""

from alongside.panels.queries.actions import ACTIONS_VIEWED, ActionLine, action_line, actions_of, my_actions
from alongside.panels.queries.meetings import (
    AGENDA_VIEWED,
    Agenda,
    AgendaLine,
    MeetingLine,
    SeatLine,
    SeriesPage,
    agenda,
    attendance,
    coming,
    meetings_to_choose,
    quorum,
    series_list,
    series_page,
)
from alongside.panels.queries.one_page import (
    PACK_OPENED,
    ContributionLine,
    DecisionLine,
    OnePage,
    PanelSummary,
    child_summary,
    decision_of,
    given_by_my_agency,
    guests_of,
    one_page,
    pack,
)
from alongside.panels.queries.owed import open_things
from alongside.panels.queries.print import pack_as_data
from alongside.panels.queries.seen import seen
from alongside.panels.queries.work import work_for

__all__ = [
    "ACTIONS_VIEWED",
    "AGENDA_VIEWED",
    "PACK_OPENED",
    "ActionLine",
    "Agenda",
    "AgendaLine",
    "ContributionLine",
    "DecisionLine",
    "MeetingLine",
    "OnePage",
    "PanelSummary",
    "SeatLine",
    "SeriesPage",
    "action_line",
    "actions_of",
    "agenda",
    "attendance",
    "child_summary",
    "coming",
    "decision_of",
    "given_by_my_agency",
    "guests_of",
    "meetings_to_choose",
    "my_actions",
    "one_page",
    "open_things",
    "pack",
    "pack_as_data",
    "quorum",
    "seen",
    "series_list",
    "series_page",
    "work_for",
]
