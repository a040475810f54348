"""Questions about figures: live, and as pages and files show them."""

from alongside.measures.queries.live import Measured, answers, label, lacking, measure
from alongside.measures.queries.pages import (
    HEAD,
    MEASURE_EXPORTED,
    ManagersPage,
    managers_page,
    table,
)

__all__ = [
    "HEAD",
    "MEASURE_EXPORTED",
    "ManagersPage",
    "Measured",
    "answers",
    "label",
    "lacking",
    "managers_page",
    "measure",
    "table",
]
