"""Area partnerships, agencies, teams, posts and who works where."""

from django.apps import AppConfig


class PartnershipsConfig(AppConfig):
    name = "alongside.partnerships"
    label = "partnerships"

    def ready(self) -> None:
        from django.db.backends.signals import connection_created

        from alongside.partnerships import prepared

        connection_created.connect(prepared.keep_statements)
