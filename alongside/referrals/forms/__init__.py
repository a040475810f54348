"""What people type about a referral, a family's answer, and who works with the child."""

from alongside.referrals.forms.agreement import RecordAgreement
from alongside.referrals.forms.door import AnswerArrival, TakeIn
from alongside.referrals.forms.involvement import ChooseWorker, EndInvolvement, RecordFirstContact, Transfer
from alongside.referrals.forms.link import ReferByLink, SendLink
from alongside.referrals.forms.public import AskForHelp, AskForMyChild, AskForMyself, StopAsking
from alongside.referrals.forms.referring import DescribeConcern, ReferChild, asked
from alongside.referrals.forms.standards import SetStandards
from alongside.referrals.forms.triage import (
    NEW_RECORD,
    CheckTurnaround,
    DecideReferral,
    MatchToChild,
    NarrowReferrals,
    SignpostUnderTen,
)

__all__ = [
    "NEW_RECORD",
    "AnswerArrival",
    "AskForHelp",
    "AskForMyChild",
    "AskForMyself",
    "CheckTurnaround",
    "ChooseWorker",
    "DecideReferral",
    "DescribeConcern",
    "EndInvolvement",
    "MatchToChild",
    "NarrowReferrals",
    "RecordAgreement",
    "RecordFirstContact",
    "ReferByLink",
    "ReferChild",
    "SendLink",
    "SetStandards",
    "SignpostUnderTen",
    "StopAsking",
    "TakeIn",
    "Transfer",
    "asked",
]
