"""Every change to a child's record, to who may see it, and to what keeps the child safe."""

from alongside.children.commands.care import record_care
from alongside.children.commands.child import EDITABLE, edit_child, record_child
from alongside.children.commands.chronology import record_entry
from alongside.children.commands.documents import record_document, sweep_files, withdraw_document
from alongside.children.commands.erasure import erase_unused_record
from alongside.children.commands.grants import break_glass, end_grants, give_grant, review_opening
from alongside.children.commands.handed import hand_on, hand_on_copy
from alongside.children.commands.looks import give_who_looked
from alongside.children.commands.merging import (
    decide_merge,
    locked_records,
    part_records,
    propose_merge,
    records_of,
    say_different,
)
from alongside.children.commands.network import end_professional, record_professional
from alongside.children.commands.papers import set_names_on_paper
from alongside.children.commands.people import (
    About,
    edit_person,
    join_family,
    part_family,
    record_person,
    withdraw_person,
)
from alongside.children.commands.places import end_address, record_address, withdraw_address
from alongside.children.commands.safety import close_concern, raise_concern, tell_social_care
from alongside.children.commands.sealing import ask_about_seal, decide_about_seal, seal_child
from alongside.children.commands.several import record_entry_for_several, withdraw_entry_for_several
from alongside.children.commands.shared_by_work import Recipient, end_of_sharing, go_on_sharing, share_by_work
from alongside.children.commands.sharing import (
    decide_not_to_share,
    record_consent,
    record_receipt,
    share,
    tell_of_sharing,
    tell_to_stop,
    withdraw_consent,
)
from alongside.children.commands.subject_access import (
    begin_subject_access,
    leave_out,
    refuse_copy,
    release_copy,
    return_copy,
)
from alongside.children.commands.voice import record_voice, tell_back
from alongside.children.commands.withdrawal import strike_out, withdraw_entry, withdraw_voice

__all__ = [
    "EDITABLE",
    "About",
    "Recipient",
    "ask_about_seal",
    "begin_subject_access",
    "break_glass",
    "close_concern",
    "decide_about_seal",
    "decide_merge",
    "decide_not_to_share",
    "edit_child",
    "edit_person",
    "end_address",
    "end_grants",
    "end_of_sharing",
    "end_professional",
    "erase_unused_record",
    "give_grant",
    "give_who_looked",
    "go_on_sharing",
    "hand_on",
    "hand_on_copy",
    "join_family",
    "leave_out",
    "locked_records",
    "part_family",
    "part_records",
    "propose_merge",
    "raise_concern",
    "record_address",
    "record_care",
    "record_child",
    "record_consent",
    "record_document",
    "record_entry",
    "record_entry_for_several",
    "record_person",
    "record_professional",
    "record_receipt",
    "record_voice",
    "records_of",
    "refuse_copy",
    "release_copy",
    "return_copy",
    "review_opening",
    "say_different",
    "seal_child",
    "set_names_on_paper",
    "share",
    "share_by_work",
    "strike_out",
    "sweep_files",
    "tell_back",
    "tell_of_sharing",
    "tell_social_care",
    "tell_to_stop",
    "withdraw_address",
    "withdraw_consent",
    "withdraw_document",
    "withdraw_entry",
    "withdraw_entry_for_several",
    "withdraw_person",
    "withdraw_voice",
]
