"""Questions about sign-in: is there a second factor, and was a form held over a time-out."""

from __future__ import annotations

import datetime as dt

from allauth.mfa.models import Authenticator

from alongside.accounts.models import HeldPost, User
from alongside.core.actor import Actor


def has_second_factor(user_id: int) -> bool:
    """Whether the person has set up an authenticator app."""
    return bool(Authenticator.objects.filter(user_id=user_id, type=Authenticator.Type.TOTP).exists())


def held_post(actor: Actor, now: dt.datetime) -> HeldPost | None:
    """The newest form of this person, in this role, that was sent after a time-out and still waits."""
    return (
        HeldPost.objects.filter(
            partnership_id=actor.partnership_id,
            user_id=actor.user_id,
            membership_id=actor.membership_id,
            expires_at__gt=now,
        )
        .order_by("-held_at")
        .first()
    )


def invented_person(ref: str) -> User | None:
    """A person of the demonstration: their addresses end in .example, which no real address can (RFC 2606)."""
    return User.objects.filter(ref=ref, email__endswith=".example", is_active=True).first()
