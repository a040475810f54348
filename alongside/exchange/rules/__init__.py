"""Lists of EHC plans from the SEND team's system: their columns, their words, each line, and what follows from it."""

from alongside.exchange.rules import sen2
from alongside.exchange.rules.columns import (
    FIELDS,
    FIELDS_BY_CODE,
    Column,
    guess_columns,
    guess_status,
    missing_columns,
)
from alongside.exchange.rules.lines import (
    DAYS,
    FAULTS_SHOWN,
    STATUSES,
    Faulty,
    Read,
    Said,
    kept_of,
    read_lines,
    said_again,
    statuses_in,
)
from alongside.exchange.rules.matching import CERTAIN, Known, Matched, Matcher
from alongside.exchange.rules.moves import Move, next_move
from alongside.exchange.rules.proposals import Here, Proposal, propose
from alongside.exchange.rules.reading import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_LINES,
    Sheet,
    Unreadable,
    read_sheet,
)

CHUNK = 250
"""Lines that are matched before the progress is written down. Ours."""

TRANSITIONS: dict[str, dict[str, tuple[str, ...]]] = {
    "EhcList": {
        "uploaded": ("mapped", "failed"),
        "mapped": ("queued", "mapped", "failed"),
        "queued": ("read", "failed"),
        "read": ("failed",),
        "failed": (),
    },
}
"""What follows on what: mapped again as often as one likes, read once."""

__all__ = [
    "CERTAIN",
    "CHUNK",
    "DAYS",
    "FAULTS_SHOWN",
    "FIELDS",
    "FIELDS_BY_CODE",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_LINES",
    "STATUSES",
    "TRANSITIONS",
    "Column",
    "Faulty",
    "Here",
    "Known",
    "Matched",
    "Matcher",
    "Move",
    "Proposal",
    "Read",
    "Said",
    "Sheet",
    "Unreadable",
    "guess_columns",
    "guess_status",
    "kept_of",
    "missing_columns",
    "next_move",
    "propose",
    "read_lines",
    "read_sheet",
    "said_again",
    "sen2",
    "statuses_in",
]
