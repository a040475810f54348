"""Pages about one child, about safety, and about who may see what."""

from alongside.children.views.concerns import close_concern, concern, raise_concern, tell_social_care
from alongside.children.views.copies import (
    begin_copy,
    copies,
    copy,
    copy_on_paper,
    leave_out,
    release_copy,
    return_copy,
)
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
from alongside.children.views.sharing import (
    do_not_share,
    record_consent,
    record_receipt,
    share,
    shared,
    sharing,
    sharing_on_paper,
    tell_of_sharing,
    tell_to_stop,
    withdraw_consent,
)

__all__ = [
    "ask_about_seal",
    "begin_copy",
    "break_glass",
    "close_concern",
    "concern",
    "copies",
    "copy",
    "copy_on_paper",
    "decide_about_seal",
    "do_not_share",
    "edit_child",
    "edit_person",
    "emergency_opened",
    "emergency_openings",
    "family",
    "find_who_looked",
    "join_family",
    "leave_out",
    "part_family",
    "person",
    "raise_concern",
    "record_consent",
    "record_entry",
    "record_person",
    "record_receipt",
    "record_voice",
    "release_copy",
    "return_copy",
    "review_opening",
    "seal_child",
    "sealed_records",
    "share",
    "shared",
    "sharing",
    "sharing_on_paper",
    "tell_back",
    "tell_of_sharing",
    "tell_social_care",
    "tell_to_stop",
    "who_looked",
    "why",
    "withdraw_consent",
    "withdraw_person",
]
