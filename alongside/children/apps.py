"""The child, and who may see what of the child."""

from django.apps import AppConfig


class ChildrenConfig(AppConfig):
    name = "alongside.children"
    label = "children"
