"""Area partnerships, agencies, teams, posts and who works where."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "alongside.partnerships"
    label = "partnerships"
