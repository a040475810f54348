"""What people type about a child, and about who may see a child."""

from alongside.children.forms.child import EditChild
from alongside.children.forms.chronology import RecordEntry
from alongside.children.forms.fields import KEEPS_SAFE, WORKS_WITH, Clock, Reference
from alongside.children.forms.people import AddCarer
from alongside.children.forms.readers import BreakGlass, FindWhoLooked, ReviewOpening, SealChild
from alongside.children.forms.safety import CloseConcern, RaiseConcern, TellSocialCare
from alongside.children.forms.voice import RecordVoice, TellBack

__all__ = [
    "KEEPS_SAFE",
    "WORKS_WITH",
    "AddCarer",
    "BreakGlass",
    "Clock",
    "CloseConcern",
    "EditChild",
    "FindWhoLooked",
    "RaiseConcern",
    "RecordEntry",
    "RecordVoice",
    "Reference",
    "ReviewOpening",
    "SealChild",
    "TellBack",
    "TellSocialCare",
]
