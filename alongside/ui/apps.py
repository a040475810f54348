"""The components, layout and assets that every page is made of."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """Holds no tables: only templates' helpers, form fields and the asset build."""

    name = "alongside.ui"
    label = "ui"
    verbose_name = "Components and layout"
