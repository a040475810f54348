"""Justice: the rules of time so far."""

from importlib import import_module

from django.apps import AppConfig


class JusticeConfig(AppConfig):
    name = "alongside.justice"
    label = "justice"

    def ready(self) -> None:
        """Make the subject's rules of time known."""
        import_module("alongside.justice.rules")
