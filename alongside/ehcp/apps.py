"""EHC plans: cases from a request to the end of a plan, and their rules of time."""

from importlib import import_module

from django.apps import AppConfig

from alongside.core import refs
from alongside.deadlines import rules as date_rules


class EhcpConfig(AppConfig):
    name = "alongside.ehcp"
    label = "ehcp"

    def ready(self) -> None:
        """Make the subject's rules of time known, and where its dates are kept."""
        import_module("alongside.ehcp.rules")
        for kind in (refs.Kind.EHC_CASE, refs.Kind.EHC_MATTER):
            date_rules.keep_at(kind, "ehcp:kept_at")
