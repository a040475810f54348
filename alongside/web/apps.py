"""Pages that cross subjects: my work, the child's page, search."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "alongside.web"
    label = "web"
