"""What people type about EHC cases."""

from alongside.ehcp.forms.case import (
    AttachFile,
    BeginCase,
    CorrectBeginning,
    HandOverCase,
    Narrow,
    TakeBackStep,
    TakeStep,
    WritePlanText,
)
from alongside.ehcp.forms.letters import SendLetter, WriteLetter, WriteWording
from alongside.ehcp.forms.recipients import NotNeeded, PlanReceipt, SendPlanOn
from alongside.ehcp.forms.requests import LAWS_OF_REQUESTS, SendRequest, WriteRequest

__all__ = [
    "LAWS_OF_REQUESTS",
    "AttachFile",
    "BeginCase",
    "CorrectBeginning",
    "HandOverCase",
    "Narrow",
    "NotNeeded",
    "PlanReceipt",
    "SendLetter",
    "SendPlanOn",
    "SendRequest",
    "TakeBackStep",
    "TakeStep",
    "WriteLetter",
    "WritePlanText",
    "WriteRequest",
    "WriteWording",
]
