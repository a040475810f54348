"""Documents: what Alongside prints."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "alongside.documents"
    label = "documents"
