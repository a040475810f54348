"""What people type about a referral, a family's answer, and who works with the child."""

from alongside.referrals.forms.agreement import RecordAgreement
from alongside.referrals.forms.door import AnswerArrival, TakeIn
from alongside.referrals.forms.involvement import ChooseWorker, EndInvolvement, RecordFirstContact, Transfer
from alongside.referrals.forms.life import (
    AnswerMove,
    AnswerTransfer,
    AskTransfer,
    PauseInvolvement,
    RecordAbsence,
    RecordGoodbye,
    ResumeInvolvement,
    StepDown,
    WithdrawAgreement,
)
from alongside.referrals.forms.link import ReferByLink, SendLink
from alongside.referrals.forms.public import AskForHelp, AskForMyChild, AskForMyself, ReadAnswer, StopAsking
from alongside.referrals.forms.referring import DescribeConcern, ReferChild, asked
from alongside.referrals.forms.standards import SetPublicContact, SetStandards
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
    "AnswerMove",
    "AnswerTransfer",
    "AskForHelp",
    "AskForMyChild",
    "AskForMyself",
    "AskTransfer",
    "CheckTurnaround",
    "ChooseWorker",
    "DecideReferral",
    "DescribeConcern",
    "EndInvolvement",
    "MatchToChild",
    "NarrowReferrals",
    "PauseInvolvement",
    "ReadAnswer",
    "RecordAbsence",
    "RecordAgreement",
    "RecordFirstContact",
    "RecordGoodbye",
    "ReferByLink",
    "ReferChild",
    "ResumeInvolvement",
    "SendLink",
    "SetPublicContact",
    "SetStandards",
    "SignpostUnderTen",
    "StepDown",
    "StopAsking",
    "TakeIn",
    "Transfer",
    "WithdrawAgreement",
    "asked",
]
