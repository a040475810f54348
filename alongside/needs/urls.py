"""Addresses of screens, needs, support and strategies."""

from django.urls import path

from alongside.needs import views

CHILD = "children/<str:child_ref>/"

app_name = "needs"
urlpatterns = [
    path("supports/", views.support_queue, name="support_queue"),
    path(f"{CHILD}passport/", views.passport, name="passport"),
    path(f"{CHILD}needs/", views.needs, name="needs"),
    path(f"{CHILD}needs/record/", views.record_need, name="record_need"),
    path(f"{CHILD}needs/rule-out/", views.rule_out_need, name="rule_out_need"),
    path(f"{CHILD}screens/offer/", views.offer_screen, name="offer_screen"),
    path(f"{CHILD}screens/<str:ref>/", views.screen, name="screen"),
    path(f"{CHILD}screens/<str:ref>/record/", views.record_screen, name="record_screen"),
    path(f"{CHILD}screens/<str:ref>/decline/", views.decline_screen, name="decline_screen"),
    path(f"{CHILD}supports/ask/", views.ask_for_support, name="ask_for_support"),
    path(f"{CHILD}supports/<str:ref>/", views.support, name="support"),
    path(f"{CHILD}supports/<str:ref>/accept/", views.accept_support, name="accept_support"),
    path(f"{CHILD}supports/<str:ref>/take-over/", views.take_over_support, name="take_over_support"),
    path(f"{CHILD}supports/<str:ref>/decline/", views.decline_support, name="decline_support"),
    path(f"{CHILD}supports/<str:ref>/offer/", views.offer_support, name="offer_support"),
    path(f"{CHILD}supports/<str:ref>/start/", views.start_support, name="start_support"),
    path(f"{CHILD}supports/<str:ref>/end/", views.end_support, name="end_support"),
    path(f"{CHILD}supports/<str:ref>/place/", views.place_support, name="place_support"),
    path(f"{CHILD}strategies/write/", views.write_strategy, name="write_strategy"),
    path(f"{CHILD}strategies/<str:ref>/rewrite/", views.rewrite_strategy, name="rewrite_strategy"),
    path(f"{CHILD}strategies/<str:ref>/withdraw/", views.withdraw_strategy, name="withdraw_strategy"),
]
