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
