"""Screens, needs, specialist support, and strategies: what helps a child, and who gives it."""

from django.apps import AppConfig


class NeedsConfig(AppConfig):
    name = "alongside.needs"
    label = "needs"
