"""Justice: detention, and the hand-over into custody and back."""

from importlib import import_module

from django.apps import AppConfig

from alongside.core import refs
from alongside.deadlines import rules as deadlines


class JusticeConfig(AppConfig):
    name = "alongside.justice"
    label = "justice"

    def ready(self) -> None:
        """Make the subject's rules of time known, and have it say to the EHC case who is held."""
        import_module("alongside.justice.rules")
        deadlines.keep_at(refs.Kind.HAND_OVER, "justice:hand_over")
        ehcp = import_module("alongside.ehcp.queries")
        ehcp.held_from(import_module("alongside.justice.queries.held").held_for_ehc)
