"""Lists and what came of them; the SEN2 return."""

from alongside.exchange.queries.lists import (
    FAULTS_HEAD,
    FAULTS_TAKEN,
    LIST_VIEWED,
    Line,
    NextStep,
    Report,
    Upload,
    cases_here,
    faults,
    known_children,
    overdue,
    queued,
    remembered,
    report,
    sheet_of,
    uploads,
)
from alongside.exchange.queries.sen2 import SEN2_TAKEN, SEN2_VIEWED, sen2_return

__all__ = [
    "FAULTS_HEAD",
    "FAULTS_TAKEN",
    "LIST_VIEWED",
    "SEN2_TAKEN",
    "SEN2_VIEWED",
    "Line",
    "NextStep",
    "Report",
    "Upload",
    "cases_here",
    "faults",
    "known_children",
    "overdue",
    "queued",
    "remembered",
    "report",
    "sen2_return",
    "sheet_of",
    "uploads",
]
