"""The plan with the child: goals in own words, steps by adults, contacts and reviews."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "alongside.plans"
    label = "plans"
