"""Panels in rows: series and seats; meetings and agendas; what is contributed, decided and to be done."""

from alongside.panels.models.decisions import Action, Contribution, Decision
from alongside.panels.models.meetings import AgendaItem, Attendance, ItemGuest, Meeting
from alongside.panels.models.series import Series, SeriesMember

__all__ = [
    "Action",
    "AgendaItem",
    "Attendance",
    "Contribution",
    "Decision",
    "ItemGuest",
    "Meeting",
    "Series",
    "SeriesMember",
]
