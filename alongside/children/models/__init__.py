"""The child, and who may see what of the child."""

from alongside.children.models.care import CareSpell, new_care_ref
from alongside.children.models.child import NAMED, Child, NameToken, SealedReader, new_child_ref
from alongside.children.models.chronology import Entry, new_entry_ref
from alongside.children.models.documents import Document, new_document_ref
from alongside.children.models.grants import BreakGlass, Grant, new_break_glass_ref, new_grant_ref
from alongside.children.models.handed import HandedOn
from alongside.children.models.history import Change
from alongside.children.models.merging import Merge, new_merge_ref
from alongside.children.models.network import Professional, new_professional_ref
from alongside.children.models.people import Person, new_person_ref
from alongside.children.models.places import Address, AddressReader, new_address_ref
from alongside.children.models.safety import Concern, new_concern_ref
from alongside.children.models.sealing import SealAsk, new_seal_ask_ref
from alongside.children.models.sharing import (
    Consent,
    Disclosure,
    SubjectAccess,
    new_consent_ref,
    new_disclosure_ref,
    new_subject_access_ref,
)
from alongside.children.models.standards import NamesOnPaper
from alongside.children.models.voice import Voice, new_voice_ref
from alongside.children.models.withdrawal import Withdrawable, withdrawn_with_a_reason

__all__ = [
    "NAMED",
    "Address",
    "AddressReader",
    "BreakGlass",
    "CareSpell",
    "Change",
    "Child",
    "Concern",
    "Consent",
    "Disclosure",
    "Document",
    "Entry",
    "Grant",
    "HandedOn",
    "Merge",
    "NameToken",
    "NamesOnPaper",
    "Person",
    "Professional",
    "SealAsk",
    "SealedReader",
    "SubjectAccess",
    "Voice",
    "Withdrawable",
    "new_address_ref",
    "new_break_glass_ref",
    "new_care_ref",
    "new_child_ref",
    "new_concern_ref",
    "new_consent_ref",
    "new_disclosure_ref",
    "new_document_ref",
    "new_entry_ref",
    "new_grant_ref",
    "new_merge_ref",
    "new_person_ref",
    "new_professional_ref",
    "new_seal_ask_ref",
    "new_subject_access_ref",
    "new_voice_ref",
    "withdrawn_with_a_reason",
]
