"""Governance: what the partnership works towards, why, and whether it comes nearer."""

from importlib import import_module

from django.apps import AppConfig


class GovernanceConfig(AppConfig):
    name = "alongside.governance"
    label = "governance"

    def ready(self) -> None:
        """Have the board's page show the priorities."""
        measures = import_module("alongside.measures.queries")
        queries = import_module("alongside.governance.queries")
        measures.also_on_board("governance/_on_board.html", queries.priorities_for_board)
