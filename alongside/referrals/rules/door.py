"""What is asked at the public door, and how it is answered. All of it is ours: no law prescribes these questions."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import ipaddress

# Who asks

SENDERS: dict[str, str] = {
    "self": "The child",
    "carer": "Parent or carer",
    "professional": "Somebody who works with the child",
}

# How to reach them without putting anybody at risk

WAYS: dict[str, str] = {
    "call": "Phone call",
    "text": "Text message",
    "email": "Email",
    "page": "I look on this website myself, with my reference",
}
TIMES: dict[str, str] = {
    "morning": "In the morning",
    "afternoon": "In the afternoon",
    "evening": "After 5pm",
    "any": "Any time",
}
MESSAGES: dict[str, str] = {
    "yes": "Yes, and you can say who you are",
    "discreet": "Yes, but only ask me to ring back",
    "no": "No, it is not safe",
}

# What would help

READING: dict[str, str] = {
    "hard": "Reading is hard for me",
    "large": "Large print",
    "aloud": "Somebody reads it to me",
    "pictures": "Short words and pictures",
}
TRAVEL: dict[str, str] = {
    "come": "I can come to you",
    "hard": "It is hard for me to travel",
    "home": "Please come to our home",
    "school": "Meet at school or college",
    "phone": "Talk by phone or video",
}

# Who may know

CHILD_KNOWS: dict[str, str] = {"yes": "Yes", "no": "No, not yet"}
CARERS_KNOW: dict[str, str] = {
    "yes": "Yes, they know",
    "no": "No, not yet",
    "not_safe": "No, and it is not safe to tell them",
}
MAY_TELL: dict[str, str] = {
    "school": "School or college",
    "health": "Doctor or nurse",
    "helper": "A social worker or other helper we already have",
}
NOBODY_YET = "nobody"
"""The answer that excludes the others: "Nobody yet. Ask me first"."""

# How it is answered

NOT_FOR_US: dict[str, str] = {
    "early_help": "Early help is better placed",
    "other_service": "Another service is better placed",
    "other_area": "The child lives in another area",
    "under_10": "The child is under 10",
    "over_18": "The young person is 18 or over",
    "already": "We work with the child already, and their worker has been told",
    "no_answer": "We could not reach them",
    "changed_mind": "They told us that they changed their mind",
    "not_real": "It is not a real request",
}
"""Why what came to the door is not taken in. Kept, without anything else, after the rest is erased."""

HOW_ANSWERED: dict[str, str] = {
    "phone": "By telephone, in the way that they said is safe",
    "text": "By text message",
    "email": "By email",
    "letter": "By letter",
    "in_person": "In person",
    "page": "On the answer page, where they chose to look",
    "not_safe": "Not told, because no way to reach them was safe or worked",
}

# How much one address may send

HOUR_SECONDS = 3600
SENT_AN_HOUR = 10
"""Requests that one address may send in an hour. Ours: a school or library that many share stays well below it."""
TRIED_AN_HOUR = 60
"""Posts of any kind that one address may make at the door in an hour, faulty ones included. Ours."""


def address_key(secret: str, what: str, address: str) -> str:
    """A digest under which an address is counted, so that no address is kept.

    An IPv6 address counts with its network of 64 bits: one household has as many addresses as it likes.
    """
    try:
        found = ipaddress.ip_address(address.strip())
    except ValueError:
        place = address.strip()
    else:
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
            place = str(ipaddress.ip_network(f"{found}/64", strict=False))
        else:
            place = str(found.ipv4_mapped or found) if isinstance(found, ipaddress.IPv6Address) else str(found)
    return hmac.new(secret.encode(), f"door:{what}:{place}".encode(), hashlib.sha256).hexdigest()


def public_door(partnership_id: int, key: str = "") -> str:
    """The row-security context of somebody outside: they may write the row of this key in this partnership, and see
    nothing else."""
    return f"refer:{partnership_id}:{key}"


def reading_door(partnership_id: int, ref: str, born_on: dt.date) -> str:
    """The row-security context of somebody outside who reads an answer: they see the one row whose reference and date
    of birth they know, if whoever asked chose to read the answer so, and nothing else."""
    return f"read:{partnership_id}:{ref}:{born_on.isoformat()}"


def outward_code(postcode: str) -> str:
    """The first half of a postcode: enough to know which team is near, and not where somebody lives."""
    text = "".join(postcode.upper().split())
    return text[:-3] if len(text) >= 5 and text[-3:-2].isdigit() else text[:4]
