"""Pages about one child, about safety, and about who may see what."""

from alongside.children.views.concerns import close_concern, concern, raise_concern, tell_social_care
from alongside.children.views.emergency import (
    break_glass,
    emergency_opened,
    emergency_openings,
    review_opening,
    seal_child,
)
from alongside.children.views.looks import find_who_looked, who_looked, why
from alongside.children.views.record import add_carer, edit_child, record_entry, record_voice, tell_back

__all__ = [
    "add_carer",
    "break_glass",
    "close_concern",
    "concern",
    "edit_child",
    "emergency_opened",
    "emergency_openings",
    "find_who_looked",
    "raise_concern",
    "record_entry",
    "record_voice",
    "review_opening",
    "seal_child",
    "tell_back",
    "tell_social_care",
    "who_looked",
    "why",
]
