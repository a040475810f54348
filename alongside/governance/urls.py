"""Addresses of priorities."""

from django.urls import path

from alongside.governance import views

ONE = "priorities/<str:ref>/"

app_name = "governance"
urlpatterns = [
    path("priorities/", views.priorities, name="priorities"),
    path("priorities/set/", views.set_priority, name="set_priority"),
    path(ONE, views.priority, name="priority"),
    path(f"{ONE}change/", views.change_priority, name="change_priority"),
    path(f"{ONE}review/", views.review_priority, name="review_priority"),
    path(f"{ONE}hand-over/", views.hand_over_priority, name="hand_over_priority"),
]
