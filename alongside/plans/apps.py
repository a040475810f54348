"""The plan with the child: goals in own words, steps by adults, contacts and reviews."""

from importlib import import_module

from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "alongside.plans"
    label = "plans"

    def ready(self) -> None:
        """Have the plan fill its part of a request for an EHC needs assessment."""
        ehcp, asked = import_module("alongside.ehcp.queries"), import_module("alongside.plans.queries.asked")
        ehcp.fill_from("plan", asked.lines_for_request)
