"""Every change to a child's record, to who may see it, and to what keeps the child safe."""

from alongside.children.commands.child import EDITABLE, edit_child, record_child
from alongside.children.commands.chronology import record_entry
from alongside.children.commands.grants import break_glass, end_grants, give_grant, review_opening
from alongside.children.commands.people import (
    About,
    edit_person,
    join_family,
    part_family,
    record_person,
    withdraw_person,
)
from alongside.children.commands.safety import close_concern, raise_concern, tell_social_care
from alongside.children.commands.sealing import ask_about_seal, decide_about_seal, seal_child
from alongside.children.commands.voice import record_voice, tell_back

__all__ = [
    "EDITABLE",
    "About",
    "ask_about_seal",
    "break_glass",
    "close_concern",
    "decide_about_seal",
    "edit_child",
    "edit_person",
    "end_grants",
    "give_grant",
    "join_family",
    "part_family",
    "raise_concern",
    "record_child",
    "record_entry",
    "record_person",
    "record_voice",
    "review_opening",
    "seal_child",
    "tell_back",
    "tell_social_care",
    "withdraw_person",
]
