"""The front door: referrals, eligibility, agreement, allocation and the spell of work that follows."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "alongside.referrals"
    label = "referrals"
