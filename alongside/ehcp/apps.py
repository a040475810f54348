"""EHC plans: the rules of time so far."""

from importlib import import_module

from django.apps import AppConfig


class EhcpConfig(AppConfig):
    name = "alongside.ehcp"
    label = "ehcp"

    def ready(self) -> None:
        """Make the subject's rules of time known."""
        import_module("alongside.ehcp.rules")
