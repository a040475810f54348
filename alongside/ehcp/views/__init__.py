"""Pages of EHC cases."""

from alongside.ehcp.views.board import board
from alongside.ehcp.views.case import (
    attach_file,
    begin_case,
    ehc,
    hand_over_case,
    kept_at,
    plan_text,
    take_back_step,
    take_case,
    take_matter_step,
    take_step,
    write_plan_text,
)

__all__ = [
    "attach_file",
    "begin_case",
    "board",
    "ehc",
    "hand_over_case",
    "kept_at",
    "plan_text",
    "take_back_step",
    "take_case",
    "take_matter_step",
    "take_step",
    "write_plan_text",
]
