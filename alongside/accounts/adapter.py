"""What allauth asks us: nobody signs themselves up, secrets are encrypted, and the second factor stays."""

from __future__ import annotations

import base64
import hashlib
import time
from io import BytesIO
from typing import Any

import segno
from allauth.account import app_settings as account_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.core.internal import ratelimit
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest

from alongside.accounts import devices
from alongside.accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """People are added by an administrator of their partnership."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """The page that follows says what happened; a second message would repeat it."""

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count this attempt before it is tried; a right password takes it back (see ``accounts.devices``)."""
        login = str(credentials.get("email", "")).strip().lower()
        device = devices.known_device(request, login)
        if device:
            attempts = [("login_failed_known_browser", f"{login}:{device}")]
        else:
            attempts = [("login_failed", self._get_login_attempts_cache_key(request, **credentials))]
            attempts.append(("login_failed_anywhere", login))
        used: list[Any] = []
        for action, key in attempts:
            usage = ratelimit.consume(request, app="allauth.account", action=action, key=key)
            if not usage:
                raise self.validation_error("too_many_login_attempts")
            used += usage.usage
        self._login_failed_rl_usage = ratelimit.RateLimitUsage(usage=used)

    def _get_login_attempts_cache_key(self, request: HttpRequest, **credentials: Any) -> str:
        """By account and address: what somebody guesses elsewhere does not count against the owner."""
        return f"{super()._get_login_attempts_cache_key(request, **credentials)}:{ratelimit.get_ip(request)}"

    def post_login(self, request: HttpRequest, user: Any, **more: Any) -> Any:
        """Signed in, with the second factor: this browser is known from now on."""
        response = super().post_login(request, user, **more)
        devices.remember_device(request, response, user.email)
        return response

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Whoever signed in within five minutes is not asked for the password again to set up the second factor."""
        request = context.request
        records = get_authentication_records(request, request.user)
        if records and time.time() - records[-1]["at"] < account_settings.REAUTHENTICATION_TIMEOUT:
            return False
        return bool(super().is_reauthentication_required(app=app))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """The council's own sign-in: it opens an account that an administrator has made, and never makes one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        """Connect by the e-mail address that the council's provider vouches for."""
        if sociallogin.is_existing:
            return
        email = (sociallogin.user.email or "").strip()
        verified = any(
            address.verified and address.email.lower() == email.lower() for address in sociallogin.email_addresses
        )
        person = User.objects.filter(email__iexact=email, is_active=True).first() if email and verified else None
        if person is not None:
            sociallogin.connect(request, person)


def _box() -> MultiFernet:
    """Encryption under the secret key, and under those that it replaced, so that a changed key locks nobody out."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        [Fernet(base64.urlsafe_b64encode(hashlib.sha256(f"alongside.mfa:{key}".encode()).digest())) for key in keys]
    )


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factor: secrets are encrypted in the table, and nobody switches theirs off."""

    def encrypt(self, text: str) -> str:
        return _box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return False

    def build_totp_svg(self, url: str) -> str:
        """The code to scan, as SVG."""
        picture = BytesIO()
        segno.make(url).save(picture, kind="svg", scale=5, border=2, xmldecl=False)
        return picture.getvalue().decode()
