"""What is typed to set up the second factor."""

from __future__ import annotations

from allauth.core import context
from allauth.mfa.totp.forms import ActivateTOTPForm

SECOND_FACTOR_SHOWN = "second_factor_shown_by"
"""In the session: the row id of the person who set up their second factor in it, and so has shown a code."""


class ActivateSecondFactor(ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new second factor. It vouches for this session, and for no other of the same person."""

    def clean_code(self) -> str:
        """The code; the session notes that it was right."""
        code = str(super().clean_code())
        context.request.session[SECOND_FACTOR_SHOWN] = str(self.user.pk)
        return code
