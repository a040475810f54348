"""What is done in an EHC case: begun, moved on step by step, handed over; and the words of its plan."""

from alongside.ehcp.commands.beginnings import begin_case
from alongside.ehcp.commands.cases import hand_over_case, hand_over_case_of, take_case
from alongside.ehcp.commands.corrections import take_back_step
from alongside.ehcp.commands.days import correct_beginning
from alongside.ehcp.commands.detention import tell_of_detention, tell_of_release
from alongside.ehcp.commands.editions import attach_file, write_plan_text
from alongside.ehcp.commands.letters import begin_letter, drop_letter, send_letter, set_wording, write_letter
from alongside.ehcp.commands.recipients import record_plan_receipt, send_plan_on, stand_down_recipient
from alongside.ehcp.commands.requests import drop_request, send_request, start_request, write_request
from alongside.ehcp.commands.steps import Said, take_step

__all__ = [
    "Said",
    "attach_file",
    "begin_case",
    "begin_letter",
    "correct_beginning",
    "drop_letter",
    "drop_request",
    "hand_over_case",
    "hand_over_case_of",
    "record_plan_receipt",
    "send_letter",
    "send_plan_on",
    "send_request",
    "set_wording",
    "stand_down_recipient",
    "start_request",
    "take_back_step",
    "take_case",
    "take_step",
    "tell_of_detention",
    "tell_of_release",
    "write_letter",
    "write_plan_text",
    "write_request",
]
