"""Pages of EHC cases."""

from alongside.ehcp.views.board import board
from alongside.ehcp.views.case import (
    attach_file,
    begin_case,
    correct_beginning,
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
from alongside.ehcp.views.letters import (
    begin_letter,
    drop_letter,
    letter,
    letter_file,
    send_letter,
    wordings,
    write_letter,
    write_wording,
)
from alongside.ehcp.views.recipients import record_plan_receipt, send_plan_on, stand_down_recipient
from alongside.ehcp.views.requests import (
    drop_request,
    request_file,
    request_paper,
    send_request,
    start_request,
    write_request,
)

__all__ = [
    "attach_file",
    "begin_case",
    "begin_letter",
    "board",
    "correct_beginning",
    "drop_letter",
    "drop_request",
    "ehc",
    "hand_over_case",
    "kept_at",
    "letter",
    "letter_file",
    "plan_text",
    "record_plan_receipt",
    "request_file",
    "request_paper",
    "send_letter",
    "send_plan_on",
    "send_request",
    "stand_down_recipient",
    "start_request",
    "take_back_step",
    "take_case",
    "take_matter_step",
    "take_step",
    "wordings",
    "write_letter",
    "write_plan_text",
    "write_request",
    "write_wording",
]
