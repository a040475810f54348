"""Comparators: published figures and statistical neighbours."""

from django.apps import AppConfig


class ComparatorsConfig(AppConfig):
    name = "alongside.comparators"
    label = "comparators"
