"""What is law, guidance or agreed policy about a child's record, as data with its source."""

from alongside.children.rules.clocks import (
    BREAK_GLASS_HOURS,
    BREAK_GLASS_REVIEW_WORKING_DAYS,
    SEAL_ASK_WORKING_DAYS,
    TELL_BACK_DAYS,
    TOLD_CONCERN_DAYS,
    break_glass_until,
    tell_back_by,
    told_until,
)
from alongside.children.rules.family import (
    BASES,
    KIN,
    LIVES_WITH,
    RESPONSIBILITY,
    SAFE,
    Basis,
    Kin,
    bases_on,
    holds_responsibility,
    kin_in_words,
)
from alongside.children.rules.matrix import (
    MATRIX,
    MATRIX_FILE,
    Cell,
    MatrixFault,
    read_matrix,
    readable,
    reasons_that_show,
    reasons_that_write,
    writable,
)

__all__ = [
    "BASES",
    "BREAK_GLASS_HOURS",
    "BREAK_GLASS_REVIEW_WORKING_DAYS",
    "KIN",
    "LIVES_WITH",
    "MATRIX",
    "MATRIX_FILE",
    "RESPONSIBILITY",
    "SAFE",
    "SEAL_ASK_WORKING_DAYS",
    "TELL_BACK_DAYS",
    "TOLD_CONCERN_DAYS",
    "TRANSITIONS",
    "Basis",
    "Cell",
    "Kin",
    "MatrixFault",
    "bases_on",
    "break_glass_until",
    "holds_responsibility",
    "kin_in_words",
    "read_matrix",
    "readable",
    "reasons_that_show",
    "reasons_that_write",
    "tell_back_by",
    "told_until",
    "writable",
]

TRANSITIONS = {
    "Concern": {"open": frozenset({"closed"}), "closed": frozenset()},
    "SealAsk": {
        "waiting": frozenset({"agreed", "refused", "withdrawn"}),
        "agreed": frozenset(),
        "refused": frozenset(),
        "withdrawn": frozenset(),
    },
    "BreakGlass": {
        "open": frozenset({"justified", "not_justified"}),
        "justified": frozenset(),
        "not_justified": frozenset(),
    },
}
"""Model to state to the states that may follow. Every state of every model stands here; a test checks it."""
