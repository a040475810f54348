"""What comes in from other systems: lists, matched to the children who are known here."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "alongside.exchange"
    label = "exchange"
