"""Questions about figures: as they stand now, as they were closed, and as pages and files show them."""

from alongside.measures.queries.beside import Also, also_on_board, on_board
from alongside.measures.queries.closed import (
    Closed,
    closed,
    counted,
    first_record,
    kept,
    quarters_closed,
    to_close,
)
from alongside.measures.queries.files import HEAD, HIDING, MEASURE_EXPORTED, figures, tables
from alongside.measures.queries.live import Measured, answers, label, lacking, measure
from alongside.measures.queries.missing import CHILDREN_LACKING, LackingPage, lacking_page
from alongside.measures.queries.pages import (
    ON_PAGE,
    Page,
    Point,
    Sheet,
    board_page,
    managers_page,
    one_measure,
    one_released,
    sheet,
    trends,
)

__all__ = [
    "CHILDREN_LACKING",
    "HEAD",
    "HIDING",
    "MEASURE_EXPORTED",
    "ON_PAGE",
    "Also",
    "Closed",
    "LackingPage",
    "Measured",
    "Page",
    "Point",
    "Sheet",
    "also_on_board",
    "answers",
    "board_page",
    "closed",
    "counted",
    "figures",
    "first_record",
    "kept",
    "label",
    "lacking",
    "lacking_page",
    "managers_page",
    "measure",
    "on_board",
    "one_measure",
    "one_released",
    "quarters_closed",
    "sheet",
    "tables",
    "to_close",
    "trends",
]
