"""What people type about a child, and about who may see a child."""

from alongside.children.forms.child import (
    CHILD_TOPICS,
    EditChild,
    EndAddress,
    RecordAddress,
    RecordCare,
    WithdrawAddress,
)
from alongside.children.forms.chronology import (
    ChooseSeveral,
    NarrowChronology,
    RecordEntry,
    RecordEntryForSeveral,
    WithdrawForSeveral,
)
from alongside.children.forms.documents import FileOf, NarrowDocuments, RecordDocument, SayWhyWithdrawn
from alongside.children.forms.fields import KEEPS_SAFE, WORKS_WITH, Clock, Reference
from alongside.children.forms.merging import DecideMerge, PartRecords, ProposeMerge
from alongside.children.forms.network import EndProfessional, RecordProfessional
from alongside.children.forms.people import (
    AddPerson,
    HowToReach,
    JoinFamily,
    PartFamily,
    WhoDecides,
    WhoTheyAre,
    WithdrawPerson,
)
from alongside.children.forms.readers import (
    AskAboutSeal,
    BreakGlass,
    DecideAboutSeal,
    FindWhoLooked,
    GiveWhoLooked,
    ReviewOpening,
    SealChild,
    SetNamesOnPaper,
)
from alongside.children.forms.safety import CloseConcern, RaiseConcern, TellSocialCare
from alongside.children.forms.sharing import (
    BeginCopy,
    DoNotShare,
    FilterSharing,
    LeaveOut,
    OnDay,
    RecordConsent,
    SayWhy,
    Share,
    WithdrawConsent,
)
from alongside.children.forms.voice import RecordVoice, TellBack

__all__ = [
    "CHILD_TOPICS",
    "KEEPS_SAFE",
    "WORKS_WITH",
    "AddPerson",
    "AskAboutSeal",
    "BeginCopy",
    "BreakGlass",
    "ChooseSeveral",
    "Clock",
    "CloseConcern",
    "DecideAboutSeal",
    "DecideMerge",
    "DoNotShare",
    "EditChild",
    "EndAddress",
    "EndProfessional",
    "FileOf",
    "FilterSharing",
    "FindWhoLooked",
    "GiveWhoLooked",
    "HowToReach",
    "JoinFamily",
    "LeaveOut",
    "NarrowChronology",
    "NarrowDocuments",
    "OnDay",
    "PartFamily",
    "PartRecords",
    "ProposeMerge",
    "RaiseConcern",
    "RecordAddress",
    "RecordCare",
    "RecordConsent",
    "RecordDocument",
    "RecordEntry",
    "RecordEntryForSeveral",
    "RecordProfessional",
    "RecordVoice",
    "Reference",
    "ReviewOpening",
    "SayWhy",
    "SayWhyWithdrawn",
    "SealChild",
    "SetNamesOnPaper",
    "Share",
    "TellBack",
    "TellSocialCare",
    "WhoDecides",
    "WhoTheyAre",
    "WithdrawAddress",
    "WithdrawConsent",
    "WithdrawForSeveral",
    "WithdrawPerson",
]
