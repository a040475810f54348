"""What runs by the clock: each entry calls one function of a subject's jobs, which is safe to run twice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A job and when it runs. ``cron`` has five fields, in UTC; ``job`` is a dotted path."""

    cron: str
    job: str


SCHEDULE: tuple[Scheduled, ...] = (
    Scheduled("5 3 * * *", "alongside.web.jobs.recount_dates"),
    Scheduled("25 3 * * *", "alongside.web.jobs.keep_watch"),
    Scheduled("17 * * * *", "alongside.web.jobs.forget_expired"),
    Scheduled("* * * * *", "alongside.notifications.jobs.send_waiting"),
    Scheduled("* * * * *", "alongside.referrals.jobs.withdraw_what_was_asked"),
    Scheduled("41 2 * * *", "alongside.referrals.jobs.erase_not_taken_up"),
    Scheduled("27 * * * *", "alongside.referrals.jobs.forget_door_counts"),
    Scheduled("40 3 * * *", "alongside.measures.jobs.close_quarters"),
    Scheduled("* * * * *", "alongside.exchange.jobs.read_lists"),
    Scheduled("37 * * * *", "alongside.exchange.jobs.erase_lists"),
    Scheduled("20 2 * * *", "alongside.children.jobs.sweep_files"),
    Scheduled("50 2 * * *", "alongside.justice.jobs.open_look_backs"),
)
