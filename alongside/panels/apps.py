"""Panels: series, meetings, agenda items, contributions, decisions, actions."""

from importlib import import_module

from django.apps import AppConfig

from alongside.core import refs


class PanelsConfig(AppConfig):
    name = "alongside.panels"
    label = "panels"

    def ready(self) -> None:
        """Make known who may open what a chronology tells of."""
        chronology = import_module("alongside.children.queries.opens")
        chronology.open_by(refs.Kind.DECISION, import_module("alongside.panels.queries.opens").decisions_opened)
