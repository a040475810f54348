"""The trail: who looked, who changed, who shared."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "alongside.audit"
    label = "audit"
