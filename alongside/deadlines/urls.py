"""Addresses of deadlines."""

from django.urls import path

from alongside.deadlines import views

app_name = "deadlines"

_CLOCK = "children/<str:child_ref>/dates/<str:ref>/"

urlpatterns = [
    path("dates/", views.board, name="board"),
    path("rules/", views.rules, name="rules"),
    path("rules/<str:code>/", views.rule, name="rule"),
    path("term-dates/", views.term_dates, name="term_dates"),
    path("term-dates/<int:school_year>/", views.save_term_dates, name="save_term_dates"),
    path("dates/calendar/", views.calendar_link, name="calendar_link"),
    path("dates/calendar/make/", views.make_calendar_link, name="make_calendar_link"),
    path("dates/calendar/revoke/", views.revoke_calendar_link, name="revoke_calendar_link"),
    path("children/<str:child_ref>/dates/", views.dates, name="dates"),
    path("children/<str:child_ref>/dates/start/", views.start_clock, name="start_clock"),
    path(_CLOCK, views.clock, name="clock"),
    path(f"{_CLOCK}done/", views.meet_clock, name="meet_clock"),
    path(f"{_CLOCK}not-done/", views.reopen_clock, name="reopen_clock"),
    path(f"{_CLOCK}stop/", views.end_clock, name="end_clock"),
    path(f"{_CLOCK}follow/", views.follow_clock, name="follow_clock"),
    path(f"{_CLOCK}hand-over/", views.hand_over_clock, name="hand_over_clock"),
    path(f"{_CLOCK}exception/", views.claim_exception, name="claim_exception"),
    path(f"{_CLOCK}exception/<str:claim_ref>/withdraw/", views.withdraw_claim, name="withdraw_claim"),
]
