"""What the referrer is told: only what is theirs to know. Never whether the child was known, and never who said no,
since a family's answer is not held against them by anybody."""

from __future__ import annotations

REPLIES: dict[str, str] = {
    "received": "We have your referral. We decide by {due}.",
    "declined": "We will not be working with this child for now. The person who decided has written why below.",
    "signposted": "Another service can help better than we can. What we suggest is written below.",
    "accepted": "We will offer support. First we talk with the child and the family: support is their choice.",
    "agreement_asked": "We will offer support. First we talk with the child and the family: support is their choice.",
    "agreed": "We will work with this child. A worker is being chosen.",
    "refused": "We are not working with this child for now. Our offer stays open, and they can come back at any time.",
    "allocated": "A worker is working with this child.",
}
"""How a referral stands, in the words that any referrer may read at any time."""

_OF_KIND: dict[str, dict[str, str]] = {
    "family": {
        "accepted": "Thank you for asking. We would like to help. Somebody will get in touch in the way you said is"
        " safe, and tell you what we can do. You choose.",
        "declined": "Thank you for asking. We are not the right people to help just now. If things change, ask again:"
        " nobody minds.",
        "signposted": "Thank you for asking. Somebody else can help better than we can. Below is who, and how to reach"
        " them.",
    },
    "school": {
        "accepted": "Thank you. We will offer support. First we talk with the child and the family: it is their choice."
        " Keep doing what works at school, and tell us if something changes.",
        "declined": "Thank you. We will not be working with this child for now. Please keep up your own support.",
        "signposted": "Thank you. Another service can help this child better than we can. Below is who, and how to"
        " reach them.",
    },
    "police": {
        "accepted": "Thank you. We will offer support. Taking it up is the family’s choice, and we do not report on it."
        " Tell us of anything new that bears on the child’s safety.",
        "declined": "Thank you. We will not be working with this child for now. Safeguarding goes the usual way.",
        "signposted": "Thank you. Another service is better placed, and is named below.",
    },
    "other": {
        "accepted": "Thank you. We will offer support. First we talk with the child and the family: it is their"
        " choice.",
        "declined": "Thank you. We will not be working with this child for now.",
        "signposted": "Thank you. Another service can help this child better than we can. Below is who.",
    },
}


def words_of_reply(source: str, outcome: str) -> str:
    """Our words to whoever referred, by the kind that they are: no more than what is theirs to know. Ours, to be edited
    by whoever decides. Raises KeyError for an outcome that is no decision."""
    return _OF_KIND.get(source, _OF_KIND["other"])[outcome]
