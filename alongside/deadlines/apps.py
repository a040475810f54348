"""Deadlines: what is due, why, excused by what, and whose it is."""

from django.apps import AppConfig


class DeadlinesConfig(AppConfig):
    name = "alongside.deadlines"
    label = "deadlines"
