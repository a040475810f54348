"""The front door: referrals, eligibility, agreement, allocation and the spell of work that follows."""

from importlib import import_module

from django.apps import AppConfig

from alongside.core import refs


class ReferralsConfig(AppConfig):
    name = "alongside.referrals"
    label = "referrals"

    def ready(self) -> None:
        """Make known who may open what a chronology tells of."""
        chronology = import_module("alongside.children.queries.opens")
        ours = import_module("alongside.referrals.queries.opens")
        chronology.open_by(refs.Kind.REFERRAL, ours.referrals_opened)
        chronology.open_by(refs.Kind.AGREEMENT, ours.agreements_opened)
