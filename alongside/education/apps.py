"""Education: the rules of time so far."""

from importlib import import_module

from django.apps import AppConfig


class EducationConfig(AppConfig):
    name = "alongside.education"
    label = "education"

    def ready(self) -> None:
        """Make the subject's rules of time known."""
        import_module("alongside.education.rules")
