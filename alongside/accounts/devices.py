"""Browsers in which somebody has signed in before: what tells the owner of an account from whoever guesses elsewhere.

Guessing must stay bounded, and must not lock the owner out. So wrong passwords are counted apart: for a browser that
this account was opened in before (a signed cookie, after the OWASP note on device cookies), by itself; for every other
one by account and address, and once more by account alone over all addresses. A stranger who uses up the last of these
shuts the door to other strangers; the owner's own browser still opens it.
"""

from __future__ import annotations

import hashlib
import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest
from django.http.response import HttpResponseBase

KEPT_DAYS = 90
"""How long a browser is known after the last sign-in in it. Ours: longer than a leave, shorter than a lost machine."""

KEPT_PEOPLE = 8
"""How many people of a shared machine are known in one browser; the latest."""

_SALT = "alongside.accounts.device"


def known_device(request: HttpRequest, email: str) -> str:
    """The name of this browser for this account (random, and nobody's), or empty where it has not been opened here."""
    return _known(request).get(_account(email), "")


def remember_device(request: HttpRequest, response: HttpResponseBase, email: str) -> None:
    """Know this browser from now on as one in which this account was opened, with the second factor."""
    known, account = _known(request), _account(email)
    name = known.pop(account, "") or secrets.token_urlsafe(9)
    kept = dict([*known.items(), (account, name)][-KEPT_PEOPLE:])
    response.set_cookie(
        settings.DEVICE_COOKIE_NAME,
        signing.dumps(kept, salt=_SALT),
        max_age=KEPT_DAYS * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def _account(email: str) -> str:
    """The account in the cookie: not to be read back, so that a browser does not list who has used it."""
    return hashlib.sha256(f"{_SALT}:{settings.SECRET_KEY}:{email.strip().lower()}".encode()).hexdigest()[:24]


def _known(request: HttpRequest) -> dict[str, str]:
    given = request.COOKIES.get(settings.DEVICE_COOKIE_NAME, "")
    try:
        known = signing.loads(given, salt=_SALT, max_age=KEPT_DAYS * 24 * 3600) if given else {}
    except signing.BadSignature:
        return {}
    return {str(account): str(name) for account, name in known.items()} if isinstance(known, dict) else {}
