"""What pages for people outside share: no session, no cookie, nothing kept on the device, and a limit by address.

A post carries no token against forged posts, since there is nothing that a forger could use: there is no session to
ride on, and whoever could make somebody's browser post could post the same themselves.
"""

from __future__ import annotations

import uuid
from typing import Any

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render

from alongside.accounts.http import Request
from alongside.referrals import commands, rules

KEY_HOURS = 48
"""How long a page that was opened may be sent: a phone may be put away overnight. Ours."""

_SALT = "referrals.public_door"


def page_for_outside(request: Request, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page that nobody's device keeps."""
    response = render(request, f"referrals/{template}", context, status=status)
    response["Cache-Control"] = "no-store"
    return response


def new_key() -> str:
    """A key for a form that is shown now, signed, so that only ours are taken."""
    return signing.dumps(str(uuid.uuid4()), salt=_SALT)


def key_of(given: str) -> uuid.UUID | None:
    """The key of a page that we made, and not too long ago; else None."""
    try:
        return uuid.UUID(signing.loads(given, salt=_SALT, max_age=KEY_HOURS * 3600))
    except (signing.BadSignature, ValueError, TypeError):
        return None


def renew(form: Any) -> None:
    """Give a page that comes back a key of ours, where its own was none."""
    data = form.data.copy()
    data["form_key"] = new_key()
    form.data = data
    form.add_error(None, "This page was open for too long. Nothing is lost: press the button again.")


def within(request: Request, what: str, limit: int) -> bool:
    """Count one more from this address, and say whether that is still within the limit of the hour."""
    address = get_adapter(request).get_client_ip(request)
    key = rules.address_key(settings.SECRET_KEY, what, address)
    return commands.count_at_door(key=key, limit=limit, now=request.now)


def too_many(response: HttpResponse) -> HttpResponse:
    """The page of a form that comes back because a lot was sent: it says when to try again."""
    response.status_code = 429
    response["Retry-After"] = str(rules.HOUR_SECONDS)
    return response


TOO_MANY = "A lot has been sent from this internet connection. Nothing is lost: try again in an hour."
