"""Panels: series, meetings, agenda items, contributions, decisions, actions."""

from django.apps import AppConfig


class PanelsConfig(AppConfig):
    name = "alongside.panels"
    label = "panels"
