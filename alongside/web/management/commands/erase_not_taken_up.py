"""``alongside erase-not-taken-up``: what the worker does each night, by hand."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from alongside.referrals import jobs


class Command(BaseCommand):
    """Erase what was not taken up."""

    help = "Erase referrals that nobody took up and whose time is over. Safe to run twice"

    def handle(self, *args: Any, **options: Any) -> None:
        """Erase, and say how many."""
        self.stdout.write(f"Erased: {jobs.erase_not_taken_up()}")
