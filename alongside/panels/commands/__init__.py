"""Every change to a panel: its series and seats, its meetings and agendas, what it decides and what follows."""

from alongside.panels.commands.actions import (
    add_action,
    do_action,
    hand_over_action,
    hand_over_action_of,
    withdraw_action,
)
from alongside.panels.commands.agenda import add_item, invite_guest, move_item, move_up, remove_item, uninvite_guest
from alongside.panels.commands.decisions import contribute, record_decision
from alongside.panels.commands.meetings import (
    change_chair,
    close_meeting,
    hand_over_meeting,
    mark_attendance,
    plan_meeting,
    release_agenda,
    reschedule_meeting,
    seat_person,
    start_meeting,
)
from alongside.panels.commands.series import change_series, seat_agency, start_series, unseat_agency

__all__ = [
    "add_action",
    "add_item",
    "change_chair",
    "change_series",
    "close_meeting",
    "contribute",
    "do_action",
    "hand_over_action",
    "hand_over_action_of",
    "hand_over_meeting",
    "invite_guest",
    "mark_attendance",
    "move_item",
    "move_up",
    "plan_meeting",
    "record_decision",
    "release_agenda",
    "remove_item",
    "reschedule_meeting",
    "seat_agency",
    "seat_person",
    "start_meeting",
    "start_series",
    "uninvite_guest",
    "unseat_agency",
    "withdraw_action",
]
