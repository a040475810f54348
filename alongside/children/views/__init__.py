"""Pages about one child, about safety, and about who may see what."""

from alongside.children.views.concerns import close_concern, concern, raise_concern, tell_social_care
from alongside.children.views.emergency import (
    break_glass,
    emergency_opened,
    emergency_openings,
    review_opening,
)
from alongside.children.views.looks import find_who_looked, who_looked, why
from alongside.children.views.people import (
    edit_person,
    family,
    join_family,
    part_family,
    person,
    record_person,
    withdraw_person,
)
from alongside.children.views.record import edit_child, record_entry, record_voice, tell_back
from alongside.children.views.sealing import ask_about_seal, decide_about_seal, seal_child, sealed_records

__all__ = [
    "ask_about_seal",
    "break_glass",
    "close_concern",
    "concern",
    "decide_about_seal",
    "edit_child",
    "edit_person",
    "emergency_opened",
    "emergency_openings",
    "family",
    "find_who_looked",
    "join_family",
    "part_family",
    "person",
    "raise_concern",
    "record_entry",
    "record_person",
    "record_voice",
    "review_opening",
    "seal_child",
    "sealed_records",
    "tell_back",
    "tell_social_care",
    "who_looked",
    "why",
    "withdraw_person",
]
