"""Measures: defined once, counted in the database, suppressed for those who may not see children."""

from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "alongside.measures"
    label = "measures"
